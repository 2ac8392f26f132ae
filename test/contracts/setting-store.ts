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
}
