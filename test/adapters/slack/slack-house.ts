import { createSlackAdapter, type SlackAdapterOptions } from '../../../src/adapters/slack/index.js';
import type { Bot, ChatAdapter } from '../../../src/core/chat-adapter.js';
import type { Target } from '../../../src/core/invocation.js';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../../fakes/recording-logger.js';
import { createFakeSlack, type FakeSlack, type FakeSlackOptions } from '../../fakes/slack/fake-slack.js';
import type { FakeChannel } from '../../fakes/slack/workspace.js';

/** The real adapter in front of a fake Slack. */
export interface SlackHouse {
  readonly fake: FakeSlack;
  readonly adapter: ChatAdapter;
  readonly clock: ManualClock;
  readonly logger: RecordingLogger;
  /** An adapter like the first one, but for these options. */
  another(options: Partial<SlackAdapterOptions>): ChatAdapter;
  start(bot: Bot): Promise<readonly string[]>;
  target(channel: FakeChannel): Target;
  stop(): Promise<void>;
}

export async function openSlackHouse(
  options: FakeSlackOptions & Partial<Pick<SlackAdapterOptions, 'channelRights'>> = {},
): Promise<SlackHouse> {
  const fake = createFakeSlack(options);
  await fake.start();
  const clock = createManualClock();
  const logger = createRecordingLogger();
  const { apiUrl, botToken, appToken } = fake;
  const { channelRights = 'managers' } = options;
  const usual = { apiUrl, botToken, appToken, channelRights, clock, logger };
  const adapter = createSlackAdapter(usual);
  return {
    fake,
    adapter,
    clock,
    logger,
    another: (changes) => createSlackAdapter({ ...usual, ...changes }),
    start: (bot) => adapter.start(bot),
    target: ({ id, kind }) => ({
      platform: 'slack',
      tenant: fake.team.id,
      id,
      kind: kind === 'direct' ? 'direct' : 'channel',
    }),
    async stop() {
      await adapter.stop();
      await fake.stop();
    },
  };
}

/** Where nobody listens any more. */
export async function closedAddress(): Promise<string> {
  const fake = createFakeSlack();
  await fake.start();
  await fake.stop();
  return fake.apiUrl;
}
