import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What `npm start` gives to Node. */
export const SHIPPED_FLAGS: readonly string[] = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));
