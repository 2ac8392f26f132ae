import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openArxivRoom } from './arxiv-room.js';

const beside = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const folder = join(process.env['PAPERBOY_DATA'] ?? beside, 'arxiv-fixtures');
const missing = !existsSync(folder);
const reason = missing ? ` (skipped: there is no folder ${folder})` : '';
const recorded = (name: string) => readFileSync(join(folder, name), 'utf8');

describe.skipIf(missing)(`feeds as arXiv sent them${reason}`, () => {
  it.each([
    ['arxiv_api_query_2025-09-11_trimmed.xml', 2, '2509.08827'],
    ['arxiv_api_query_2026-06-14.xml', 5, '2606.13677'],
  ])('are read whole: %s', async (name, count, first) => {
    const { arxiv } = await openArxivRoom({ query: () => recorded(name) });
    const { papers, problems } = await arxiv.papers([first]);
    expect([papers.length, papers[0]?.id, problems]).toEqual([count, first, []]);
    for (const paper of papers) {
      expect(paper).toMatchObject({ abstract: expect.any(String), authors: expect.any(Array) });
      expect(paper.publishedAt).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    }
  });

  it.each(['ai', 'cl', 'lg'])('are read whole: the announcement of cs.%s', async (category) => {
    const { arxiv } = await openArxivRoom({ rss: () => recorded(`arxiv_rss_cs_${category}_2026-04-27.xml`) });
    const { papers, date, problems } = await arxiv.announced(['cs.CL']);
    expect([papers.length, date, problems]).toEqual([3, '2026-04-27', []]);
    for (const { abstract = '', authors = [] } of papers) {
      expect(abstract).not.toMatch(/^Abstract|Announce Type/);
      expect(authors.length).toBeGreaterThan(0);
    }
  });
});
