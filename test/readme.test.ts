import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BOT_SCOPES } from '../src/adapters/slack/manifest.js';
import { usageOf } from '../src/core/usage.js';
import { loadCommands } from '../src/load-commands.js';
import { tableUnder } from './support/markdown-tables.js';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const commands = await loadCommands();

describe('README.md', () => {
  it('lists every command as it is used and described', () => {
    const listed = tableUnder(readme, 'Commands').map(([usage = '', description]) => [
      usage.replaceAll('`', ''),
      description,
    ]);
    const known = commands.map((command) => [usageOf(command), command.description]);
    expect(listed.toSorted()).toEqual(known.toSorted());
  });

  it('gives the reason for every Slack scope', () => {
    const listed = tableUnder(readme, 'Slack').map(([scope = '', reason]) => [
      scope.replaceAll('`', ''),
      reason,
    ]);
    expect(listed).toEqual(BOT_SCOPES.map(({ scope, reason }) => [scope, reason]));
  });

  it('documents the trending score in the words of its help', () => {
    const [score = 'missing'] = commands.find(({ name }) => name === 'trending')?.guide ?? [];
    expect(readme.replace(/\s+/g, ' ')).toContain(
      `Trending ${score.charAt(0).toLowerCase()}${score.slice(1)}`,
    );
  });
});
