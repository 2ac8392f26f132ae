import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../src/core/form.js';
import { type Asking, startAsking } from '../support/asking.js';
import { createTestPlatform } from '../support/test-platform.js';

let asking: Asking;
beforeEach(async () => {
  asking = await startAsking({ adapters: [createTestPlatform().adapter] });
});
afterEach(() => asking.close());

const filledIn = ({ fields }: Form) =>
  Object.fromEntries(fields.map(({ spec: { name }, value }) => [name, value]));

describe('the form of settings', () => {
  it('is filled in with what is set, shows what is usual, and changes it', async () => {
    const form = await asking.open(await asking.ask('settings'), 'Change…');
    expect(filledIn(form)).toEqual({ zone: undefined, at: undefined });
    expect(form.fields.map(({ usual }) => usual)).toEqual(['UTC', '09:00']);
    const answer = await asking.send(form, { zone: 'asia/tokyo', at: '' });
    expect(answer).toMatchObject({ visibility: 'caller', replaces: true });
    expect(answer.reply.summary).toContain('Time zone: Asia/Tokyo');
    expect(filledIn(await asking.open(answer, 'Change…'))).toEqual({ zone: 'Asia/Tokyo', at: undefined });
  });
});

describe('the form of subscribe', () => {
  it('is filled in with the topic as it would be, and shows a preview again', async () => {
    const preview = await asking.ask('subscribe RAG OR retrieval every:week day:fri max:7 to:here');
    const form = await asking.open(preview, 'Change…');
    expect(filledIn(form)).toEqual({ query: 'RAG OR retrieval', every: 'week', day: 'fri', max: '7' });
    const changed = await asking.send(form, { query: 'agents', at: '07:30' });
    expect(changed.replaces).toBe(true);
    expect(changed.reply.summary).toContain('Query: agents\nComes: every Friday at 07:30 (UTC)');
    expect(changed.reply.summary).toContain('Where: in this channel\nAt most: 7 papers');
    expect((await asking.press(changed, 'Save')).reply.summary).toContain('Saved as topic 1.');
  });

  it('keeps the days of which it has no field', async () => {
    const preview = await asking.ask('subscribe rag days:weekdays');
    const changed = await asking.send(await asking.open(preview, 'Change…'), { max: '3' });
    expect(changed.reply.summary).toContain('Comes: Monday to Friday at 09:00 (UTC)');
    const weekly = await asking.ask('subscribe rag');
    const friday = await asking.send(await asking.open(weekly, 'Change…'), { every: 'week', day: 'fri' });
    expect(friday.reply.summary).toContain('Comes: every Friday at 09:00 (UTC)');
  });

  it('keeps what was typed where no paper has a word of it', async () => {
    const preview = await asking.ask('subscribe trasformer');
    expect(filledIn(await asking.open(preview, 'Change…'))).toMatchObject({ query: 'trasformer' });
  });

  it('opens a topic of the list as it is, and changes that one', async () => {
    await asking.ask('subscribe vision save:yes');
    await asking.ask('subscribe rag days:weekdays at:10:00 max:3 save:yes');
    const list = await asking.ask('subscriptions');
    const item = list.reply.blocks.filter((block) => block.type === 'item').at(-1);
    const own = { reply: { summary: '', blocks: item === undefined ? [] : [item] } };
    const form = await asking.open(own, 'Edit…');
    expect(filledIn(form)).toMatchObject({ query: 'rag', every: 'day', at: '10:00', max: '3' });
    const changed = await asking.send(form, { query: 'rag -survey' });
    expect(changed.replaces).toBe(false);
    expect(changed.reply.summary).toContain('Topic 2, changed');
    expect(changed.reply.summary).toContain('Comes: Monday to Friday at 10:00 (UTC)');
    await asking.press(changed, 'Save the change');
    const titles = (await asking.ask('subscriptions')).reply.summary;
    expect(titles).toContain('2. rag -survey');
    expect(titles).not.toContain('3.');
  });

  it('gives a topic another rhythm, though what only the former one needs stands in it still', async () => {
    await asking.ask('subscribe rag every:week day:fri at:10:00 save:yes');
    const daily = await asking.send(await asking.open(await asking.ask('subscriptions'), 'Edit…'), {
      every: 'day',
    });
    expect(daily.reply.summary).toContain('Comes: every day at 10:00 (UTC)');
    const often = await asking.send(await asking.open(await asking.ask('subscriptions'), 'Edit…'), {
      every: 'new',
    });
    expect(often.reply.summary).toContain('Comes: as soon as new papers are in');
    const other = await asking.send(await asking.open(await asking.ask('subscriptions'), 'Edit…'), {
      every: 'day',
      day: 'tue',
    });
    expect(other.reply.summary).toContain('`day` is the day of a weekly digest');
  });

  it('is offered to who typed a query with a mistake, as it was typed', async () => {
    const refused = await asking.ask('subscribe every:week day:fri (rag OR');
    const form = await asking.open(refused, 'Try again');
    expect(filledIn(form)).toEqual({ query: '(rag OR', every: 'week', day: 'fri' });
    const mended = await asking.send(form, { query: '(rag OR agents)' });
    expect(mended.reply.summary).toContain('Query: rag OR agents');
  });
});

describe('the form of daily', () => {
  it('starts a list, and changes what is named in it', async () => {
    const form = await asking.open(await asking.ask('daily'), 'Start one…');
    expect(filledIn(form)).toEqual({ at: '09:00', zone: 'UTC', size: '10', days: 'all', query: 'all' });
    const on = await asking.send(form, { at: '8:00', query: 'rag', size: '3' });
    expect(on).toMatchObject({ visibility: 'everyone', replaces: true });
    expect(on.reply.summary).toContain('The daily list is on');
    const change = await asking.open(await asking.ask('daily show'), 'Change…');
    expect(filledIn(change)).toEqual({ at: '08:00', zone: 'UTC', size: '3', days: 'all', query: 'rag' });
    const wider = await asking.send(change, { query: 'all', size: '' });
    expect(wider.reply.summary).toContain('Size: up to 10 papers');
    expect(wider.reply.summary).not.toContain('Only papers that match');
  });

  it('is opened and sent by people who may manage the channel, and nobody else', async () => {
    const shown = await asking.ask('daily');
    const refusal = 'is for people who may manage this channel';
    await expect(asking.open(shown, 'Start one…', { rights: false })).rejects.toThrow(refusal);
    const form = await asking.open(shown, 'Start one…');
    const refused = await asking.send(form, {}, { rights: false });
    expect(refused.reply.summary).toContain(refusal);
    expect((await asking.ask('daily')).reply.summary).toContain('There is no daily list here.');
  });
});
