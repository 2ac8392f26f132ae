// To be replaced by `analyzeName` and `exactForms` of src/search/analyzer.ts, which the language branch adds.
import { analyze, type Token } from '../../analyzer.js';

export function analyzeName(name: string): readonly Token[] {
  return analyze(name);
}
