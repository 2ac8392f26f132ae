import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommand, type Suggester } from '../../src/core/command.js';
import { UserError } from '../../src/core/errors.js';
import { createRegistry } from '../../src/core/registry.js';
import { createNotice } from '../../src/core/reply.js';
import { createSuggesting } from '../../src/core/suggesting.js';
import type { Choice, Typing } from '../../src/core/typing.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const typing: Typing = {
  command: 'search',
  option: 'query',
  text: 'rag',
  caller: { id: 'ana' },
  target: { platform: 'test', tenant: 'home', id: 'den', kind: 'channel' },
  most: 3,
  longest: 10,
};

function setUp(suggester: Suggester<object>) {
  const options = z.object({
    query: z.string().meta({ kind: 'query' }).describe('What to look for'),
    zone: z.string().meta({ kind: 'zone' }).optional().describe('Where'),
  });
  const definition = { name: 'search', description: 'Finds', visibility: 'everyone', options } as const;
  const execute = () => createNotice('info', 'Done.');
  const command = createCommand<object, typeof options>({ ...definition, execute }, { query: suggester });
  const clock = createManualClock();
  const logger = createRecordingLogger();
  const suggest = createSuggesting({ registry: createRegistry([command]), services: {}, clock, logger });
  return { command, suggest, clock, logger };
}

const choices = (...values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ name: value, value }));

describe('suggesting', () => {
  it('asks what completes that kind of option, and says which options are completed', async () => {
    const { command, suggest } = setUp(async (typed) => choices(`${typed}time`));
    expect(await suggest(typing)).toEqual(choices('ragtime'));
    expect(await suggest({ ...typing, option: 'zone' })).toEqual([]);
    expect(await suggest({ ...typing, option: 'constructor' })).toEqual([]);
    expect(await suggest({ ...typing, command: 'dance' })).toEqual([]);
    expect(command.specs.map(({ suggests }) => suggests)).toEqual([true, undefined]);
  });

  it('offers no more than can be shown, nothing unsafe, and no value that would have to be cut', async () => {
    const { suggest } = setUp(async () =>
      choices('12345678901', 'a\u202eb', '', 'one', 'two', 'three', 'four'),
    );
    expect(await suggest(typing)).toEqual(choices('one', 'two', 'three'));
    const named = setUp(async () => [{ name: ' a\u202e\nb ', value: 'ab' }]);
    expect(await named.suggest(typing)).toEqual([{ name: 'a b', value: 'ab' }]);
  });

  it('is told clean text', async () => {
    const { suggest } = setUp(async (typed) => choices(typed));
    expect(await suggest({ ...typing, text: 'r\u0000a\u200bg' })).toEqual(choices('rag'));
  });

  it('never rejects: a bug is logged, and nothing is offered', async () => {
    const { suggest, logger } = setUp(async () => {
      throw new Error('broken');
    });
    expect(await suggest(typing)).toEqual([]);
    expect(logger.entries).toMatchObject([{ level: 'error', fields: { event: 'bug', command: 'search' } }]);
    expect(JSON.stringify(logger.entries)).not.toContain('rag');
  });

  it('offers nothing where a search is refused, which is no bug', async () => {
    const { suggest, logger } = setUp(async () => {
      throw new UserError('Search is very busy just now.');
    });
    expect(await suggest(typing)).toEqual([]);
    expect(logger.entries).toEqual([]);
  });

  it('offers nothing rather than something too late', async () => {
    const { suggest, clock } = setUp(() => new Promise(() => {}));
    const late = suggest(typing);
    await clock.timerStarted();
    clock.advance(2_000);
    expect(await late).toEqual([]);
  });

  it('gives up what somebody had typed before, and nobody else', async () => {
    const signals: AbortSignal[] = [];
    const { suggest } = setUp((typed, { signal }) => {
      signals.push(signal);
      return typed === 'rag' ? new Promise(() => {}) : Promise.resolve(choices(typed));
    });
    const first = suggest(typing);
    const other = suggest({ ...typing, caller: { id: 'ben' }, text: 'cot' });
    expect(await other).toEqual(choices('cot'));
    expect(signals[0]?.aborted).toBe(false);
    expect(await suggest({ ...typing, text: 'ragt' })).toEqual(choices('ragt'));
    expect(signals[0]?.aborted).toBe(true);
    expect(await first).toEqual([]);
  });
});
