import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tableUnder } from './support/markdown-tables.js';
import { filesOf, importsOf, type SourceFile } from './support/source-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const architecture = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const files = [...(await filesOf(root, 'src')), ...(await filesOf(root, 'commands'))];

/** The room a file is in: its folder under src, one per adapter, or the file itself where it stands alone. */
function roomOf(path: string): string {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top === 'commands') return 'commands';
  if (second === 'adapters' && third.includes('.')) return 'adapters';
  if (second === 'adapters') return `adapters/${third}`;
  return second.replace(/\.[jt]s$/, '');
}

const rooms = new Map(
  tableUnder(architecture, 'Who may import whom').map(([room = '', allowed = '']) => [
    room.replaceAll('`', ''),
    [...allowed.matchAll(/(types of )?`([^`]+)`/g)].map(([, types, name = '']) => ({
      name,
      typesOnly: types !== undefined,
    })),
  ]),
);

const vendors = new Map(
  tableUnder(architecture, 'One vendor, one room').map(([vendor = '', where = '']) => [
    vendor.replaceAll('`', ''),
    [...where.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  ]),
);

function rulesFor(room: string) {
  return rooms.get(room) ?? (room.startsWith('adapters/') ? rooms.get('adapters/x') : undefined);
}

function internalProblems(file: SourceFile): readonly string[] {
  const room = roomOf(file.path);
  const rules = rulesFor(room);
  if (rules === undefined) return [`${file.path}: the room "${room}" is not in the table`];
  return importsOf(file).flatMap(({ specifier, typesOnly }) => {
    if (!specifier.startsWith('.')) return [];
    const target = roomOf(relative(root, join(root, dirname(file.path), specifier)));
    if (target === room || rules.some(({ name }) => name === 'everything')) return [];
    const allowed = rules.some((rule) => rule.name === target && (typesOnly || !rule.typesOnly));
    return allowed ? [] : [`${file.path} imports ${typesOnly ? 'types of ' : ''}${specifier}`];
  });
}

function vendorProblems(file: SourceFile): readonly string[] {
  const room = roomOf(file.path);
  return importsOf(file).flatMap(({ specifier }) => {
    if (specifier.startsWith('.') || specifier.startsWith('node:')) return [];
    const vendor = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
    const allowed = vendors.get(vendor) ?? vendors.get(`${vendor.split('/')[0]}/*`) ?? [];
    return allowed.includes(room) || allowed.includes('everything') ? [] : [`${file.path} imports ${vendor}`];
  });
}

const lines = (file: SourceFile, pattern: RegExp) =>
  file.text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? `${file.path}:${index + 1} ${line.trim()}` : []));

describe('the house', () => {
  it('lets no room import what the table does not allow', () => {
    expect(files.flatMap(internalProblems)).toEqual([]);
  });

  it('keeps every vendor library in its room', () => {
    expect(files.flatMap(vendorProblems)).toEqual([]);
  });

  it('reads the environment in config only', () => {
    const readers = files.filter(({ path }) => path !== 'src/config.ts');
    expect(readers.flatMap((file) => lines(file, /process\.env/))).toEqual([]);
  });

  it('asks for the time only at the rim', () => {
    const inside = files.filter(
      ({ path }) => !/^src\/(ops\/system-clock\.ts|scheduler|adapters|cli)/.test(path),
    );
    expect(inside.flatMap((file) => lines(file, /new Date\(\)|Date\.now\(\)/))).toEqual([]);
  });

  it('has default exports in commands only, and exactly one in each', () => {
    const commands = files.filter(({ path }) => path.startsWith('commands/'));
    const others = files.filter(({ path }) => !path.startsWith('commands/'));
    expect(others.flatMap((file) => lines(file, /^export default/))).toEqual([]);
    for (const file of commands) expect(lines(file, /^export default/), file.path).toHaveLength(1);
  });

  it('names files by nouns, and keeps them small', async () => {
    const page = await filesOf(root, 'src', ['.css', '.js', '.mjs']);
    const all = [...files, ...page, ...(await filesOf(root, 'test')), ...(await filesOf(root, 'bench'))];
    const vague = /(^|\/)(utils?|helpers?|types|constants|misc|common)\.(ts|css|m?js)$|[A-Z_]/;
    expect(all.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
    const sizes = all.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(sizes.filter((file) => file.lines > 300)).toEqual([]);
    const median = sizes.map((file) => file.lines).sort((a, b) => a - b)[Math.floor(sizes.length / 2)];
    expect(median).toBeLessThan(80);
  });
});

describe('the documents', () => {
  const quoted = (text: string) =>
    [...text.matchAll(/`((?:src|commands|data|test|bench|scripts)\/[^`\s*]*)`/g)].map(
      ([, path = '']) => path,
    );

  it.each([
    ['README.md', readme],
    ['ARCHITECTURE.md', architecture],
  ])('%s quotes only paths that exist', (_name, text) => {
    expect(quoted(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('ARCHITECTURE.md gives a reason for every dependency', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const reasons = tableUnder(architecture, 'Dependencies').map(([name = '']) => name.replaceAll('`', ''));
    expect(manifest).toMatchObject({ dependencies: expect.any(Object), devDependencies: expect.any(Object) });
    const text = JSON.stringify(manifest);
    const { dependencies, devDependencies } = JSON.parse(text);
    const named = [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter(
      (name) => !name.startsWith('@types/'),
    );
    expect(reasons.toSorted()).toEqual(named.toSorted());
  });

  it('README.md lists every environment variable of .env.example, and the other way round', async () => {
    const example = await readFile(join(root, '.env.example'), 'utf8');
    const offered = [...example.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const listed = tableUnder(readme, 'Configuration').flatMap(([names = '']) =>
      [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    const config = files.filter(({ path }) => /^src\/config[./]/.test(path));
    const read = config.flatMap(({ text }) =>
      [...text.matchAll(/read\(\s*'([A-Z_]+)'/g)].map(([, name]) => name),
    );
    expect(listed.toSorted()).toEqual(offered.toSorted());
    const forNobody = new Set<string | undefined>(['SLACK_SIGNING_SECRET', 'FAILPOINT']);
    expect(read.filter((name) => !listed.includes(name) && !forNobody.has(name))).toEqual([]);
  });
});
