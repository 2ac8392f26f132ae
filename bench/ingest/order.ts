import { z } from 'zod';

/** What the measured process is to read. */
export const OrderSchema = z.object({ url: z.string(), folder: z.string(), days: z.array(z.string()) });
export type Order = z.infer<typeof OrderSchema>;

/** What it reports. */
export const FiguresSchema = z.object({
  seconds: z.number(),
  againSeconds: z.number(),
  /** Of all threads, in the first pass. */
  cpuSeconds: z.number(),
  papers: z.number(),
  rejected: z.number(),
  kept: z.number(),
  indexed: z.number(),
  changedAgain: z.number(),
  peakMb: z.number(),
});
export type Figures = z.infer<typeof FiguresSchema>;
