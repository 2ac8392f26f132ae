import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommand } from '../../src/core/command.js';
import { createRegistry } from '../../src/core/registry.js';
import { createNotice } from '../../src/core/reply.js';

const command = (name: string, description = 'Does something', label?: string) =>
  createCommand<object, z.ZodObject>({
    name,
    description,
    visibility: 'caller',
    options: z.object({}),
    ...(label === undefined ? {} : { shortcut: { label, execute: () => createNotice('info', 'Done.') } }),
    execute: () => createNotice('info', 'Done.'),
  });

describe('the registry', () => {
  it.each([
    ['Search', 'needs a name'],
    ['', 'needs a name'],
    ['x'.repeat(33), 'needs a name'],
    ['constructor!', 'needs a name'],
  ])('refuses the name %j', (name, problem) => {
    expect(() => createRegistry([command(name)])).toThrow(problem);
  });

  it('refuses what one of the platforms could not show', () => {
    expect(() => createRegistry([command('x', '')])).toThrow('needs a description of 1 to 100 characters');
    expect(() => createRegistry([command('x', 'y'.repeat(101))])).toThrow('needs a description');
    const label = (one: string, two?: string) => [command('x', 'X', one), command('y', 'Y', two)];
    expect(() => createRegistry(label(' '))).toThrow('needs a label of 1 to 32 characters');
    expect(() => createRegistry(label('z'.repeat(33)))).toThrow('needs a label');
    expect(() => createRegistry(label('Do it', 'Do it'))).toThrow('Shortcuts need labels of their own');
    expect(() => createRegistry([command('x'), command('x')])).toThrow('Two commands are called "x".');
    const many = Array.from({ length: 26 }, (_, index) => command(`c${index}`));
    expect(() => createRegistry(many)).toThrow('There are 26 commands; at most 25 fit.');
  });

  it.each([
    [{ title: ' ', fields: ['query'] }, 'needs a title of 1 to 45 characters for its form'],
    [{ title: 'x'.repeat(46), fields: ['query'] }, 'needs a title'],
    [{ title: 'X', fields: [] }, 'needs 1 to 5 different options for its form'],
    [{ title: 'X', fields: ['query', 'query'] }, 'needs 1 to 5'],
    [{ title: 'X', fields: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'needs 1 to 5'],
    [{ title: 'X', fields: ['query', 'size'] }, 'cannot show "size" in its form'],
    [{ title: 'X', fields: ['channel'] }, 'cannot show "channel" in its form'],
  ])('refuses the form %j', (form, problem) => {
    const options = z.object({
      query: z.string().describe('What'),
      channel: z.string().meta({ kind: 'channel' }).describe('Where'),
    });
    const specs = createCommand<object, typeof options>({
      ...{ name: 'find', description: 'Finds', visibility: 'caller', options, form },
      execute: () => createNotice('info', 'Done.'),
    });
    expect(() => createRegistry([specs])).toThrow(`The command "find" ${problem}`);
  });

  it('suggests the names most like a slip', () => {
    const registry = createRegistry(['search', 'show', 'similar', 'trending'].map((name) => command(name)));
    expect(registry.suggest('serach')).toEqual(['search']);
    expect(registry.suggest('tren')).toEqual(['trending']);
    expect(registry.suggest('dance')).toEqual([]);
    expect(registry.suggest('x'.repeat(10_000))).toEqual([]);
  });
});
