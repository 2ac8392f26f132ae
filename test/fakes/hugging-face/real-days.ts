import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Recorded days, which stay outside the repository. */
export interface RealDays {
  readonly days: readonly string[];
  /** The body as it was recorded; undefined for a day that was not. */
  bodyOf(day: string): string | undefined;
  /** The same, packed with gzip. */
  packedBodyOf(day: string): Buffer | undefined;
}

/** Where recorded days would be: in the folder that is given, else beside the repository. */
export function realDaysFolder(data: string | undefined): string {
  const beside = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
  return join(data ?? beside, 'hf-daily/days');
}

/** Undefined where the folder is missing. */
export function openRealDays(folder: string): RealDays | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => /^\d{4}-\d{2}-\d{2}\.json\.gz$/.test(name));
  const days = files.map((name) => name.slice(0, 10)).sort();
  const known = new Set(days);
  const packedBodyOf = (day: string) =>
    known.has(day) ? readFileSync(join(folder, `${day}.json.gz`)) : undefined;
  return {
    days,
    packedBodyOf,
    bodyOf(day) {
      const packed = packedBodyOf(day);
      return packed === undefined ? undefined : gunzipSync(packed).toString();
    },
  };
}

/** The items in a recorded answer; one of them is wrapped in an object as its `data`. */
export function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const wrapped = typeof value === 'object' && value !== null && 'data' in value ? value.data : [];
  return Array.isArray(wrapped) ? wrapped : [];
}
