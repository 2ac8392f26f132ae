import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';

/** What every keeper of settings must do. */
export function describeSettingStore(name: string, open: () => Promise<Store>): void {
  describe(`the settings in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('are unknown until they are written, and then what was written last', async () => {
      expect(await store.settings.read('commands')).toBeUndefined();
      await store.settings.write('commands', 'abc');
      await store.settings.write('commands', 'def');
      await store.settings.write('other', '');
      expect(await store.settings.read('commands')).toBe('def');
      expect(await store.settings.read('other')).toBe('');
    });
  });

  describe(`a gate in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const NOON = new Date('2026-05-21T12:00:00Z');
    const later = (ms: number) => new Date(NOON.getTime() + ms);

    it('lets one request through every three seconds, also of many at once', async () => {
      const waits = await Promise.all([1, 2, 3, 4].map(() => store.gate('arxiv').reserve(NOON, 3_000)));
      expect(waits.toSorted((a, b) => a - b)).toEqual([0, 3_000, 6_000, 9_000]);
      expect(await store.gate('arxiv').reserve(later(10_000), 3_000)).toBe(2_000);
      expect(await store.gate('arxiv').reserve(later(60_000), 3_000)).toBe(0);
    });

    it('is one of many, which do not know of each other', async () => {
      await store.gate('arxiv').reserve(NOON, 3_000);
      expect(await store.gate('other').reserve(NOON, 3_000)).toBe(0);
    });

    it('waits for nobody whose clock is far ahead', async () => {
      await store.gate('arxiv').reserve(later(3_600_000), 3_000);
      expect(await store.gate('arxiv').reserve(NOON, 3_000)).toBe(0);
    });
  });
}
