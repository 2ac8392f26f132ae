import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The folder of package.json: the same whether the code runs from src/ or, built, from dist/src/. */
export function packageRoot(): URL {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const parent = new URL('..', folder);
    if (parent.href === folder.href) throw new Error('There is no package.json above paperboy.');
    folder = parent;
  }
  return folder;
}

/** The version in package.json. */
export function packageVersion(): string {
  return readManifest().version ?? 'unknown';
}

/** The oldest Node that package.json allows: "20.19". */
export function packageEngine(): string {
  return readManifest().engines?.node.replace(/^>=/, '') ?? '0';
}

const Manifest = z.object({
  version: z.string().optional(),
  engines: z.object({ node: z.string() }).optional(),
});

function readManifest(): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(new URL('package.json', packageRoot()), 'utf8')));
}
