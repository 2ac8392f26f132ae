import { z } from 'zod';

/** The two bots that are measured in turn, each at a Discord of its own. */
export const BOTS = ['paperboy', 'echo'] as const;
export type BotName = (typeof BOTS)[number];

/** What the process of the Discords is asked for, one thing after the other. */
export const OrderSchema = z.discriminatedUnion('step', [
  /** Opens a Discord with so many servers for a bot that is about to start. */
  z.object({ step: z.literal('open'), bot: z.enum(BOTS), servers: z.number() }),
  /** Sends so many interactions a second for so long, never waiting for an answer. */
  z.object({ step: z.literal('load'), bot: z.enum(BOTS), rate: z.number(), seconds: z.number() }),
]);
export type Order = z.infer<typeof OrderSchema>;

const Times = z.object({ count: z.number(), p50: z.number(), p99: z.number() });

export const ReportSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('opened'), token: z.string(), apiUrl: z.string() }),
  z.object({
    step: z.literal('loaded'),
    sent: z.number(),
    /** From the moment it was due to the last byte of the answer, in milliseconds. */
    p50: z.number(),
    p99: z.number(),
    slowest: z.number(),
    byKind: z.record(z.string(), Times),
    /** How late the events left here, at the 99th percentile; it is part of the times. */
    sentLateP99: z.number(),
    unanswered: z.number(),
    /** Answered with a placeholder first. */
    deferred: z.number(),
    /** Answers that were looked at, and what was wrong with any. */
    checked: z.number(),
    wrong: z.array(z.string()),
    bytesAnAnswer: z.number(),
    /** Requests that no Discord would know. */
    unknown: z.array(z.string()),
  }),
]);
export type Report = z.infer<typeof ReportSchema>;
export type Load = Extract<Report, { step: 'loaded' }>;
