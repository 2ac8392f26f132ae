import { afterAll, describe, expect, it } from 'vitest';
import type { Chart } from '../../src/charts/chart.js';
import { createCharts } from '../../src/charts/charts.js';
import { drawChart } from '../../src/charts/drawing.js';
import { canDraw } from '../../src/charts/font.js';
import { toPng } from '../../src/charts/raster.js';
import { pictureSize } from '../fakes/discord/uploads.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const BUILT = new URL('../../dist/src/charts/chart-worker.js', import.meta.url);
const CHART: Chart = {
  titles: ['rag: papers and votes by week', 'Papers and votes by week'],
  across: { name: 'Week', values: ['4 May\n2026', '11 May', '18 May\n(so far)'] },
  bars: { name: 'Papers', values: [3, 0, 12] },
  line: { name: 'Votes', values: [40, -2, 1_200] },
  unfinished: true,
};

/** The words in a drawing, in the order in which they are drawn. */
function wordsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words = '']) => words);
}

describe('a chart', () => {
  const charts = createCharts({ file: BUILT, timers: createManualClock(), logger: createRecordingLogger() });
  afterAll(() => charts.close());

  it('comes out of its thread as a PNG of twice its size', async () => {
    const png = Buffer.from((await charts.draw(CHART)) ?? '', 'base64');
    expect(pictureSize(png)).toEqual({ width: 1_440, height: 800 });
    expect(png.length).toBeLessThan(200_000);
  });

  it('names its title, its places, both scales and what stands on them', () => {
    const words = wordsIn(drawChart(CHART));
    for (const word of ['rag: papers and votes by week', '4 May', '2026', '11 May', '(so far)', 'Week', '12'])
      expect(words).toContain(word);
    expect(words.filter((word) => word === 'Papers' || word === 'Votes')).toHaveLength(4);
    expect(words).toContain('1,200');
  });

  it('has one scale where there is nothing for another', () => {
    const { line: _, ...bars } = CHART;
    expect(wordsIn(drawChart(bars))).not.toContain('Votes');
  });

  it.each(['深度学习', '한국어', 'ひらがな', 'مرحبا', '👩‍🔬 science', '𝒪(n)'])(
    'with a title that the font cannot write has the plainer one: %s',
    (subject) => {
      const titles = [`${subject}: papers and votes by week`, 'Papers and votes by week'];
      const words = wordsIn(drawChart({ ...CHART, titles }));
      expect(words).toContain('Papers and votes by week');
      expect(words.join()).not.toContain(subject);
    },
  );

  it('shows markup in its title as it was written, and cuts a long one', () => {
    const svg = drawChart({ ...CHART, titles: ['<b>&amp;"\'</b>'] });
    expect(svg).toContain('&lt;b&gt;&amp;amp;&quot;');
    const [long = ''] = wordsIn(drawChart({ ...CHART, titles: ['Ω-λ Ünïcödé Кириллица '.repeat(9)] })).filter(
      (word) => word.startsWith('Ω'),
    );
    expect(long).toMatch(/\.\.\.$/);
  });

  it.each([
    ['a week without papers', [0, 0, 0], undefined],
    ['votes that were taken back', [1, 0, 0], [-3, -2, -1]],
    ['very many', [100_000, 1, 1], [9_999_999, 0, 1]],
  ])('can be drawn of %s', (_what, papers, votes) => {
    const { line: _, ...bars } = { ...CHART, bars: { name: 'Papers', values: papers } };
    const chart = votes === undefined ? bars : { ...bars, line: { name: 'Votes', values: votes } };
    expect(Buffer.from(toPng(drawChart(chart)), 'base64').length).toBeGreaterThan(5_000);
  });
});

describe('the font of charts', () => {
  const dots = (text: string) =>
    toPng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="24"><text x="4" y="18" font-size="16">${text}</text></svg>`,
    );
  const every = Array.from({ length: 0x2060 }, (_, code) => String.fromCodePoint(code)).filter(
    (sign) => canDraw(sign) && /[^\p{C}\p{Z}&<]/u.test(sign),
  );

  it('has every sign that it is trusted with', { timeout: 30_000 }, () => {
    const missing = new Set([dots('\u4e2d'), dots('\u{1f9ec}')]);
    expect(every.length).toBeGreaterThan(1_000);
    expect(every.filter((sign) => missing.has(dots(sign)))).toEqual([]);
  });
});
