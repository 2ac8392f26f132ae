import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionedPaper, withoutLinks } from '../../src/papers/mentioned-paper.js';

const idIn = (...texts: string[]) => {
  const paper = mentionedPaper(texts);
  return paper?.kind === 'id' ? paper.id : undefined;
};

describe('the paper that a text mentions', () => {
  it.each([
    'see https://arxiv.org/abs/2401.12345 for more',
    'https://arxiv.org/abs/2401.12345v2.',
    'http://www.arxiv.org/pdf/2401.12345v1.pdf!',
    '(https://export.arxiv.org/html/2401.12345)',
    '[a paper](https://arxiv.org/pdf/2401.12345)',
    '<https://huggingface.co/papers/2401.12345>',
    '**https://hf.co/papers/2401.12345**',
    '_https://hf.co/papers/2401.12345_ and ~~gone~~',
    '||https://www.alphaxiv.org/overview/2401.12345||',
    'https://alphaxiv.org/abs/2401.12345?tab=comments#top',
    'https://doi.org/10.48550/arXiv.2401.12345',
    'https://dx.doi.org/10.48550/ARXIV.2401.12345;',
    'arxiv.org/abs/2401.12345, without the rest',
    'arXiv:2401.12345v3 [cs.CL]',
    'doi:10.48550/arXiv.2401.12345',
    '10.48550/arXiv.2401.12345',
    'この論文「https://arxiv.org/abs/2401.12345」を読む',
    'in\u200bside: htt\u200bps://arxiv.org/abs/24\u200b01.123\u206045',
    'ｈｔｔｐｓ：／／arxiv.org/abs/２４０１.１２３４５',
    `"${'https://example.org/a '.repeat(39)}https://arxiv.org/abs/2401.12345"`,
    'https://arxiv.org/abs/nonsense https://arxiv.org/list/cs.CL https://arxiv.org/abs/2401.12345',
    'https://arxiv.org/abs/2401.12345 https://arxiv.org/abs/2402.00001',
  ])('is found in %j', (text) => {
    expect(idIn(text)).toBe('2401.12345');
  });

  it.each([
    '',
    'call 2401.12345 now',
    'https://example.org/abs/2401.12345',
    'https://evilarxiv.org/abs/2401.12345',
    'evilarxiv.org/abs/2401.12345 my.arxiv.org.example/abs/2401.12345',
    'https://arxiv.org.example/abs/2401.12345',
    'https://example.org/?to=https://arxiv.org/abs/2401.12345',
    'https://arxiv.org/abs/2413.12345 is of no month',
    'https://huggingface.co/models/2401.12345',
    'https://doi.org/10.1002/abc',
    `https://arxiv.org/abs/${'9'.repeat(4_000)}`,
    '🦜'.repeat(4_000),
  ])('is none in %j', (text) => {
    expect(idIn(text)).toBeUndefined();
  });

  it('stands in the first text that has one', () => {
    expect(idIn('none', 'https://arxiv.org/abs/2402.00001', 'https://arxiv.org/abs/2401.12345')).toBe(
      '2402.00001',
    );
    expect(idIn('https://arxiv.org/abs/math.GT/0309136')).toBe('math/0309136');
  });

  it('is named by a search for its title, as our own lists link to one without an id', () => {
    expect(mentionedPaper(['see https://huggingface.co/papers?q=Chain%20of%20thought%3F'])).toEqual({
      kind: 'title',
      title: 'Chain of thought?',
    });
    expect(mentionedPaper(['https://huggingface.co/papers?q= https://huggingface.co/papers?p=1'])).toBe(
      undefined,
    );
  });

  it('is an id or nothing, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'https://',
        'arxiv.org/',
        'abs/',
        '2401.',
        '12345',
        'arXiv:',
        '10.48550/',
        '.',
        '(',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const paper = mentionedPaper([pieces.join('')]);
        expect(paper === undefined || paper.kind === 'id').toBe(true);
      }),
    );
  });
});

it('takes links out of a text, and nothing else', () => {
  expect(withoutLinks('read https://example.org/a?b=(c) it,  (http://x.example) now')).toBe(
    'read (c) it, ( ) now',
  );
  expect(withoutLinks('https')).toBe('https');
});
