import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LogFields } from '../../src/ops/logger.js';
import { atomEntry, atomFeed, inventPaper } from '../fakes/arxiv/feeds.js';
import { inventItem } from '../fakes/hugging-face/items.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import type { SourceFault } from '../fakes/source-faults.js';
import { createWatch } from '../fakes/watch.js';
import { openArxivRoom } from './arxiv/arxiv-room.js';
import { openReadingRoom } from './hugging-face/reading-room.js';

const ID = '2605.00001';
const papers = { [ID]: inventItem(1).paper };
const SPAN = { from: new Date('2026-05-20T00:00:00Z'), to: new Date('2026-05-21T00:00:00Z') };
const inHurry = () => new AbortController().signal;

describe('a request that somebody waits for', () => {
  it('waits out no limit, neither one it is told of nor one that is known', async () => {
    const { huggingFace, server, clock } = await openReadingRoom({ papers, fault: () => 'limited' });
    for (const _ of [1, 2])
      await expect(huggingFace.paper(ID, inHurry())).rejects.toMatchObject({ kind: 'limited' });
    expect([server.requests.length, clock.pauses]).toEqual([1, []]);
  });

  it('tries again once when the server has trouble', async () => {
    const { huggingFace, server } = await openReadingRoom({ papers, fault: () => 'server-error' });
    await expect(huggingFace.paper(ID, inHurry())).rejects.toMatchObject({ kind: 'unreachable' });
    expect(server.requests).toHaveLength(2);
  });

  it('ends when its time is up, in the middle of an answer that does not come', async () => {
    const hurry = new AbortController();
    const { huggingFace } = await openReadingRoom({
      papers,
      fault: () => 'silent',
      onSilence: () => hurry.abort(),
    });
    await expect(huggingFace.paper(ID, hurry.signal)).rejects.toMatchObject({ kind: 'stopped' });
  });

  it('leaves arXiv’s queue when its time is up, and sends nothing then', async () => {
    const clock = createManualClock();
    const { arxiv, server } = await openArxivRoom({ query: () => atomFeed([]) }, { clock });
    await arxiv.papers([ID]);
    const hurry = new AbortController();
    const asked = expect(arxiv.papers(['2605.00002'], hurry.signal)).rejects.toMatchObject({
      kind: 'stopped',
    });
    await clock.timerStarted();
    hurry.abort();
    await asked;
    clock.advance(60_000);
    await arxiv.papers(['2605.00003']);
    expect(server.requests.map(({ path }) => new URL(path, server.url).searchParams.get('id_list'))).toEqual([
      ID,
      '2605.00003',
    ]);
  });

  it('is not held up by others whom arXiv lets wait', async () => {
    const clock = createManualClock();
    const log = createWatch();
    const logger = createRecordingLogger();
    const watched = {
      ...logger,
      info: (fields: LogFields) => {
        logger.info(fields);
        log.changed();
      },
    };
    const faults: SourceFault[] = ['server-error'];
    const { arxiv } = await openArxivRoom(
      { query: () => atomFeed([atomEntry(inventPaper(2))]), fault: () => faults.shift() },
      { clock, logger: watched, random: () => 0.999 },
    );
    const patient = arxiv.submitted(['cs.LG'], SPAN);
    await log.until(() => logger.entries[0]);
    const hurried = arxiv.papers(['2605.00002'], inHurry());
    await setImmediate();
    clock.advance(3_000);
    expect((await hurried).papers).toHaveLength(1);
    expect(await Promise.race([patient.then(() => 'done'), Promise.resolve('waits')])).toBe('waits');
  });
});
