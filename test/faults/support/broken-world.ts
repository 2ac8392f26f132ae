import { chmod } from 'node:fs/promises';
import { startApp } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { createFakeDiscord, type FakeDiscord } from '../../fakes/discord/fake-discord.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.js';
import { followClockFile } from '../../support/postgres-clock.js';
import { type Program, runProgram } from '../../support/program.js';
import { createFastClock, type FastClock } from './fast-clock.js';
import { discordForum, discordPlace, type Place, slackPlace } from './places.js';

const SPEED = 10;
const LOOKS = 3;
const LEASE_OVER_MS = 100_000;

/** A Discord and a Slack that outlive the bots in front of them; what people see there is all that counts. */
export interface BrokenWorld {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly clock: FastClock;
  /** Starts the real program, and resolves once it is ready. */
  startBot(env?: Readonly<Record<string, string>>, log?: number): Promise<Program>;
  /** Starts the program at a failpoint, and resolves once it has been killed there. */
  runInto(failpoint: string): Promise<void>;
  readonly places: { readonly discord: Place; readonly slack: Place };
  /** More channels on Discord. */
  addPlaces(count: number): readonly Place[];
  addForum(): Place;
  /** Turns the daily list on in places, by asking a bot that is ended again. */
  turnOn(places: readonly Place[], at: string): Promise<void>;
  /** Has so much time pass that nobody holds what a killed bot was about to send. */
  outlastLeases(): void;
  /** Ends the bots in good order, and lets others look whether there is anything left to do. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function createBrokenWorld(options: {
  readonly folder: { path(name: string): string };
  readonly start: string;
  /** A SQLite file in the folder, if not given. */
  readonly databaseUrl?: string;
}): Promise<BrokenWorld> {
  const { folder, start, databaseUrl = `file:${folder.path('paperboy.db')}` } = options;
  const clock = createFastClock(folder.path('clock.json'), start, SPEED);
  if (databaseUrl.startsWith('postgres:')) {
    // The server is another user.
    await chmod(folder.path('.'), 0o755);
    await followClockFile(databaseUrl, clock.file);
  }
  const discord = await createFakeDiscord({ now: clock.now });
  const slack = createFakeSlack({ now: clock.now });
  await slack.start();
  const environment = environmentOf(databaseUrl, discord, slack);
  /** The same program in this process, for as long as the work takes: what it does by itself at its start it has done when it has ended. */
  const visit = async (work: () => Promise<void> = async () => {}) => {
    const app = await startApp({
      reading: readConfig(environment),
      clock: clock.clock,
      logger: createRecordingLogger(),
    });
    await work().finally(() => app.stop());
  };
  const running = new Set<Program>();
  const launch = (env: Readonly<Record<string, string>>, log?: number): Program => {
    const program = runProgram(['start'], { ...environment, ...clock.env, ...env }, folder.path('.'), log);
    running.add(program);
    void program.finished.then(() => running.delete(program));
    return program;
  };
  const startBot = async (env: Readonly<Record<string, string>> = {}, log?: number) => {
    const program = launch(env, log);
    await program.says(/papers are ready/);
    return program;
  };
  const end = async (program: Program) => {
    program.signal('SIGTERM');
    const { code, errors } = await program.finished;
    if (code !== 0) throw new Error(`It did not end in good order, but with ${code}: ${errors}`);
  };
  return {
    discord,
    slack,
    clock,
    places: {
      discord: discordPlace(discord, discord.channel),
      slack: slackPlace(slack, slack.channels.papers),
    },
    addPlaces: (count) => Array.from({ length: count }, () => discordPlace(discord, discord.addChannel())),
    addForum: () => discordForum(discord, discord.addChannel({ kind: 'forum', managers: [discord.user.id] })),
    startBot,
    async runInto(failpoint) {
      const { code, errors } = await launch({ FAILPOINT: failpoint }).finished;
      if (code !== null) throw new Error(`It ended by itself, with ${code}: ${errors}`);
    },
    turnOn: (places, at) =>
      visit(async () => {
        for (const place of places) await place.turnOn(at);
      }),
    outlastLeases: () => clock.set(clock.now() + LEASE_OVER_MS),
    async settle() {
      for (const program of running) await end(program);
      // Each start takes up what was left behind, plans and sends; what one has freed the next one sends.
      for (let look = 0; look < LOOKS; look++) {
        clock.set(clock.now() + LEASE_OVER_MS);
        await visit();
      }
    },
    async stop() {
      for (const program of running) program.signal('SIGKILL');
      await Promise.all([...running].map(({ finished }) => finished));
      await Promise.all([discord.stop(), slack.stop()]);
    },
  };
}

function environmentOf(databaseUrl: string, discord: FakeDiscord, slack: FakeSlack) {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
}
