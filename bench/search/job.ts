import { z } from 'zod';

const Ask = z.object({
  id: z.string(),
  /** Asks of one kind are asked together and have one line of figures. */
  kind: z.string(),
  /** By words, by a paper that is to be like them, or by the beginning of a word. */
  way: z.enum(['search', 'similar', 'suggest']),
  text: z.string(),
  /** The paper whose text this is, where it is one. */
  paper: z.string().optional(),
});

/** What a process is to measure of one engine. */
export const JobSchema = z.object({
  engine: z.string(),
  /** A file of papers, how many of it to build from (all unless said), and how many of the following to add one day later. */
  corpus: z.string(),
  papers: z.number().optional(),
  later: z.number().default(0),
  asks: z.array(Ask).readonly(),
  /** Asked before those of their kind, and not counted. */
  warmUps: z.array(Ask).readonly(),
  limit: z.number(),
  /** Whether the answers matter, and so every query has to be answered, or only how long they take. */
  keepHits: z.boolean().default(false),
  secondsAKind: z.number().default(15),
  /** Lines that are typed into the engine again and again, while its memory is watched. */
  typed: z.object({ lines: z.array(z.string()).readonly(), rounds: z.number() }).optional(),
  /** Whether the index is to be saved and loaded, too. */
  saves: z.boolean().default(true),
  /** Where to. */
  file: z.string(),
});

const worked = { ms: z.number(), blockMs: z.number() };

export const ReportSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('built'), papers: z.number(), ...worked }),
  z.object({ step: z.literal('memory'), heapMb: z.number(), residentMb: z.number() }),
  z.object({
    step: z.literal('answered'),
    kind: z.string(),
    ms: z.array(z.number()),
    answers: z.array(
      z.tuple([z.string(), z.array(z.object({ id: z.string(), score: z.number() })).readonly()]),
    ),
  }),
  z.object({ step: z.literal('added'), ...worked }),
  z.object({
    step: z.literal('typed'),
    startMb: z.number(),
    endMb: z.number(),
    slowest: z.array(z.number()),
  }),
  z.object({ step: z.literal('loaded'), bytes: z.number(), ...worked }),
  z.object({ step: z.literal('done') }),
]);

export type Ask = z.infer<typeof Ask>;
export type JobOrder = Omit<z.input<typeof JobSchema>, 'file'>;
export type Job = z.infer<typeof JobSchema>;
export type Report = z.infer<typeof ReportSchema>;
export type Typed = NonNullable<Job['typed']>;
