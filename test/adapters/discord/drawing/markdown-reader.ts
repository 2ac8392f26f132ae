/** What a person sees of Discord Markdown, and what in it does more than stand there. */
export interface Reading {
  readonly visible: string;
  /** Kinds of live things, in order: `mention`, `link`, `address`, `line`, `code`, `emphasis`. */
  readonly live: readonly string[];
}

interface LivePart {
  readonly kind: string;
  readonly source: string;
}

const LINE = /^[ \t]*(?:#{1,3}[ \t]|-#[ \t]|[-*][ \t]|\d+\.[ \t]|>{1,3}[ \t])/;
const MENTION = /^(?:<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^>]+:\d+|id:\w+)>|@everyone|@here)/;
const LINK = /^\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?[^\s)]+[^)]*\)/;
const ADDRESS = /^<?(?:https?|steam|discord):\/\/[^\s<]+/i;
const CODE = /^`+([^`]+)`+/;
const EMPHASIS = /^(?:\*{1,3}|_{1,3}|~~|\|\||`)/;

/** Reads text by the rules of Discord's clients (simple-markdown), as far as they matter here; in doubt a thing counts as live. */
export function readMarkdown(text: string): Reading {
  const { visible, parts } = read(text);
  return { visible, live: parts.map(({ kind }) => kind) };
}

/** Whom the text calls, and where it leads; an address in the open is a link behind its own name. */
export function aliveIn(text: string) {
  const { parts } = read(text);
  return {
    pings: parts.filter(({ kind }) => kind === 'mention').map(({ source }) => source),
    links: parts.flatMap(({ kind, source }) => {
      if (kind === 'address') return [{ text: source, url: source }];
      const cut = source.lastIndexOf('](');
      const url = source.slice(cut + 2).replace(/^\s*<?|>?\s*\)$/g, '');
      return kind === 'link' ? [{ text: source.slice(1, cut), url }] : [];
    }),
  };
}

function read(text: string): { readonly visible: string; readonly parts: readonly LivePart[] } {
  const parts: LivePart[] = [];
  let visible = '';
  let rest = text;
  let lineStart = true;
  const take = (kind: string, length: number, shown: string) => {
    parts.push({ kind, source: rest.slice(0, length) });
    visible += shown;
    rest = rest.slice(length);
  };
  while (rest !== '') {
    const before = rest;
    if (lineStart && LINE.test(rest)) parts.push({ kind: 'line', source: '' });
    if (/^\\[^0-9A-Za-z\s]/.test(rest)) {
      visible += rest.slice(1, 2);
      rest = rest.slice(2);
    } else if (MENTION.test(rest)) take('mention', (MENTION.exec(rest)?.[0] ?? '').length, '');
    else if (LINK.test(rest)) {
      const link = LINK.exec(rest)?.[0] ?? '';
      take('link', link.length, read(link.slice(1, link.lastIndexOf(']('))).visible);
    } else if (ADDRESS.test(rest)) take('address', (ADDRESS.exec(rest)?.[0] ?? '').length, '');
    else if (CODE.test(rest)) {
      const [all = '', code = ''] = CODE.exec(rest) ?? [];
      take('code', all.length, code);
    } else if (EMPHASIS.test(rest)) take('emphasis', (EMPHASIS.exec(rest)?.[0] ?? '').length, '');
    else {
      visible += rest.slice(0, 1);
      rest = rest.slice(1);
    }
    lineStart = before.startsWith('\n');
  }
  return { visible, parts };
}
