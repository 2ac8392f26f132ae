import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReply } from '../../src/adapters/console/render.js';
import { QUERY_GUIDE } from '../../src/presenters/query-guide.js';
import { type Asking, startAsking } from '../support/asking.js';

describe('help and about', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it('lists every command with its usage; an empty line asks for the same', async () => {
    const { reply, visibility } = await asking.ask('help');
    for (const { name, description } of asking.house.bot.commands) {
      expect(reply.summary).toContain(name);
      expect(reply.summary).toContain(description);
    }
    expect(visibility).toBe('caller');
    expect((await asking.ask('')).reply).toEqual(reply);
  });

  it('explains every command: usage, options and guide', async () => {
    for (const { name, specs, guide } of asking.house.bot.commands) {
      const { reply } = await asking.ask(`help ${name}`);
      for (const text of [...specs.map((spec) => spec.description), ...guide])
        expect(reply.summary).toContain(text);
    }
  });

  it('documents how trending is scored', async () => {
    const { reply } = await asking.ask('help trending');
    expect(reply.summary).toContain('(upvotes + 2 × comments) / (age in hours + 12)^1.3');
  });

  it('teaches the query language on one screen', async () => {
    const { reply } = await asking.ask('help query');
    const screen = renderReply(reply, { width: 80, color: false });
    expect(screen.split('\n').length).toBeLessThanOrEqual(24);
    for (const { example, meaning } of QUERY_GUIDE) {
      expect(reply.summary).toContain(`${example}: ${meaning}`);
    }
  });

  it.each(QUERY_GUIDE)('$example finds something in the corpus that comes along', async ({ example }) => {
    const { reply } = await asking.ask(`search ${example}`);
    expect(reply.summary).toMatch(/^\d+ papers? for /);
    expect(reply.summary).not.toMatch(/some of them/);
  });

  it('names the commands there are when asked for another', async () => {
    expect((await asking.ask('help dance')).reply.summary).toContain(
      'There is no command of that name. I know `about`',
    );
  });

  it('tells what paperboy knows', async () => {
    const { reply } = await asking.ask('about');
    expect(reply.summary).toMatch(/paperboy \d+\.\d+\.\d+/);
    expect(reply.summary).toContain('Papers: 40 papers');
    expect(reply.summary).toContain('Newest list: 21 May 2026');
  });

  it('says so when a command takes no options', async () => {
    expect((await asking.ask('about everything')).reply.summary).toContain('This command takes no options.');
  });
});
