import { answerCalls } from '../threads/answering-calls.js';
import type { Chart } from './chart.js';
import { drawChart } from './drawing.js';
import { toPng } from './raster.js';

answerCalls((chart: Chart) => toPng(drawChart(chart)));
