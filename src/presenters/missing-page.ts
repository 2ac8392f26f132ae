import { counted } from './paper-card.js';

/** Says that a list has no such page, or not any more, and which one is its last; `what` is the list: "rag", "the list". */
export function missingPage(page: number, pages: number, what: string): string {
  return `There is no page ${page}: ${what} has ${counted(pages, 'page')}. The last one is \`page:${pages}\`.`;
}
