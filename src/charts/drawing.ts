import type { EChartsOption, YAXisComponentOption } from 'echarts';
import { init } from 'echarts/dist/echarts.esm.min.mjs';
import type { Chart, Series } from './chart.js';
import { canDraw, FONT } from './font.js';

/** In pixels, before they are doubled for sharp screens. */
const SIZE = { width: 720, height: 400 };
/**
 * Okabe and Ito's sky blue and vermilion, which people with any kind of colour vision tell apart, as does a grey print; the line has dots
 * besides. Words in sky blue would be too faint.
 */
const BARS = { fill: '#56b4e9', words: '#00639c' };
const LINE = { fill: '#c44f00', words: '#b34800' };
const INK = '#2e3338';
const FAINT = '#d4d7dc';
/** What is not finished is paler, and the axis says so. */
const PALE = 0.5;
/** A background of its own, for it may be looked at on a dark page as well as on a light one. */
const PAPER = '#ffffff';

/** Draws a chart as SVG. */
export function drawChart(chart: Chart): string {
  const picture = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    picture.setOption(optionOf(chart));
    return picture.renderToSVGString();
  } finally {
    picture.dispose();
  }
}

function optionOf({ titles, across, bars, line, unfinished = false }: Chart): EChartsOption {
  const lines = line === undefined ? [] : [line];
  return {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: FONT, color: INK, fontSize: 13 },
    title: {
      text: titles.find(canDraw) ?? '',
      left: 'center',
      top: 12,
      textStyle: { fontFamily: FONT, color: INK, fontSize: 17, width: SIZE.width - 60, overflow: 'truncate' },
    },
    legend: { bottom: 10, itemGap: 28, textStyle: { color: INK, fontSize: 13 } },
    grid: { left: 78, right: line === undefined ? 36 : 88, top: 62, bottom: 98 },
    xAxis: {
      type: 'category',
      data: [...across.values],
      name: across.name,
      nameLocation: 'middle',
      nameGap: 42,
      axisLabel: { color: INK, fontSize: 12, hideOverlap: true, showMaxLabel: true },
      axisLine: { onZero: false, lineStyle: { color: INK } },
      axisTick: { alignWithLabel: true },
    },
    yAxis: [
      axisOf(bars, BARS.words),
      ...lines.map((one) => ({ ...axisOf(one, LINE.words), splitLine: { show: false } })),
    ],
    series: [
      {
        type: 'bar',
        name: bars.name,
        data: bars.values.map((value, place) => ({
          value,
          itemStyle: { opacity: unfinished && place === bars.values.length - 1 ? PALE : 1 },
        })),
        itemStyle: { color: BARS.fill },
        barMaxWidth: 46,
      },
      ...lines.map((one) => ({
        type: 'line' as const,
        name: one.name,
        yAxisIndex: 1,
        data: [...one.values],
        symbol: 'circle',
        symbolSize: 11,
        itemStyle: { color: LINE.fill, borderColor: PAPER, borderWidth: 1.5 },
        lineStyle: { color: LINE.fill, width: 3 },
      })),
    ],
  };
}

function axisOf({ name }: Series<number>, color: string): YAXisComponentOption {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 54,
    nameTextStyle: { color, fontSize: 14, fontWeight: 'bold' },
    minInterval: 1,
    axisLabel: { color: INK, fontSize: 12 },
    splitLine: { lineStyle: { color: FAINT } },
  };
}
