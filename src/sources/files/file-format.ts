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

/** How much of something without a name has to be seen to tell what it is, in bytes; the first line may be long. */
export const TELLING_BYTES = 2_000_000;

/** What something without a name holds, by how it begins: that is all of it, or so much that it tells. */
export function kindByContent(beginning: string): FileFormat['kind'] {
  const text = beginning.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return 'response';
  if (!text.startsWith('{')) return 'page';
  const [line = ''] = text.split(/[\r\n]/, 1);
  return isLineOfJson(line) ? 'lines' : 'response';
}

/** Whether an object is whole on its line and is a paper in our own form: neither a wrapped list nor a paper as Hugging Face tells of it. */
function isLineOfJson(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !FOREIGN.some((key) => key in value);
  } catch {
    return false;
  }
}

const FOREIGN = ['data', 'paper', 'summary', 'submittedOnDailyAt'];
