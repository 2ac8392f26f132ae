import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureAnswers } from './discord/answering.js';
import { writeDailyPapers } from './discord/daily-papers.js';
import { recordAnswers, recordServers } from './discord/sections.js';
import { measureServers } from './discord/servers-in-memory.js';

const PACKED = join(process.env['PAPERBOY_DATA'] ?? '', 'hf-daily', 'papers.jsonl.gz');
const HALF_AN_HOUR = 1_800_000;
const SEED = fileURLToPath(new URL('../data/papers.jsonl', import.meta.url));

let folder: string;

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'bench')]);
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')]);
  folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('answers commands', { timeout: HALF_AN_HOUR }, async ({ skip }) => {
  if (process.env['PAPERBOY_DATA'] === undefined || !existsSync(PACKED)) {
    process.stdout.write('discord: answers skipped: no daily papers; name the folder with --data DIR.\n');
    return skip();
  }
  const file = join(folder, 'papers.jsonl');
  const papers = await writeDailyPapers(PACKED, file);
  const measured = await measureAnswers(folder, file);
  await recordAnswers(papers, measured);
  for (const { wrong, unknown, unanswered } of [measured.steady, measured.soak])
    expect.soft({ wrong, unknown, unanswered }).toEqual({ wrong: [], unknown: [], unanswered: 0 });
});

it('knows very many servers', { timeout: HALF_AN_HOUR }, async () => {
  const resident = await measureServers(folder, SEED);
  await recordServers(resident);
  for (const { many } of Object.values(resident)) expect(many).toBeGreaterThan(0);
});
