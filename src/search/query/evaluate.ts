import type { Token } from '../analyzer.js';
import { ABSTRACT_OFFSET, type AnalysedDocument, type AnalysedText } from '../document-terms.js';
import type { Clause, CountClause, QueryNode, TextClause } from './ast.js';
import { analyzeClause, type ClauseWord, type ClauseWords } from './clause-words.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a paper is what a query asks for: the one meaning of a match, for every engine, filter and explanation. */
export function matches(node: QueryNode, paper: AnalysedDocument, now: Date): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((inner) => matches(inner, paper, now));
    case 'or':
      return node.nodes.some((inner) => matches(inner, paper, now));
    case 'not':
      return !matches(node.node, paper, now);
    default:
      return clauseMatches(node, paper, now);
  }
}

/** Whether one clause holds for a paper. */
export function clauseMatches(clause: Clause, paper: AnalysedDocument, now: Date): boolean {
  switch (clause.kind) {
    case 'text':
      return textMatches(clause, paper);
    case 'count':
      return countMatches(clause, paper.document[clause.field]);
    case 'date':
      return dateMatches(clause, paper.document.publishedAt);
    case 'age': {
      const published = Date.parse(paper.document.publishedAt ?? '');
      return now.getTime() - published < clause.days * DAY_MS;
    }
  }
}

function countMatches({ comparison, value }: CountClause, count: number | undefined): boolean {
  if (count === undefined) return false;
  switch (comparison) {
    case '>=':
      return count >= value;
    case '<=':
      return count <= value;
    case '>':
      return count > value;
    case '<':
      return count < value;
    case '=':
      return count === value;
  }
}

/** A month is all of its days: dates are compared as far as the clause goes. */
function dateMatches(
  { bound, date }: { bound: 'since' | 'until'; date: string },
  published?: string,
): boolean {
  if (published === undefined) return false;
  const known = published.slice(0, date.length);
  return bound === 'since' ? known >= date : known <= date;
}

/** Whether the words of one clause are where they were asked for. */
export function textMatches(clause: TextClause, paper: AnalysedDocument): boolean {
  const { field } = clause;
  if (field === 'id') return idMatches(clause, paper.document.id);
  const wanted = analyzeClause(clause);
  switch (field) {
    case 'author':
      return paper.authors.some((name) => nameMatches(wanted, name));
    case 'org':
      return paper.organization.some((text) => spotsIn(wanted, text).length > 0);
    case 'keyword':
      return paper.keywords.some((text) => spotsIn(wanted, text).length > 0);
    default:
      return wanted.beginning === undefined
        ? standsInText(wanted, paper, field)
        : textsOf(paper, field).some((text) => spotsIn(wanted, text).length > 0);
  }
}

function textsOf(paper: AnalysedDocument, field: 'title' | 'abstract' | undefined): readonly AnalysedText[] {
  if (field === undefined) return [paper.title, paper.abstract];
  return [paper[field]];
}

/** Exactly the id, or the same without the version, whatever its case. */
function idMatches({ match, text }: TextClause, id: string): boolean {
  const [wanted, known] = [text.toLowerCase().replace(/^arxiv:/, ''), id.toLowerCase()];
  if (match === 'prefix') return known.startsWith(wanted);
  return known === wanted || known === wanted.replace(/v\d+$/, '');
}

/** Title and abstract have their words in one map, which is quicker than going through the text. */
function standsInText(
  { words, compound }: ClauseWords,
  { terms }: AnalysedDocument,
  field: 'title' | 'abstract' | undefined,
): boolean {
  const inField = (position: number) =>
    field === undefined || (field === 'abstract') === position >= ABSTRACT_OFFSET;
  const positionsOf = ({ stem }: ClauseWord) => terms.get(stem)?.positions ?? [];
  if (compound !== undefined && positionsOf(compound).some(inField)) return true;
  const [first, ...others] = words;
  if (first === undefined) return false;
  return positionsOf(first).some(
    (position) =>
      inField(position) && others.every((word) => positionsOf(word).includes(position + word.offset)),
  );
}

/** All the words of a clause have to be in one name, in any order: `author:"hinton geoffrey"`. */
export function nameMatches(wanted: ClauseWords, name: AnalysedText): boolean {
  const { tokens } = name;
  if (wanted.beginning !== undefined) return spotsIn(wanted, name).length > 0;
  const has = ({ stem }: ClauseWord) => tokens.some((token) => token.stem === stem);
  if (wanted.compound !== undefined && has(wanted.compound)) return true;
  return wanted.words.length > 0 && wanted.words.every(has);
}

/** The tokens of a text at which a clause holds, for showing them. */
export function spotsIn(
  { words, compound, beginning }: ClauseWords,
  { tokens }: Pick<AnalysedText, 'tokens'>,
): readonly Token[] {
  if (beginning !== undefined) return tokens.filter(({ exact }) => exact.startsWith(beginning));
  const whole = tokens.filter(({ stem }) => stem === compound?.stem);
  const [first] = words;
  if (first === undefined) return whole;
  // Most clauses are one word, and have nothing to follow.
  if (words.length === 1) return [...whole, ...tokens.filter(({ stem }) => stem === first.stem)];
  const at = new Map<string, Token>();
  for (const token of tokens) at.set(`${token.position} ${token.stem}`, token);
  const phrases = tokens
    .filter(({ stem }) => stem === first.stem)
    .flatMap(({ position }) => {
      const parts = words.map(({ stem, offset }) => at.get(`${position + offset} ${stem}`));
      const found = parts.filter((part) => part !== undefined);
      return found.length === words.length ? found : [];
    });
  return [...whole, ...phrases];
}
