import lunr from 'lunr';
import type { QueryNode } from '../../src/search/query/ast.js';
import { parseQuery } from '../../src/search/query/parse.js';
import type { Paper } from '../peers/peer.js';

interface Word {
  readonly text: string;
  readonly presence: lunr.Query.presence;
}

/**
 * The plain idea: an index of the new papers, and each topic a query of required and left out words. lunr has no phrases, no groups and no
 * counts, so phrases are their words, a choice is words of which any may be there, and filters are left out. Topics are read beforehand, and
 * that is not counted.
 */
export function createBareLunr(topics: readonly string[]): (papers: readonly Paper[]) => number {
  const queries = topics.map(wordsOf);
  return (papers) => {
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title');
      builder.field('abstract');
      for (const paper of papers) builder.add(paper);
    });
    let pairs = 0;
    for (const words of queries) {
      const hits = index.query((query) => {
        for (const { text, presence } of words) query.term(text, { presence });
      });
      pairs += hits.length;
    }
    return pairs;
  };
}

function wordsOf(topic: string): readonly Word[] {
  const parsed = parseQuery(topic);
  return parsed.ok ? wordsIn(parsed.query.root, lunr.Query.presence.REQUIRED) : [];
}

function wordsIn(node: QueryNode, presence: lunr.Query.presence): readonly Word[] {
  switch (node.kind) {
    case 'and':
      return node.nodes.flatMap((inner) => wordsIn(inner, presence));
    case 'or':
      return node.nodes.flatMap((inner) => wordsIn(inner, lunr.Query.presence.OPTIONAL));
    case 'not':
      return wordsIn(node.node, lunr.Query.presence.PROHIBITED);
    case 'text': {
      const stemmed = lunr.tokenizer(node.text).flatMap((token) => {
        const word = lunr.stemmer(lunr.trimmer(token)).toString();
        return word === '' ? [] : [word];
      });
      const star = node.match === 'prefix' ? '*' : '';
      return stemmed.map((text) => ({ text: `${text}${star}`, presence }));
    }
    default:
      return [];
  }
}
