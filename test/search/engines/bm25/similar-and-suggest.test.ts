import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bm25Engine, createBm25Engine } from '../../../../src/search/engines/bm25/bm25-engine.js';

let engine: Bm25Engine;
beforeEach(async () => {
  engine = createBm25Engine();
  await engine.add([
    {
      id: 'cot',
      title: 'Chain of Thought Prompting',
      abstract: 'Large language models reason when a chain of thought is shown.',
      authors: ['Jason Wei', 'Xuezhi Wang'],
      organization: 'Google',
      keywords: ['chain of thought'],
    },
    { id: 'chains', title: 'Supply Chains', abstract: 'Chains of shops and thoughtful planning.' },
  ]);
  await engine.add([
    {
      id: 'language',
      title: 'Languages of Birds',
      abstract: 'A modelled language.',
      authors: ['Jason Wei'],
      organization: 'Google DeepMind',
    },
  ]);
});
afterEach(() => engine.close());

const texts = async (prefix: string, limit = 10) =>
  (await engine.suggest(prefix, limit)).map(({ kind, text, count }) => `${kind} ${text} ${count}`);

describe('papers like one', () => {
  it('come without it, and say which words they share as they write them', async () => {
    const similar = await engine.similar('cot', 5);
    expect(similar.map(({ id }) => id).sort()).toEqual(['chains', 'language']);
    expect(similar.find(({ id }) => id === 'chains')?.shared).toContain('chains');
    expect(similar.find(({ id }) => id === 'language')?.shared).toContain('languages');
  });

  it('are none for a paper that is not there', async () => {
    expect(await engine.similar('nobody', 5)).toEqual([]);
    await engine.remove(['cot']);
    expect(await engine.similar('cot', 5)).toEqual([]);
  });
});

describe('suggestions', () => {
  it('complete words, with the number of papers', async () => {
    expect(await texts('langu')).toEqual([
      'word language 2',
      'title Languages of Birds 1',
      'word languages 1',
    ]);
  });

  it('complete names, whichever of their words is typed', async () => {
    expect(await texts('wei')).toEqual(['author Jason Wei 2']);
    expect(await texts('jason we')).toEqual(['author Jason Wei 2']);
    expect((await texts('deepm'))[0]).toBe('organization Google DeepMind 1');
    expect(await texts('chain of tho')).toEqual([
      'title Chain of Thought Prompting 1',
      'keyword chain of thought 1',
    ]);
  });

  it('are none for less than two letters, and never more than asked for', async () => {
    expect(await texts('l')).toEqual([]);
    expect(await texts(' ')).toEqual([]);
    expect(await texts('chain', 1)).toHaveLength(1);
  });

  it('leave out what was removed', async () => {
    await engine.remove(['language']);
    await engine.settled();
    expect(await texts('deepm')).toEqual([]);
    expect(await texts('jason')).toEqual(['author Jason Wei 1']);
  });
});
