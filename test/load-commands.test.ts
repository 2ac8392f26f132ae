import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCommands } from '../src/load-commands.js';

describe('loading commands', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commands-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const load = async (file: string, text: string) => {
    await writeFile(join(folder, file), text);
    return loadCommands(pathToFileURL(`${folder}/`));
  };

  it('finds every command of the folder', async () => {
    const names = (await loadCommands()).map(({ name }) => name);
    const files = await readdir(new URL('../commands/', import.meta.url));
    expect(names).toEqual(files.map((file) => file.replace('.ts', '')).sort());
    expect(names).toContain('search');
  });

  it('refuses by its name a file that is no command', async () => {
    await expect(load('stray.js', 'export default 42;')).rejects.toThrow(
      'commands/stray.js is not a command',
    );
    await expect(load('stray.js', 'export const name = "stray";')).rejects.toThrow(
      'commands/stray.js is not a command',
    );
  });

  it('refuses what only looks like a command', async () => {
    await expect(load('false.js', 'export default { name: "false", specs: [], run() {} };')).rejects.toThrow(
      'commands/false.js is not a command',
    );
  });

  it('refuses a command that has another name than its file', async () => {
    const sdk = new URL('../src/sdk.ts', import.meta.url).href;
    const text = `import { createNotice, defineCommand, z } from '${sdk}';
      export default defineCommand({ name: 'other', description: 'x', visibility: 'caller', options: z.object({}), execute: () => createNotice('info', 'x') });`;
    await expect(load('mine.js', text)).rejects.toThrow('commands/mine.js holds the command "other"');
  });
});
