export interface FileFormat {
  /** `page`: a saved Daily Papers page. `lines`: one paper a line. `response`: what Hugging Face answered, saved. */
  readonly kind: 'page' | 'lines' | 'response';
  readonly packed: boolean;
}

/** What is read, as sentences say it. */
export const READABLE =
  'I read saved pages (.txt), JSON lines (.jsonl) and saved answers of Hugging Face (.json), each also as .gz';

const KINDS: ReadonlyMap<string, FileFormat['kind']> = new Map([
  ['.txt', 'page'],
  ['.jsonl', 'lines'],
  ['.json', 'response'],
]);

/** What a file holds, by its ending; undefined where the ending tells nothing. */
export function formatByName(name: string): FileFormat | undefined {
  const [, ending = '', packed] = /(\.[a-z]+)(\.gz)?$/.exec(name.toLowerCase()) ?? [];
  const kind = KINDS.get(ending);
  return kind === undefined ? undefined : { kind, packed: packed !== undefined };
}

/** What something without a name holds, by how it begins. */
export function kindByContent(beginning: string): FileFormat['kind'] {
  const text = beginning.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return 'response';
  if (!text.startsWith('{')) return 'page';
  const lineEnd = text.search(/[\r\n]/);
  // An object that is whole on its line, and is not a wrapped list, is a line among lines.
  return lineEnd !== -1 && isLineOfJson(text.slice(0, lineEnd)) ? 'lines' : 'response';
}

function isLineOfJson(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !('data' in value) && !('paper' in value);
  } catch {
    return false;
  }
}
