import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { samplePapers } from '../store/sample-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';

describe('a daily list that begins while its source fails', () => {
  const folder = useTemporaryFolder();
  const source = 'hugging-face';
  let platforms: TwoPlatforms;
  beforeEach(async () => {
    platforms = await startTwoPlatforms(`file:${folder.path('paperboy.db')}`, { SOURCES: 'hf' });
    const { store, services } = platforms.house;
    const read = new Date('2026-05-19T12:00:00Z');
    const papers = samplePapers(3).map((paper) => ({ ...paper, feedDate: '2026-05-18' }));
    await store.papers.merge({ papers, withdrawn: [] }, read);
    await store.feedDays.note({ source, day: '2026-05-18', state: 'complete', papers: 3 }, read);
    await store.sourceStates.succeeded(source, read);
    await store.sourceStates.failed(source, 'Hugging Face did not answer.', platforms.clock.now());
    await services.catalog.follow();
  });
  afterEach(async () => {
    await platforms.stop();
    expect([...platforms.discord.violations, ...platforms.slack.violations]).toEqual([]);
  });
  const expectHonest = (list: string | undefined) => {
    expect(list).toMatch(
      /3 papers of 18 May 2026[\s\S]*Hugging Face is late: nothing new since 19 May 2026, 12:00 UTC\.[\s\S]*Paper 1/,
    );
    expect(list).not.toContain('papers for');
  };

  it('is of the day its papers are of, and names the source above them, on Discord', async () => {
    const { discord, clock } = platforms;
    const news = discord.addChannel({ name: 'news', managers: [discord.user.id] });
    const options = { channel: news.id, mode: 'on', at: '22:00' };
    await discord.slash({ subcommand: 'daily', options }).answer();
    clock.advance(10 * 3_600_000);
    await platforms.tick();
    expectHonest(discord.messages(news).map(textOf)[0]);
  });

  it('is of the day its papers are of, and names the source above them, on Slack', async () => {
    const { slack, clock } = platforms;
    const text = 'daily on channel:#elsewhere at:22:00';
    await slack.slash({ text, user: slack.users.creator }).answer();
    clock.advance(10 * 3_600_000);
    await platforms.tick();
    expectHonest(slack.shownIn(slack.channels.elsewhere).map(readable)[0]);
  });
});
