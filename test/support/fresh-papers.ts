import { createJobs } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { Clock } from '../../src/core/clock.js';
import { type House, openHouse, openStoreOf } from '../../src/house.js';
import type { Job } from '../../src/scheduler/scheduler.js';
import {
  type FakeHuggingFace,
  type FakeHuggingFaceOptions,
  startFakeHuggingFace,
} from '../fakes/hugging-face/fake-hugging-face.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../fakes/recording-logger.js';
import type { SourceFault } from '../fakes/source-faults.js';
import { createTestPlatform, type TestPlatform } from './test-platform.js';

/** A paperboy that reads a Hugging Face of our own, by a clock that is moved by hand. */
export interface FreshPapers {
  readonly clock: ManualClock;
  readonly server: FakeHuggingFace;
  readonly house: House;
  /** What is wrong with Hugging Face; undefined while it is well. */
  trouble: SourceFault | undefined;
  /** What somebody in a channel is answered, as text. */
  ask(line: string, who?: string): Promise<string>;
  /** What reached the log. */
  readonly logger: RecordingLogger;
  /** What was posted so far, as text. */
  posts(): readonly string[];
  /** Lets the lists that are due be planned and posted. */
  post(): Promise<void>;
  /** Lets one job run, at the time it is. */
  run(job: string): Promise<void>;
  /** Moves the clock to an instant and polls every five minutes on the way. */
  pollUntil(instant: string): Promise<void>;
  /** The feed days that were asked for since the last time. */
  asked(): readonly string[];
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFreshPapers(options: {
  readonly databaseUrl: string;
  readonly start: string;
  readonly days?: FakeHuggingFaceOptions['days'];
  /** What Hugging Face has of single papers. */
  readonly papers?: FakeHuggingFaceOptions['papers'];
  /** Answers in its place, where it returns true. */
  readonly answer?: FakeHuggingFaceOptions['answer'];
  readonly trending?: FakeHuggingFaceOptions['trending'];
  /** What the configuration says besides; Hugging Face is the source if nothing else is said. */
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<FreshPapers> {
  const clock = createManualClock(options.start);
  const fault = () => fresh.trouble;
  const { days = {}, trending = [], papers = {}, answer = () => false } = options;
  const logger = createRecordingLogger();
  const server = await startFakeHuggingFace({ days, trending, papers, answer, fault });
  const platform = createTestPlatform();
  const environment = {
    DATABASE_URL: options.databaseUrl,
    SOURCES: 'hf',
    HF_API_URL: server.url,
    SEARCH_ENGINE: 'lunr',
    ...options.environment,
  };
  const open = () => openFresh(environment, clock, platform, logger);
  let running = await open();
  let seen = 0;
  const run = async (name: string) => {
    for (const job of running.jobs) if (job.name === name) await job.run(new AbortController().signal);
  };
  const fresh: FreshPapers = {
    clock,
    server,
    get house() {
      return running.house;
    },
    trouble: undefined,
    logger,
    async ask(text, who = 'ana') {
      const target = { platform: 'test', tenant: 'home', id: 'papers', kind: 'channel' } as const;
      const input = { kind: 'text', text } as const;
      const { bot } = running.house;
      return (await bot.handle({ input, caller: { id: who }, target, hasRight: async () => true })).reply
        .summary;
    },
    posts: () => platform.posts.map(({ reply }) => reply.summary),
    async post() {
      await run('plan-daily-lists');
      await run('relay-deliveries-test');
    },
    run,
    async pollUntil(instant) {
      await run('poll-sources');
      while (clock.now() < new Date(instant)) {
        clock.advance(Math.min(5 * 60_000, Date.parse(instant) - clock.now().getTime()));
        await run('poll-sources');
      }
    },
    asked() {
      const paths = server.requests.slice(seen).map(({ path }) => path);
      seen = server.requests.length;
      return paths.map((path) => new URL(path, server.url).searchParams.get('date') ?? path);
    },
    async restart() {
      await running.close();
      running = await open();
    },
    async stop() {
      await running.close();
      await server.close();
    },
  };
  return fresh;
}

async function openFresh(
  environment: Readonly<Record<string, string>>,
  clock: ManualClock,
  { adapter }: TestPlatform,
  logger: RecordingLogger,
): Promise<{ readonly house: House; readonly jobs: readonly Job[]; close(): Promise<void> }> {
  const { config } = readConfig(environment);
  const store = await openStoreOf({ config, clock, logger });
  const waiting = withoutPauses(clock);
  const house = await openHouse({ config, clock: waiting, logger, adapters: [adapter], store });
  const close = () => house.close().then(() => store.close());
  return { house, jobs: createJobs(house, { ...config, clock: waiting, logger }), close };
}

const REQUEST_LIMIT_MS = 10_000;

/** Whoever waits before asking again waits no time; what limits a request never ends it. */
function withoutPauses(clock: ManualClock): Clock {
  return {
    now: clock.now,
    steady: clock.steady,
    timer: (ms) =>
      ms === REQUEST_LIMIT_MS ? clock.timer(ms + 1e12) : { elapsed: Promise.resolve(), cancel: () => {} },
  };
}
