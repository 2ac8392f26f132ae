import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SourceFile {
  /** Relative to the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every file below a folder that ends in one of these ways; TypeScript, if none is said. */
export async function filesOf(
  root: string,
  folder: string,
  endings: readonly string[] = ['.ts'],
): Promise<readonly SourceFile[]> {
  if (!existsSync(join(root, folder))) return [];
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

export interface Import {
  readonly specifier: string;
  readonly typesOnly: boolean;
}

const IMPORTS = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports or passes on; an import whose every name is a type counts as one of types. */
export function importsOf({ text }: SourceFile): readonly Import[] {
  const fixed = [...text.matchAll(IMPORTS)].map(([, type, names = '', specifier = '']) => ({
    specifier,
    typesOnly: type !== undefined || onlyTypes(names),
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({ specifier, typesOnly: false }));
  return [...fixed, ...dynamic];
}

function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  const listed = inner
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return listed !== undefined && listed.length > 0 && listed.every((name) => name.startsWith('type '));
}
