import { describe, expect, it } from 'vitest';
import { pollHuggingFace } from '../../src/sources/polled-hugging-face.js';
import { openStore } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';

describe('Hugging Face', () => {
  it('has its days noted before they count as seen, so that a crash in between loses none', async () => {
    const day = async (date: string) => ({
      ...{ date, state: 'complete' as const, unchanged: false, items: 1, rejected: 0 },
      papers: [samplePaper('One', { id: '2605.00001', feedDate: date })],
      withdrawn: [],
      problems: [],
      remember: () => Promise.reject(new Error('The power is cut.')),
    });
    const clock = createManualClock('2026-05-21T12:00:00Z');
    const logger = createRecordingLogger();
    const store = await openStore({ url: ':memory:', clock, logger });
    const options = { papers: store.papers, feedDays: store.feedDays, clock, logger };
    const [first] = await pollHuggingFace({ day }, options).due(clock.now(), { source: 'hf', failures: 0 });
    await expect(first?.run()).rejects.toThrow('The power is cut.');
    expect(await store.feedDays.ofSource('hugging-face')).toMatchObject([{ state: 'complete', papers: 1 }]);
    await store.close();
  });
});
