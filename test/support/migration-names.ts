import { readdirSync } from 'node:fs';

const FOLDER = new URL('../../src/store/migrations/', import.meta.url);

/** The migrations there are, in their order, by their files. */
export function migrationNames(): readonly string[] {
  const files = readdirSync(FOLDER).filter((file) => /^\d{4}-.*\.ts$/.test(file));
  return files.map((file) => file.replace(/\.ts$/, '')).sort();
}
