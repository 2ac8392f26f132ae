import type { NamedPaper } from './paper-finder.js';
import { parsePaperReference } from './paper-reference.js';

/** What stands between words and links in a chat: white space, brackets of every kind, quotes, and the bars and marks of markup. */
const BETWEEN = /[\s<>()[\]{}"'`|*,;「」『』（）【】、。，]+/u;
/** No link to a paper is longer, and none that looks like one is read further. */
const LONGEST_LINK = 600;
const LINK_BEGINS =
  /https?:\/\/|(?<![\w.-])(?:[a-z]+\.)?(?:arxiv\.org|huggingface\.co|hf\.co|alphaxiv\.org|doi\.org)\//i;
const TITLE_SEARCH = /^https:\/\/huggingface\.co\/papers\?q=/i;
const MARKED_ID = /^(?:arxiv:\d|arxiv:[a-z-]+\/\d|doi:10\.48550\/|10\.48550\/)/i;

/**
 * The first paper that some texts link to, or name by an arXiv id or DOI that says that it is one; a search for a title on Hugging Face names
 * a paper, too. A bare number does not, and neither does a link to anything else. Looks at each character a constant number of times, whatever stands there.
 */
export function mentionedPaper(texts: readonly string[]): NamedPaper | undefined {
  for (const text of texts) {
    // Links are pasted with invisible marks, and typed in full-width letters.
    for (const word of text
      .normalize('NFKC')
      .replace(/\p{Cf}+/gu, '')
      .split(BETWEEN)) {
      const paper = readMention(word);
      if (paper !== undefined) return paper;
    }
  }
  return undefined;
}

function readMention(word: string): NamedPaper | undefined {
  const shortened = word.slice(0, LONGEST_LINK);
  const begin = MARKED_ID.test(shortened) ? 0 : shortened.search(LINK_BEGINS);
  if (begin < 0) return undefined;
  const link = shortened.slice(begin).replace(/[.,:!?_~]+$/, '');
  const reference = parsePaperReference(link);
  return reference.kind === 'id' ? reference : readTitleSearch(link);
}

/** A search for a title on Hugging Face, which is where our own lists lead for a paper without an arXiv id. */
function readTitleSearch(link: string): NamedPaper | undefined {
  const url = TITLE_SEARCH.test(link) && URL.canParse(link) ? new URL(link) : undefined;
  const title = url?.searchParams.get('q')?.trim() ?? '';
  return title === '' ? undefined : { kind: 'title', title };
}

/** A text without the links in it, whose parts are not words that anybody looks for. */
export function withoutLinks(text: string): string {
  return text
    .replace(/\bhttps?:\/\/[^\s<>()[\]]+/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
