import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPapers, type KnownPaper, observePaper } from '../../src/papers/merge.js';
import type { Paper } from '../../src/papers/paper.js';
import { observations } from './observations.js';

const MORNING = new Date('2026-05-21T08:00:00Z');
const EVENING = new Date('2026-05-21T20:00:00Z');
const paper = (more: Partial<Paper> = {}): Paper => ({ id: '2401.00001', title: 'A', source: 'hf', ...more });
const seen = (more: Partial<Paper>, now = MORNING) => observePaper(paper(more), now);
const joined = (...all: readonly KnownPaper[]) => all.reduce((a, b) => joinPapers(a, b)).paper;

/** Observations as if all were of one paper. */
const ofOnePaper = observations.map((all) =>
  all.map(({ paper, now }) => observePaper({ ...paper, id: '2401.00001' }, now)),
);

describe('two observations of a paper', () => {
  it('become one that knows what either knows', () => {
    const both = joined(seen({ abstract: 'Words.' }), seen({ authors: ['Ana'], upvotes: 0 }));
    expect(both).toMatchObject({ abstract: 'Words.', authors: ['Ana'], upvotes: 0 });
  });

  it('are not listed on a day that has not come yet', () => {
    const mistaken = seen({ feedDate: '2099-12-31', feedRank: 1 });
    expect(mistaken.paper).not.toHaveProperty('feedDate');
    expect(joined(mistaken, seen({ feedDate: '2026-05-21', feedRank: 3 }))).toMatchObject({
      feedDate: '2026-05-21',
      feedRank: 3,
    });
  });

  it('leave the fuller value of what lasts, whichever came later', () => {
    const full = { abstract: 'A whole abstract.', publishedAt: '2024-01-02T10:00:00Z' };
    const short = { abstract: 'Cut…', publishedAt: '2024-01-02' };
    expect(joined(seen(full, MORNING), seen(short, EVENING))).toMatchObject(full);
    expect(joined(seen(short, MORNING), seen(full, EVENING))).toMatchObject(full);
  });

  it('leave the later counts, also when they are smaller', () => {
    const [first, then] = [seen({ upvotes: 9, comments: 2 }, MORNING), seen({ upvotes: 7 }, EVENING)];
    expect(joined(first, then)).toMatchObject({ upvotes: 7, comments: 2 });
    expect(joined(then, first)).toMatchObject({ upvotes: 7, comments: 2 });
  });

  it('forget an author who does not want to be named any more', () => {
    const [first, then] = [seen({ authors: ['Ana', 'Bo'] }, MORNING), seen({ authors: ['Bo'] }, EVENING)];
    expect(joined(first, then).authors).toEqual(['Bo']);
    expect(joined(then, first).authors).toEqual(['Bo']);
  });

  it('never name an author who is hidden on Hugging Face, whoever names all of them and whenever', () => {
    const source = 'hugging-face';
    const shown = seen({ source, authors: ['Ana', 'Bo'] }, MORNING);
    const hidden = seen({ source, authors: ['Bo'] }, new Date('2026-05-21T12:00:00Z'));
    const all = seen({ source: 'arxiv', authors: ['Ana', 'Bo'] }, EVENING);
    expect(joined(hidden, all).authors).toEqual(['Bo']);
    expect(joined(all, shown, hidden).authors).toEqual(['Bo']);
    const nobody = seen({ source, authors: [] }, new Date('2026-05-21T13:00:00Z'));
    expect(joined(shown, hidden, nobody, all)).not.toHaveProperty('authors');
    expect(joined(all, nobody, shown)).not.toHaveProperty('authors');
  });

  it('name authors again who want that again', () => {
    const source = 'hugging-face';
    const [nobody, again] = [seen({ source, authors: [] }), seen({ source, authors: ['Ana'] }, EVENING)];
    expect(joined(again, nobody).authors).toEqual(['Ana']);
  });

  it('keep the authors where another source has none', () => {
    const [named, empty] = [seen({ authors: ['Ana'] }), seen({ source: 'arxiv', authors: [] }, EVENING)];
    expect(joined(named, empty).authors).toEqual(['Ana']);
  });

  it('remember when a count was confirmed', () => {
    const [five, three] = [
      seen({ upvotes: 5 }, MORNING),
      seen({ upvotes: 3 }, new Date('2026-05-21T12:00:00Z')),
    ];
    const again = seen({ upvotes: 5 }, EVENING);
    expect(joined(five, again, three)).toMatchObject({ upvotes: 5 });
    expect(joined(five, three, again)).toMatchObject({ upvotes: 5 });
  });

  it('leave the feed day of the feed, not that of a saved page or of arXiv, with the last place in it', () => {
    const ofPage = seen({ source: 'daily-papers-page', feedDate: '2026-05-19', feedRank: 1 });
    const ofArxiv = seen({ source: 'arxiv', feedDate: '2026-05-18', feedRank: 2 });
    const ofFeed = seen({ feedDate: '2026-05-20', feedRank: 7 });
    const atLast = seen({ feedDate: '2026-05-20', feedRank: 9 }, EVENING);
    const again = seen({ feedDate: '2026-05-21', feedRank: 1 }, EVENING);
    expect(joined(ofPage, ofArxiv, again, ofFeed, atLast)).toMatchObject({
      feedDate: '2026-05-20',
      feedRank: 9,
      source: 'hf',
    });
  });

  it('count for the moment they tell of: a saved page for its day, a line of a catalog for its last change', () => {
    const live = seen({ comments: 1 }, MORNING);
    const page = seen({ source: 'daily-papers-page', feedDate: '2026-05-20', comments: 4 }, EVENING);
    expect(joined(live, page)).toMatchObject({ comments: 1 });
    expect(joined(live, seen({ comments: 5, updatedAt: '2026-05-20T00:00:00Z' }, EVENING)).comments).toBe(1);
    expect(joined(live, seen({ comments: 5, updatedAt: '2999-01-01T00:00:00Z' }, EVENING)).comments).toBe(5);
  });
});

describe('observations of a paper', () => {
  const folded = (all: readonly KnownPaper[]) => all.reduce((a, b) => joinPapers(a, b));

  it('give the same paper in every order', () => {
    const inTwoOrders = ofOnePaper.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(inTwoOrders, ([all, other]) => {
        expect(folded(other)).toEqual(folded(all));
      }),
    );
  });

  it('may be joined in any groups, and more than once', () => {
    fc.assert(
      fc.property(ofOnePaper, ofOnePaper, (some, others) => {
        const inGroups = joinPapers(folded(some), folded(others));
        expect(inGroups).toEqual(folded([...some, ...others]));
        expect(joinPapers(inGroups, folded(some))).toEqual(inGroups);
      }),
    );
  });
});
