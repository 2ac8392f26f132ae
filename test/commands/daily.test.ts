import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../../src/core/chat-adapter.js';
import { DeliveryError } from '../../src/core/errors.js';
import { type Asking, CHANNEL, startAsking } from '../support/asking.js';

type Check = Awaited<ReturnType<ChatAdapter['check']>>;

/** The one platform of these tests; what its `check` says can be changed. */
function createPlatform() {
  const platform = { check: async (): Promise<Check> => ({ ok: true }) };
  const adapter: ChatAdapter = {
    platform: 'test',
    start: async () => [],
    stop: async () => {},
    connected: () => true,
    send: async () => ({ messageId: '1' }),
    find: async () => 'absent',
    remembersKeyMs: 0,
    check: () => platform.check(),
  };
  return { platform, adapter };
}

describe('daily', () => {
  let asking: Asking;
  let platform: ReturnType<typeof createPlatform>['platform'];
  beforeEach(async () => {
    const created = createPlatform();
    platform = created.platform;
    asking = await startAsking({ adapters: [created.adapter] });
  });
  afterEach(() => asking.close());
  const say = async (line: string) => (await asking.ask(line)).reply.summary;

  it('starts a list with the defaults, and says when it comes first', async () => {
    const answer = await say('daily on');
    expect(answer).toMatch(/The daily list is on; the first one comes on Friday,? 22 May 2026, 09:00\./);
    expect(answer).toContain('Every day at: 09:00 (UTC)');
    expect(answer).toContain('Size: up to 10 papers');
  });

  it('changes what is named, and keeps the rest', async () => {
    await say('daily on at:18:30 zone:europe/berlin size:3');
    const answer = await say('daily on size:1');
    expect(answer).toContain('The daily list is changed.');
    expect(answer).toContain('Every day at: 18:30 (Europe/Berlin)');
    expect(answer).toContain('Size: up to 1 paper');
    expect(await say('daily show')).toContain('Every day at: 18:30 (Europe/Berlin)');
  });

  it.each([
    ['at:٧:٠٠ zone:Europe/Kiev', 'Every day at: 07:00 (Europe/Kiev)'],
    ['at:9:00 zone:europe/kyiv', 'Every day at: 09:00 (Europe/Kyiv)'],
    ['zone:Etc/GMT-14', 'Every day at: 09:00 (Etc/GMT-14)'],
  ])('takes %s', async (options, shown) => {
    expect(await say(`daily on ${options}`)).toContain(shown);
  });

  it('can leave out the weekend', async () => {
    await say('daily on days:weekdays');
    expect(await say('daily on at:07:00')).toContain('Monday to Friday at: 07:00 (UTC)');
    expect(await say('daily')).toMatch(/Next list: Friday,? 22 May 2026, 07:00/);
    expect(await say('daily on days:all')).toContain('Every day at: 07:00');
  });

  it('turns it off, and says so when there was nothing to turn off', async () => {
    expect(await say('daily show')).toContain('There is no daily list here.');
    expect(await say('daily off')).toContain('The daily list was not on.');
    await say('daily on');
    expect(await say('daily off')).toContain('The daily list is off.');
    expect(await say('daily')).toContain('There is no daily list here.');
  });

  it('says what to do where it may not post, and starts nothing', async () => {
    platform.check = async () => ({ ok: false, missing: 'Invite me first: /invite @paperboy.' });
    expect(await say('daily on')).toBe('Invite me first: /invite @paperboy.');
    expect(await say('daily show')).toContain('There is no daily list here.');
  });

  it('passes on what the platform says when it is in trouble; that is no bug of ours', async () => {
    platform.check = async () => {
      throw new DeliveryError('retry', 'The platform is not connected; try again in a minute.');
    };
    expect(await say('daily on')).toBe('The platform is not connected; try again in a minute.');
    expect(asking.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['daily on at:25:00', '`at`: write the time of day'],
    ['daily on at:7am', '`at`: write the time of day'],
    ['daily on zone:Mars/Base', '`zone`: write the time zone as a city'],
    ['daily on at:24:00', 'midnight is 00:00'],
    ['daily on at:7', 'perhaps 07:00.'],
    ['daily on at:07:60', 'minutes go up to 59.'],
    ['daily on at:', '`at`: write the time of day'],
    ['daily on zone:EST', '"EST" is no name of a place, and may know no summer time.'],
    ['daily on zone:GMT+3', '"GMT+3" is a difference to Greenwich, which knows no summer time.'],
    ['daily on zone:""', '`zone`: write the time zone as a city'],
    ['daily on days:sunday', '`days` takes one of all, weekdays; you gave "sunday".'],
    ['daily on size:26', '`size` takes a whole number from 1 to 25; you gave "26".'],
    ['daily on quiet:loud', '`quiet` takes one of on, off; you gave "loud".'],
    ['daily on title:', '`title:` needs a word after the colon'],
    [
      'daily perhaps',
      '`mode` takes one of on, off, show, test, resume; `query` goes with `daily on` and `daily test`.',
    ],
    ['daily show size:3', '`size` goes with `daily on` and `daily test`.'],
    ['daily off at:09:00', '`at` goes with `daily on` and `daily test`.'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    expect(await say(line)).toContain(sentence);
  });

  it.each(['rag  -survey', 'query:rag -survey', 'query:"rag -survey"', 'RAG NOT survey'])(
    'lists only what matches %s, and shows it in its one form',
    async (query) => {
      const answer = await say(`daily on ${query}`);
      expect(answer.toLowerCase()).toContain('only papers that match: rag -survey');
      expect(answer).toMatch(/None of the last 40 papers match|of the last 40 papers match/);
      expect((await say('daily')).toLowerCase()).toContain('only papers that match: rag -survey');
    },
  );

  it('keeps the query until another one is given, or all papers are wanted', async () => {
    await say('daily on transformer');
    expect(await say('daily on at:07:00')).toContain('Only papers that match: transformer');
    expect(await say('daily on diffusion')).toContain('Only papers that match: diffusion');
    expect(await say('daily on query:all')).not.toContain('Only papers that match');
    expect(await say('daily')).not.toContain('Only papers that match');
  });

  it('warns of a query that can never match', async () => {
    expect(await say('daily on since:2027 until:2026')).toContain('never');
  });

  it('says what happens on days without papers', async () => {
    expect(await say('daily on')).toContain('On days without papers: nothing is posted');
    expect(await say('daily on quiet:on')).toContain('On days without papers: I say so, and why');
    expect(await say('daily on size:3')).toContain('I say so, and why');
    expect(await say('daily on quiet:off')).toContain('nothing is posted');
  });

  it('tests the list, with what is set or wished for, and not too often', async () => {
    expect(await say('daily test')).toBe('A test of the daily list is on its way; it comes within seconds.');
    await say('daily test transformer size:3');
    await say('daily test');
    expect(await say('daily test')).toBe(
      'There were three tests in this minute already. Try again in a moment.',
    );
    expect(await say('daily')).toContain('There is no daily list here.');
    platform.check = async () => ({ ok: false, missing: 'Invite me first: /invite @paperboy.' });
    expect(await say('daily test')).toBe('Invite me first: /invite @paperboy.');
  });

  it('tests the list also in a channel that was given up, if that takes messages again', async () => {
    const { destinations } = asking.house.store;
    await destinations.suspend(
      { target: CHANNEL, state: 'suspended', reason: 'Closed.' },
      asking.clock.now(),
    );
    expect(await say('daily test')).toContain('is on its way');
    expect(await destinations.find(CHANNEL)).toMatchObject({ state: 'active' });
  });

  it('looks again where it was never stopped, and says what comes next', async () => {
    expect(await say('daily resume')).toBe(
      'I can post here, and have not stopped. There is no daily list; `daily on` starts one.',
    );
    await say('daily on at:13:00');
    expect(await say('daily resume')).toMatch(/The next list comes on Thursday,? 21 May 2026, 13:00\./);
    platform.check = async () => ({ ok: false, missing: 'Invite me first: /invite @paperboy.' });
    expect(await say('daily resume')).toBe('Invite me first: /invite @paperboy.');
    platform.check = async () => {
      throw new DeliveryError('retry', 'The platform is not connected.');
    };
    expect(await say('daily resume')).toBe('The platform does not answer; try again in a moment.');
  });

  it('is stopped by the button of what it answers, by those who may', async () => {
    const on = await asking.ask('daily on');
    const stopped = await asking.press(on, 'Stop this daily list');
    expect(stopped.reply.summary).toContain('The daily list is off.');
    const again = await asking.press(on, 'Stop this daily list');
    expect(again.reply.summary).toBe('The daily list was not on.');
  });

  it('is for those who may manage the channel', async () => {
    const { reply } = await asking.ask('daily on', { rights: false });
    expect(reply.summary).toContain('people who may manage this channel');
  });
});
