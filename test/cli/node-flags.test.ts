import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const Package = z.object({ scripts: z.object({ start: z.string(), paperboy: z.string() }) });

it('runs with the same flags of Node however it is started', async () => {
  const { scripts } = Package.parse(JSON.parse(await read('package.json')));
  const [firstLine = ''] = (await read('src/main.ts')).split('\n');
  const flagsIn = (command: string) => command.split(' ').filter((word) => word.startsWith('--'));
  expect(flagsIn(scripts.start)).not.toEqual([]);
  expect(flagsIn(scripts.paperboy)).toEqual(flagsIn(scripts.start));
  expect(firstLine).toBe(`#!/usr/bin/env -S node ${flagsIn(scripts.start).join(' ')}`);
});
