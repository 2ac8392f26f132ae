import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseDailyPapersPage } from './daily-papers-page.js';
import { type ParsedJsonLines, parseJsonLines } from './jsonl.js';

/** Reads papers from a file by its ending: `.txt` is a saved Daily Papers page, `.jsonl` one paper a line. Throws a sentence otherwise. */
export async function readSource(file: string): Promise<ParsedJsonLines> {
  const ending = extname(file).toLowerCase();
  if (ending !== '.txt' && ending !== '.jsonl') {
    throw new Error(`${file} ends in "${ending}": I read saved pages (.txt) and JSON lines (.jsonl).`);
  }
  const text = await readText(file);
  return ending === '.txt' ? parseDailyPapersPage(text, { fileName: file }) : parseJsonLines(text);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`, { cause: error });
    if (code === 'EISDIR') throw new Error(`${file} is a folder; name a file in it.`, { cause: error });
    throw new Error(`${file} cannot be read (${String(code ?? error)}).`, { cause: error });
  }
}
