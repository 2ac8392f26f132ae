import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, totalmem } from 'node:os';

const RESULTS = new URL('./RESULTS.md', import.meta.url);
const HEADING =
  '# Measurements\n\nWritten by the benchmarks themselves; every section names its command and machine.\n';

/** Smallest, middle and largest of some measurements. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return `${at(0.5)} (${at(0)}-${at(1)})`;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** Prints a table and puts it in the place of the section of the same name in RESULTS.md. */
export async function record(
  section: string,
  notes: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const [header = [], ...body] = rows;
  // Columns stand under each other, as the formatter wants them.
  const widths = header.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const table = [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const machine = `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} cores, ${gigabytes} GiB, shared with other work.`;
  const text = `## ${section}\n\n${[...notes, machine].join('\n')}\n\n${table}\n`;
  const before = existsSync(RESULTS) ? await readFile(RESULTS, 'utf8') : HEADING;
  const others = before.split(/^(?=## )/m).filter((part) => !part.startsWith(`## ${section}\n`));
  await writeFile(RESULTS, `${[...others.map((part) => part.trimEnd()), text.trimEnd()].join('\n\n')}\n`);
  process.stdout.write(`\n${text}\n`);
}
