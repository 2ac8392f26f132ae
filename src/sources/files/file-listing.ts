import { lstat, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SourceProblem } from '../source.js';
import { sentenceFor } from './file-bytes.js';
import { type FileFormat, formatByName, READABLE } from './file-format.js';

export type ListedFile =
  | { readonly file: string; readonly format: FileFormat }
  /** Why what was asked for cannot be read, a sentence. */
  | { readonly failure: string }
  /** Nobody asked for it; it only lies in a folder. */
  | { readonly skipped: SourceProblem };

/** The files a name stands for: itself, or what is in the folder of that name and below it, in the order of their names. */
export async function* listFiles(name: string): AsyncGenerator<ListedFile> {
  let isFolder = false;
  try {
    isFolder = (await stat(name)).isDirectory();
  } catch (error) {
    yield { failure: sentenceFor(error, name) };
    return;
  }
  if (isFolder) {
    yield* listFolder(name);
    return;
  }
  const format = formatByName(name);
  yield format === undefined
    ? { failure: `${name} ${endingOf(name)}: ${READABLE}.` }
    : { file: name, format };
}

async function* listFolder(folder: string): AsyncGenerator<ListedFile> {
  let names: readonly string[] = [];
  try {
    names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    yield { failure: sentenceFor(error, folder) };
  }
  for (const name of names) {
    const file = join(folder, name);
    // Links are not followed, so that no folder is entered twice.
    const found = await lstat(file).catch(() => undefined);
    const format = formatByName(file);
    if (found?.isDirectory()) yield* listFolder(file);
    else if (found?.isFile() && format !== undefined) yield { file, format };
    else
      yield {
        skipped: {
          place: file,
          message: `Skipped, for it ${found?.isFile() ? endingOf(file) : 'is no file'}.`,
        },
      };
  }
}

function endingOf(file: string): string {
  const ending = extname(file);
  return ending === '' ? 'has no ending' : `ends in "${ending}"`;
}
