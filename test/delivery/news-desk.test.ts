import { describe, expect, it } from 'vitest';
import { createNewsDesk } from '../../src/delivery/news-desk.js';
import type { Paper } from '../../src/papers/paper.js';
import { samplePaper } from '../store/sample-papers.js';

const at = (seconds: number) => new Date(Date.parse('2026-05-21T12:00:00Z') + seconds * 1_000);
const brought = (title: string) => samplePaper(title, { firstSeenAt: at(0).toISOString() });

describe('the newest papers', () => {
  it('are all in when none has followed for twenty seconds, however often papers are looked up meanwhile', () => {
    let papers: readonly Paper[] = [brought('One')];
    const desk = createNewsDesk({ all: () => papers });
    expect(desk.batch(at(0))).toBeUndefined();
    papers = [...papers, brought('Two')];
    expect(desk.batch(at(15))).toBeUndefined();
    papers = [...papers, samplePaper('Looked up')];
    expect(desk.batch(at(30))).toBeUndefined();
    papers = [...papers, samplePaper('Looked up, too')];
    const batch = desk.batch(at(35));
    expect(batch).toMatch(/^batch:\d+-2$/);
    papers = [...papers, samplePaper('And another one')];
    expect(desk.batch(at(36))).toBe(batch);
    expect(new Set(desk.news(at(40)).map(({ title }) => title))).toEqual(new Set(['One', 'Two']));
  });
});
