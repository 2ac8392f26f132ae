import { z } from 'zod';

/** What a process is to measure: one way of matching, on a file of papers and topics. */
export const MatchingJob = z.object({
  way: z.enum(['paperboy', 'lunr', 'idle']),
  /** JSON: `{ papers, topics }`. */
  file: z.string(),
  topics: z.number(),
  rounds: z.number(),
});

export const MatchingMeasured = z.object({
  ms: z.array(z.number()),
  cpuMs: z.array(z.number()),
  /** The longest time the event loop of the caller stood still. */
  blockMs: z.array(z.number()),
  /** The longest time the caller's thread itself worked in one go. */
  ownBlockMs: z.number(),
  /** Beyond what the process had before, at most. */
  residentMb: z.number(),
  /** How many pairs of a topic and a paper were found. */
  pairs: z.number(),
});

export const MatchingInput = z.object({
  papers: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      abstract: z.string(),
      publishedAt: z.string(),
      upvotes: z.number(),
    }),
  ),
  topics: z.array(z.string()),
});

export type MatchingJob = z.infer<typeof MatchingJob>;
export type MatchingMeasured = z.infer<typeof MatchingMeasured>;
export type MatchingInput = z.infer<typeof MatchingInput>;
