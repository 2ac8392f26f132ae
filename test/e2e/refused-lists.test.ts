import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs } from '../../src/app.js';
import type { Paper } from '../../src/papers/paper.js';
import { textOf } from '../fakes/discord/message-view.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { readable } from '../fakes/slack/message-text.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';

const HOUR = 60 * 60 * 1_000;
const LIST = 'papers for 21 May 2026';
const permissions = PermissionFlagsBits.ManageChannels;
const POST = { method: 'POST', path: /^\/channels\/\d+\/messages$/ };
const TOO_LONG = { status: 400, body: { code: 50_035, message: 'Invalid Form Body' } };

describe('lists that cannot be posted as they should be', () => {
  const folder = useTemporaryFolder();
  let platforms: TwoPlatforms;
  beforeEach(async () => {
    platforms = await startTwoPlatforms(`file:${folder.path('paperboy.db')}`);
    const { discord, slack, clock } = platforms;
    const options = { mode: 'on', at: '13:00', size: 3 };
    await discord.slash({ subcommand: 'daily', options, permissions }).answer();
    await slack.slash({ text: 'daily on at:13:00 size:3', user: slack.users.admin }).answer();
    clock.advance(HOUR);
  });
  afterEach(async () => {
    await platforms.stop();
    expect([...platforms.discord.violations, ...platforms.slack.violations]).toEqual([]);
  });

  const onDiscord = (text = LIST) =>
    platforms.discord
      .messages()
      .map(textOf)
      .filter((shown) => shown.includes(text));
  const onSlack = (text = LIST) =>
    platforms.slack
      .shownIn(platforms.slack.channels.papers)
      .map(readable)
      .filter((shown) => shown.includes(text));
  const requests = () => ({
    discord: platforms.discord.requests.filter(
      ({ method, path }) => method === 'POST' && POST.path.test(path),
    ),
    slack: platforms.slack.calls.filter(({ method }) => method === 'chat.postMessage'),
  });
  const statuses = async () => {
    const { discord, slack } = platforms;
    const text = { text: 'status', user: slack.users.admin };
    return [
      textOf(await discord.slash({ subcommand: 'status', permissions }).answer()),
      readable(await slack.slash(text).answer()),
    ];
  };

  it('show of a paper that cannot be presented its title and link, and the others whole', async () => {
    const { house, clock } = platforms;
    const logger = createRecordingLogger();
    const material = {
      ...house.material,
      batch: async (wanted: 'complete' | 'now') => {
        const batch = await house.material.batch(wanted);
        return {
          ...batch,
          ranked: batch.ranked.map((paper, rank) => (rank === 1 ? poisoned(paper) : paper)),
        };
      },
    };
    const [, second, third] = (await house.material.batch('complete')).ranked;
    for (const job of createJobs({ ...house, material }, { clock, logger }))
      await job.run(new AbortController().signal);
    for (const [shown = ''] of [onDiscord(), onSlack()]) {
      expect(shown).toContain(second?.title);
      expect(shown).toContain(third?.title);
    }
    expect([onDiscord(), onSlack()].map(({ length }) => length)).toEqual([1, 1]);
    const named = logger.entries.filter(({ fields }) => fields.event === 'paper-shown-plainly');
    expect(new Set(named.map(({ fields }) => fields.reference))).toEqual(new Set([second?.id]));
  });

  it('come plainer when the platform finds them too long, after one more request, and nothing is suspended', async () => {
    const { discord, slack } = platforms;
    discord.failNext({ ...POST, ...TOO_LONG });
    slack.failNext({ method: 'chat.postMessage', answer: { error: 'msg_blocks_too_long' } });
    for (let tick = 0; tick < 3; tick++) await platforms.tick();
    expect([onDiscord(), onSlack()].map(({ length }) => length)).toEqual([1, 1]);
    expect(requests().discord).toHaveLength(2);
    expect(requests().slack).toHaveLength(2);
    for (const status of await statuses()) expect(status).not.toContain('Nothing is posted since');
  });

  it('are given up where nothing helps, without a loop, and come again the next day', async () => {
    const { discord, slack, clock } = platforms;
    discord.failNext({ ...POST, ...TOO_LONG, times: 2 });
    slack.failNext({ method: 'chat.postMessage', answer: { error: 'msg_blocks_too_long' }, times: 3 });
    for (let tick = 0; tick < 5; tick++) {
      clock.advance(60_000);
      await platforms.tick();
    }
    expect([onDiscord(), onSlack()]).toEqual([[], []]);
    expect(requests().discord).toHaveLength(2);
    expect(requests().slack.length).toBeLessThanOrEqual(3);
    for (const status of await statuses()) {
      expect(status).toMatch(/failed/);
      expect(status).not.toContain('Nothing is posted since');
    }
    clock.advance(24 * HOUR);
    await platforms.tick();
    expect(onDiscord('papers for 22 May 2026')).toHaveLength(1);
  });
});

/** Whatever is asked of it beyond its title fails. */
function poisoned(paper: Paper): Paper {
  return {
    ...paper,
    get abstract(): string {
      throw new Error('This text cannot be read.');
    },
    get aiSummary(): string {
      throw new Error('This text cannot be read.');
    },
  };
}
