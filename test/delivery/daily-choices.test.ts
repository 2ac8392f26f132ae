import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyList } from '../../src/presenters/daily-list.js';
import { samplePaper } from '../store/sample-papers.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from './newsroom.js';

const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const rag = (number: number) => samplePaper(`Rag ${number}`);
const other = (number: number) => samplePaper(`Vision ${number}`);

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom({ present: dailyList });
  room.corpus.papers = [other(1), rag(1), rag(2), samplePaper('Rag survey'), other(2), rag(3)];
});
afterEach(() => room.close());

const days = async (...dates: readonly string[]) => {
  for (const date of dates) {
    for (const time of ['09:00:00', '09:00:10', '21:00:00']) await room.tickAt(`${date}T${time}Z`);
  }
};
const titles = () => room.texts().map((text) => text.match(/(?:Rag|Vision) \w+/g) ?? []);

describe('a daily list with a query', () => {
  const filtered = { ...NINE_UTC, query: 'rag -survey' };

  it('brings only papers that match, in rank order, each once, and names the query', async () => {
    await room.daily.turnOn(channel, filtered, ana);
    await room.daily.turnOn(elsewhere, NINE_UTC, ana);
    await days('2026-05-21', '2026-05-22');
    const here = room.platform.posts.filter(({ target }) => target.id === channel.id);
    const found = here.map(({ text }) => text.match(/(?:Rag|Vision) \w+/g));
    expect(found).toEqual([['Rag 1', 'Rag 2'], ['Rag 3']]);
    for (const { text } of here) expect(text).toContain('Only papers that match rag -survey');
    const there = room.platform.posts.find(({ target }) => target.id === elsewhere.id);
    expect(there?.text).toContain('Vision 1');
    expect(there?.text).not.toContain('Only papers');
  });

  it('says once that none matches any more where no source brings new ones', async () => {
    await room.daily.turnOn(channel, filtered, ana);
    await days('2026-05-21', '2026-05-22', '2026-05-23', '2026-05-24');
    expect(titles()).toEqual([['Rag 1', 'Rag 2'], ['Rag 3'], []]);
    expect(room.texts().at(-1)).toContain('No list today: 3 papers, none matched `rag -survey`.');
  });

  it('is silent on a day without matches where a source goes on', async () => {
    room.corpus.supply = 'well';
    await room.daily.turnOn(channel, filtered, ana);
    await days('2026-05-21', '2026-05-22', '2026-05-23');
    room.corpus.papers = [...room.corpus.papers, rag(4)];
    await days('2026-05-24');
    expect(titles()).toEqual([['Rag 1', 'Rag 2'], ['Rag 3'], ['Rag 4']]);
  });

  it('can be given, changed and taken away, and today stays today', async () => {
    await room.daily.turnOn(channel, filtered, ana);
    await days('2026-05-21');
    await room.daily.turnOn(channel, NINE_UTC, ana);
    await days('2026-05-21', '2026-05-22');
    expect(titles()).toEqual([
      ['Rag 1', 'Rag 2'],
      ['Vision 1', 'Rag survey'],
    ]);
  });

  it('that cannot be read any more holds up no other list', async () => {
    await room.store.schedules.save({
      ...{ target: channel, list: 'daily', ...NINE_UTC, query: '"broken', createdBy: 'ana' },
      nextRunAt: new Date('2026-05-21T09:00:00Z'),
    });
    await room.daily.turnOn(elsewhere, NINE_UTC, ana);
    await days('2026-05-21');
    expect(room.platform.posts.map(({ target }) => target)).toEqual([elsewhere]);
    expect(room.logger.entries).toContainEqual({
      level: 'error',
      fields: expect.objectContaining({ event: 'planning-failed' }),
    });
  });
});

describe('a quiet day', () => {
  const told = { ...NINE_UTC, query: 'rag -survey', quiet: true };

  it('says so once a day, and why, under the key of the list it stands for', async () => {
    room.corpus.supply = 'well';
    await room.daily.turnOn(channel, told, ana);
    await days('2026-05-21', '2026-05-22', '2026-05-23', '2026-05-24');
    expect(room.texts().slice(2)).toEqual([
      expect.stringContaining('3 papers, none matched `rag -survey`'),
      expect.stringContaining('3 papers, none matched `rag -survey`'),
    ]);
    expect(room.platform.posts.at(-1)?.key).toBe('v1|discord|guild|general|daily|2026-05-24|1');
  });

  it('says that it is the weekend, or that the source is late', async () => {
    room.corpus.supply = 'well';
    room.corpus.papers = [rag(1)];
    await room.daily.turnOn(channel, { ...NINE_UTC, quiet: true }, ana);
    await days('2026-05-21', '2026-05-22', '2026-05-23');
    room.corpus.supply = { source: 'hugging-face' };
    await days('2026-05-24');
    expect(room.texts().slice(1)).toEqual([
      expect.stringContaining('no new papers have come since the last one.'),
      expect.stringContaining('it is the weekend, when no new papers come.'),
      expect.stringContaining('the source of new papers is late.'),
    ]);
  });

  it('is no day on which there is no list anyway', async () => {
    room.corpus.papers = [rag(1)];
    await room.daily.turnOn(channel, { ...NINE_UTC, quiet: true, days: 'weekdays' }, ana);
    await days('2026-05-21', '2026-05-22', '2026-05-23', '2026-05-24', '2026-05-25');
    expect(room.platform.posts.map(({ key }) => key.split('|').at(-2))).toEqual([
      '2026-05-21',
      '2026-05-22',
      '2026-05-25',
    ]);
  });

  it('that has said so does not have a list as well', async () => {
    room.corpus.supply = 'well';
    room.corpus.papers = [other(1)];
    await room.daily.turnOn(channel, told, ana);
    await room.tickAt('2026-05-21T09:00:00Z');
    room.corpus.papers = [other(1), rag(1)];
    await room.daily.turnOn(channel, { ...told, at: '12:00' }, ana);
    await room.tickAt('2026-05-21T12:00:00Z');
    expect(room.texts()).toHaveLength(1);
    await room.tickAt('2026-05-22T12:00:00Z');
    expect(titles().at(-1)).toEqual(['Rag 1']);
  });
});
