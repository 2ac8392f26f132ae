import { afterEach, expect, it } from 'vitest';
import { inventItem, inventItems } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';

const OLD_ID = '2305.00001';
const FRESH_ID = '2605.00042';
const days: Record<string, readonly unknown[]> = { '2026-05-24': inventItems(3) };
const old = { id: OLD_ID, title: 'Invented of Old', publishedAt: '2023-05-01T10:00:00Z' };
const papers = {
  [OLD_ID]: inventItem(1, { paper: { ...old, submittedOnDailyAt: undefined } }).paper,
  [FRESH_ID]: inventItem(42, { paper: { submittedOnDailyAt: '2026-05-25T00:00:00Z' } }).paper,
};

let fresh: FreshPapers;
afterEach(() => fresh.stop());

/** What is due comes, once nothing new has followed for a while. */
async function bring(): Promise<readonly string[]> {
  const before = fresh.posts().length;
  for (const _ of [1, 2]) {
    await fresh.run('plan-topics');
    fresh.clock.advance(25_000);
  }
  await fresh.run('plan-topics');
  await fresh.run('relay-deliveries-test');
  return fresh
    .posts()
    .slice(before)
    .flatMap((text) => text.match(/Invented (?:Paper \d+|of Old)/g) ?? []);
}

it('what somebody has looked up is found and explained, but is no news until a source brings it', async () => {
  fresh = await startFreshPapers({
    databaseUrl: 'file::memory:',
    start: '2026-05-24T12:00:00Z',
    days: (day) => JSON.stringify(days[day] ?? []),
    papers,
  });
  await fresh.pollUntil('2026-05-24T12:05:00Z');
  await fresh.ask('subscribe invented every:new save:true');
  await fresh.ask('daily on at:09:00 zone:UTC quiet:on');
  await bring();

  await fresh.ask(`show ${OLD_ID}`, 'ben');
  await fresh.ask(`show ${FRESH_ID}`, 'ben');
  expect(await bring()).toEqual([]);
  expect(await fresh.ask('catchup')).not.toMatch(/of Old|Paper 42/);
  expect(await fresh.ask('trending month')).not.toMatch(/of Old|Paper 42/);
  expect(await fresh.ask(`why ${OLD_ID}`)).toContain(
    'It was only looked up; it is brought when it is listed.',
  );
  expect(await fresh.ask('search invented sort:new')).toMatch(/of Old|Paper 42/);

  await fresh.pollUntil('2026-05-25T09:00:00Z');
  await fresh.post();
  const list = fresh.posts().at(-1);
  expect(list).toContain('3 papers for 25 May 2026');
  expect(list).not.toMatch(/of Old|Paper 42/);

  days['2026-05-25'] = [inventItem(42)];
  await fresh.pollUntil('2026-05-25T12:00:00Z');
  expect(await bring()).toEqual(['Invented Paper 42']);
  expect(await fresh.ask(`why ${FRESH_ID}`)).toContain('It has been brought.');
});
