import { hearsAuthors } from '../papers/named-authors.js';
import { type Paper, type PaperReading, paperSchema, readPaper } from '../papers/paper.js';
import { type LineProblem, type NumberedLine, numberedLines } from './numbered-lines.js';

export interface ParsedJsonLines {
  readonly papers: readonly Paper[];
  readonly problems: readonly LineProblem[];
}

/** Reads one paper a line; a line that does not fit is reported and skipped. */
export function parseJsonLines(text: string): ParsedJsonLines {
  const reader = createJsonLineReader();
  const papers: Paper[] = [];
  const problems: LineProblem[] = [];
  for (const line of numberedLines(text)) {
    const reading = reader.read(line);
    if (reading.ok) papers.push(reading.paper);
    else problems.push({ line: line.number, message: `This line was skipped: ${reading.problem}.` });
  }
  return { papers, problems };
}

/** Reads lines of one file one after the other, and each paper once. */
export function createJsonLineReader(): { read(line: NumberedLine): PaperReading } {
  const lineOf = new Map<string, number>();
  return {
    read({ number, text }) {
      const reading = readLine(text);
      if (!reading.ok) return reading;
      const earlier = lineOf.get(reading.paper.id);
      if (earlier !== undefined) {
        return { ok: false, problem: `paper ${reading.paper.id} is on line ${earlier}` };
      }
      lineOf.set(reading.paper.id, number);
      return reading;
    },
  };
}

/** Writes one paper a line, with the keys in the order of the schema. */
export function formatJsonLines(papers: readonly Paper[]): string {
  const keys = Object.keys(paperSchema.shape);
  return papers.map((paper) => `${JSON.stringify(paper, keys)}\n`).join('');
}

function readLine(line: string): PaperReading {
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

/** Other programs write null, "" or [] for what they do not know; here unknown is absent, and only authors may be known to be none. */
function withoutUnknown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const source = 'source' in value && typeof value.source === 'string' ? value.source : '';
  const isTold = (key: string) => key === 'authors' && hearsAuthors(source);
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, field]) => !isUnknown(field) || (isTold(key) && Array.isArray(field)),
    ),
  );
}

function isUnknown(field: unknown): boolean {
  return field === null || field === '' || (Array.isArray(field) && field.length === 0);
}
