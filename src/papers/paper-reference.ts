import { isPaperId, oneLine } from './paper.js';

export type PaperReference =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'id'; readonly id: string; readonly version?: number }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'problem'; readonly message: string };

const LONGEST_REFERENCE = 500;
const LARGEST_NUMBER = 999;
const ADVICE =
  'Give an arXiv id such as 2401.12345, an arXiv or Hugging Face link, a title, or a number from the last list.';

const ARXIV_PATH = /^\/(?:abs|pdf|html|format)\/(.+)$/;
const HUGGING_FACE_PATH = /^\/papers\/(.+)$/;
const ALPHAXIV_PATH = /^\/(?:abs|overview|pdf|resources|audio)\/(.+)$/;
const ARXIV_DOI = /^\/?10\.48550\/arxiv\.(.+)$/i;

const PAPER_PATHS: ReadonlyMap<string, RegExp> = new Map([
  ['arxiv.org', ARXIV_PATH],
  ['www.arxiv.org', ARXIV_PATH],
  ['export.arxiv.org', ARXIV_PATH],
  ['ar5iv.org', ARXIV_PATH],
  ['ar5iv.labs.arxiv.org', ARXIV_PATH],
  ['huggingface.co', HUGGING_FACE_PATH],
  ['www.huggingface.co', HUGGING_FACE_PATH],
  ['hf.co', HUGGING_FACE_PATH],
  ['alphaxiv.org', ALPHAXIV_PATH],
  ['www.alphaxiv.org', ALPHAXIV_PATH],
  ['doi.org', ARXIV_DOI],
  ['dx.doi.org', ARXIV_DOI],
]);

/** Reads what a person typed to name a paper: its number in the last list, an id, a link or a title. */
export function parsePaperReference(text: string): PaperReference {
  if (text.trim().length > LONGEST_REFERENCE) {
    return problem(`That is longer than ${LONGEST_REFERENCE} characters. ${ADVICE}`);
  }
  // Ids are pasted with invisible marks and typed in full-width digits; a title keeps its own spelling.
  const plain = withoutBrackets(oneLine(text.normalize('NFKC').replace(/\p{Cf}+/gu, '')));
  if (plain === '') return problem(`No paper was named. ${ADVICE}`);
  return (
    readNumber(plain) ??
    readId(plain) ??
    readLink(plain) ??
    readDoi(plain) ??
    readNonsense(plain) ?? { kind: 'title', title: oneLine(text) }
  );
}

function problem(message: string): PaperReference {
  return { kind: 'problem', message };
}

/** Chats write links as `<link>` or `<link|label>`. */
function withoutBrackets(text: string): string {
  return /^<([^<>|]+)(?:\|[^<>]*)?>$/.exec(text)?.[1] ?? text;
}

function readNumber(text: string): PaperReference | undefined {
  if (!/^#?[-+]?\d+$/.test(text)) return undefined;
  const number = /^#?\d+$/.test(text) ? Number(text.replace('#', '')) : Number.NaN;
  if (number >= 1 && number <= LARGEST_NUMBER) return { kind: 'number', number };
  return problem(`Papers in a list are numbered from 1 to ${LARGEST_NUMBER}. ${ADVICE}`);
}

function readId(text: string): PaperReference | undefined {
  const titleId = text.toLowerCase();
  if (titleId.startsWith('t-') && isPaperId(titleId)) return { kind: 'id', id: titleId };
  const marked = /^arxiv: ?(.+)$/i.exec(text)?.[1];
  const reading = readArxivId(marked ?? text);
  if (reading !== undefined || marked === undefined || marked.includes(' ')) return reading;
  return problem(`That is not an arXiv id: one looks like 2401.12345 or hep-th/9901001.`);
}

/** Undefined when the text does not look like an arXiv id at all. */
function readArxivId(text: string): PaperReference | undefined {
  const parts = /^(\d{4}\.\d+|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v(\d+))?$/i.exec(text);
  if (parts === null) return undefined;
  const [, written = '', version] = parts;
  // arXiv's own form of an old id is without the subject class: math.GT/0309136 is math/0309136.
  const id = written.toLowerCase().replace(/\.[a-z]{2}\//, '/');
  if (!isPaperId(id)) return problem(explainImpossibleId(id));
  if (version === undefined) return { kind: 'id', id };
  if (/^[1-9]\d{0,2}$/.test(version)) return { kind: 'id', id, version: Number(version) };
  return problem(`"${clip(text)}" has an impossible version: versions look like ${id}v2.`);
}

function explainImpossibleId(id: string): string {
  const month = /^\d\d(\d\d)\./.exec(id)?.[1];
  const start = `"${clip(id)}" is not an arXiv id:`;
  if (month === undefined) {
    return `${start} an old one looks like hep-th/9901001 (archive, year, month, number).`;
  }
  if (month < '01' || month > '12') {
    return `${start} its first four digits are year and month, and there is no month ${month}. One looks like 2401.12345.`;
  }
  if (id < '0704') {
    return `${start} ids of this form begin in April 2007 with 0704. One looks like 2401.12345.`;
  }
  if (id < '1501') return `${start} until 2014 four digits follow the point, as in 1301.3781.`;
  return `${start} since 2015 five digits follow the point, as in 2401.12345.`;
}

function readLink(text: string): PaperReference | undefined {
  const link = asLink(text);
  if (link === undefined) return undefined;
  const url = /^https?:/i.test(link) && URL.canParse(link) ? new URL(link) : undefined;
  const paperPath = PAPER_PATHS.get(url?.hostname ?? '');
  if (url === undefined || paperPath === undefined) {
    return problem(`That is not an arXiv or Hugging Face paper link. ${ADVICE}`);
  }
  const named = paperPath.exec(url.pathname)?.[1] ?? '';
  const id = named.replace(/[/.,;)]{1,5}$/, '').replace(/\.pdf$/i, '');
  return (
    readArxivId(id) ??
    // Sites have pages of their own below that of a paper.
    readArxivId(/^\d{4}\.\d{4,5}(?:v\d{1,3})?(?=\/)/.exec(id)?.[0] ?? '') ??
    problem('That link does not name a paper: one looks like https://arxiv.org/abs/2401.12345.')
  );
}

function asLink(text: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text)) return text;
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,20}\/\S*$/i.test(text) ? `https://${text}` : undefined;
}

function readDoi(text: string): PaperReference | undefined {
  const doi = text.replace(/^doi: ?/i, '');
  if (!/^10\.\d{4,9}\/\S+$/.test(doi)) return undefined;
  const id = ARXIV_DOI.exec(doi)?.[1];
  const reading = id === undefined ? undefined : readArxivId(id);
  return reading ?? problem(`That DOI does not belong to arXiv. ${ADVICE}`);
}

function readNonsense(text: string): PaperReference | undefined {
  const isPath = /^[./\\]/.test(text) && !text.includes(' ');
  if (!isPath && !text.includes('../') && /[\p{L}\p{N}]/u.test(text)) return undefined;
  return problem(`That does not name a paper. ${ADVICE}`);
}

function clip(id: string): string {
  return id.length <= 30 ? id : `${id.slice(0, 30)}…`;
}
