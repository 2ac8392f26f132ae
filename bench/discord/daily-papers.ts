import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Paper } from '../../src/papers/paper.js';
import { formatJsonLines } from '../../src/sources/jsonl.js';
import { readUsablePaper } from '../../src/sources/usable-paper.js';

/** As much of a paper as the wishes of people are drawn from. */
export interface Titled {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

const Row = z.looseObject({ id: z.string(), title: z.string(), date: z.string() });

/** Writes the daily papers of Hugging Face as JSON lines that `paperboy ingest` takes; how many they are. */
export async function writeDailyPapers(packed: string, to: string): Promise<number> {
  const lines = gunzipSync(await readFile(packed))
    .toString()
    .trim()
    .split('\n');
  const papers = lines.flatMap((line) => readPaper(Row.parse(JSON.parse(line))));
  await writeFile(to, formatJsonLines(papers));
  return papers.length;
}

const TitledSchema = z.object({ id: z.string(), title: z.string(), abstract: z.string().default('') });

export async function readTitled(file: string): Promise<readonly Titled[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => TitledSchema.parse(JSON.parse(line)));
}

function readPaper(row: z.infer<typeof Row>): readonly Paper[] {
  const reading = readUsablePaper({
    id: row.id,
    title: row.title,
    abstract: row['summary'],
    authors: row['authors'],
    organization: row['organizationFullname'] ?? row['organization'],
    publishedAt: row['publishedAt'] ?? row.date,
    feedDate: row.date,
    upvotes: row['upvotes'] ?? row['upvotesLate'],
    comments: row['numComments'],
    githubRepo: row['githubRepo'],
    githubStars: row['githubStars'],
    projectPage: row['projectPage'],
    // Every paper there has one, under an address that follows from its id.
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${row.id}.png`,
    aiSummary: row['ai_summary'],
    aiKeywords: row['ai_keywords'],
    url: `https://huggingface.co/papers/${row.id}`,
    source: 'hugging-face',
  });
  return reading.ok ? [reading.paper] : [];
}
