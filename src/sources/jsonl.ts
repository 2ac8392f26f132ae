import { type Paper, paperSchema, readPaper } from '../papers/paper.js';
import { type LineProblem, numberedLines } from './numbered-lines.js';

export interface ParsedJsonLines {
  readonly papers: readonly Paper[];
  readonly problems: readonly LineProblem[];
}

/** Reads one paper a line; a line that does not fit is reported and skipped. */
export function parseJsonLines(text: string): ParsedJsonLines {
  const papers: Paper[] = [];
  const problems: LineProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const { number, text: line } of numberedLines(text)) {
    const reading = readLine(line);
    if (!reading.ok) {
      problems.push({ line: number, message: `This line was skipped: ${reading.problem}.` });
      continue;
    }
    const { paper } = reading;
    const earlier = lineOf.get(paper.id);
    if (earlier !== undefined) {
      problems.push({
        line: number,
        message: `This line was skipped: paper ${paper.id} is on line ${earlier}.`,
      });
      continue;
    }
    lineOf.set(paper.id, number);
    papers.push(paper);
  }
  return { papers, problems };
}

/** Writes one paper a line, with the keys in the order of the schema. */
export function formatJsonLines(papers: readonly Paper[]): string {
  const keys = Object.keys(paperSchema.shape);
  return papers.map((paper) => `${JSON.stringify(paper, keys)}\n`).join('');
}

function readLine(line: string): ReturnType<typeof readPaper> {
  const value = parseJson(line);
  if (value === undefined) return { ok: false, problem: 'it is not JSON' };
  return readPaper(withoutUnknown(value));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Other programs write null, "" or [] for what they do not know; here unknown is absent. */
function withoutUnknown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => !isUnknown(field)));
}

function isUnknown(field: unknown): boolean {
  return field === null || field === '' || (Array.isArray(field) && field.length === 0);
}
