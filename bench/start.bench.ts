import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from '../test/fakes/discord/fake-discord.js';
import { createFakeSlack, type FakeSlack } from '../test/fakes/slack/fake-slack.js';
import { median, record, spread } from './results.js';

const ROUNDS = 7;
const MAIN = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));
const SDKS = 'await Promise.all([import("discord.js"), import("@slack/bolt"), import("better-sqlite3")])';
const MOST_READY_MS = 1_500;
const MOST_MEMORY_MB = 220;

let discord: FakeDiscord;
let slack: FakeSlack;
let folder: string;

beforeAll(async () => {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))]);
  discord = await createFakeDiscord();
  slack = createFakeSlack();
  await slack.start();
  folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
});

afterAll(async () => {
  await Promise.all([discord.stop(), slack.stop()]);
  await rm(folder, { recursive: true, force: true });
});

interface Start {
  readonly readyMs: number;
  readonly memoryMb: number;
}

async function startOnce(round: number): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: `file:${join(folder, `${round}.db`)}`,
      PLAYGROUND: 'on',
      PORT: '0',
      LOG_LEVEL: 'error',
    },
  });
  const url = await addressOf(child);
  const ready = await fetch(`${url}/readyz`);
  const readyMs = performance.now() - started;
  expect(await ready.json()).toMatchObject({ ok: true });
  // Let what a start leaves behind settle, so that the figure is that of a running bot.
  await pause(2_000);
  const memoryMb = await residentMegabytes(child);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { readyMs, memoryMb };
}

/** The welcome is printed when everything is connected. */
async function addressOf(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(String(chunk)) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('paperboy ended before it was ready.');
}

async function residentMegabytes(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
}

function peer(code: string): number {
  const started = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  return performance.now() - started;
}

it('starts with both platforms connected', async () => {
  const starts: Start[] = [];
  const bare: number[] = [];
  const sdks: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [start, bareMs, sdkMs] = [await startOnce(round), peer(''), peer(SDKS)];
    if (round === 0) continue;
    starts.push(start);
    bare.push(bareMs);
    sdks.push(sdkMs);
  }
  const ready = starts.map(({ readyMs }) => readyMs);
  const memory = starts.map(({ memoryMb }) => memoryMb);
  const ratio = (values: readonly number[]) => (median(values) / median(sdks)).toFixed(2);
  await record(
    'start',
    [
      '`npm run bench -- start`: the built bot with an empty database, Discord and Slack both at the fakes, until `/readyz` says 200.',
      `Median (min-max) of ${ROUNDS} starts after a warm-up, each round together with its peers.`,
    ],
    [
      ['what', 'ms', 'ratio', 'resident MB'],
      ['paperboy, cold start to ready', spread(ready), ratio(ready), spread(memory)],
      ['peer: the SDKs imported, nothing else', spread(sdks), '1.00', ''],
      ['peer: an empty Node process', spread(bare), ratio(bare), ''],
      ['limit', String(MOST_READY_MS), '', String(MOST_MEMORY_MB)],
    ],
  );
  expect(median(ready)).toBeLessThan(MOST_READY_MS);
  expect(Math.max(...memory)).toBeLessThan(MOST_MEMORY_MB);
});
