import { z } from 'zod';

const Ask = z.object({ id: z.string(), text: z.string(), paper: z.string().optional(), kind: z.string() });

/** What a process is to measure of one engine. */
export const JobSchema = z.object({
  engine: z.string(),
  /** A file of papers, how many of it to build from (all unless said), and how many of the following to add one day later. */
  corpus: z.string(),
  papers: z.number().optional(),
  later: z.number().default(0),
  asks: z.array(Ask.transform((asked) => ({ ...asked, paper: asked.paper }))),
  similar: z.boolean().default(false),
  limit: z.number(),
  /** Whether the answers matter, and so every query has to be answered, or only how long they take. */
  keepHits: z.boolean(),
  secondsAKind: z.number(),
});

export const ReportSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('built'), ms: z.number(), blockMs: z.number() }),
  z.object({ step: z.literal('done') }),
  z.object({ step: z.literal('memory'), heapMb: z.number(), residentMb: z.number() }),
  z.object({ step: z.literal('added'), ms: z.number(), blockMs: z.number() }),
  z.object({ step: z.literal('loaded'), ms: z.number(), bytes: z.number() }),
  z.object({
    step: z.literal('answered'),
    kind: z.string(),
    ms: z.array(z.number()),
    answers: z.array(
      z.tuple([z.string(), z.array(z.object({ id: z.string(), score: z.number() })).readonly()]),
    ),
  }),
]);

export type Ask = z.infer<typeof Ask>;
export type JobOrder = z.input<typeof JobSchema>;
export type Job = z.infer<typeof JobSchema>;
export type Report = z.infer<typeof ReportSchema>;
