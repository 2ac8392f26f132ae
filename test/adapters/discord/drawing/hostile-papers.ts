import fc from 'fast-check';
import type { Paper } from '../../../../src/papers/paper.js';

const MARKUP = [
  ...[
    '@everyone',
    '@here',
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '<:a:1>',
    '<t:1:R>',
    '</papers search:1>',
    '<id:home>',
  ],
  ...[
    '[Nature](https://evil.example)',
    '[a](<https://evil.example>)',
    '<https://evil.example>',
    '[b]: https://evil.example',
  ],
  ...[
    'https://evil.example',
    'HTTP://evil.example',
    'discord.gg/abc',
    'steam://run/1',
    'nature.com',
    'arxiv.org/abs/1',
  ],
  ...[
    '**',
    '__',
    '*',
    '_',
    '~~',
    '||',
    '`',
    '```js\n',
    '\\',
    '\\\\',
    '|',
    '>',
    '](',
    ')',
    '[',
    ']',
    ':',
    '://',
    'https:',
    '//x',
  ],
  ...['\n# ', '\n-# ', '\n> ', '\n>>> ', '\n- ', '\n* ', '\n1. ', '# ', '-# ', '> ', '1. ', '2) '],
  ...['$\\mathcal{O}(n^2)$', '\\textbf{', '<b>', '&lt;script&gt;', '&amp;amp;', '&am'],
];
const SIGNS = [
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200f',
    '\u0000',
    '\u001b[31m',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\r',
    '\u2028',
    '\t',
  ],
  ...[
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '👍🏽',
    '🇩🇪',
    'e\u0301',
    'Z\u0336\u0338\u0337\u0335\u0321',
    'नि',
    '각',
    'שלום',
    'السلام',
    '深度学习',
    'ＷＩＤＥ',
    '\u00a0',
  ],
];
const WORDS = ['deep', 'learning', 'GPT-4o', 'C++', 't-SNE:', 'a survey', ' ', '  ', 'x'];

const fragments = fc.array(
  fc.oneof(
    fc.constantFrom(...MARKUP),
    fc.constantFrom(...SIGNS),
    fc.constantFrom(...WORDS),
    fc.string({ unit: 'binary', maxLength: 6 }),
  ),
  { maxLength: 14 },
);
const short = fragments.map((parts) => parts.join(''));
/** Empty, short, or far longer than there is room for. */
const text = short.chain((part) =>
  fc.constantFrom(
    part,
    part,
    part.repeat(40),
    part.repeat(700).slice(0, 10_000),
    '',
    ' ',
    '*'.repeat(10_000),
  ),
);
const long = fc.constantFrom(
  'w'.repeat(10_000),
  'word '.repeat(2_000),
  '深度学习'.repeat(2_500),
  '👩‍👩‍👧‍👦'.repeat(900),
  `e${'\u0301'.repeat(3_000)}`,
);
const title = fc.oneof({ weight: 4, arbitrary: text }, long);

const address = fc.constantFrom(
  ...[
    'https://arxiv.org/abs/2401.12345',
    'https://doi.org/10.1002/(SICI)1097-4628',
    'https://a.example/x|y)[z]*_~`"\'<>',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    '//evil.example',
    'evil',
  ],
  ...[
    'https://arxiv.org@evil.example/',
    'https://xn--e1awd7f.com/',
    'https://аrxiv.org/abs/1',
    'https://evil.example/\u202egnp',
    ' https://a.example/ b ',
  ],
  ...[
    `https://a.example/${'x'.repeat(1_980)}`,
    `https://a.example/${'('.repeat(900)}`,
    `https://a.example/${'x'.repeat(3_001)}`,
    '',
  ],
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const authors = fc.oneof(
  fc.array(text, { maxLength: 5 }),
  fc.constant(Array.from({ length: 3_000 }, (_, at) => `Author ${at} [x](https://evil.example)`)),
);
const count = fc.constantFrom(0, 1, 1_000_000_000, -1, Number.NaN, Number.POSITIVE_INFINITY);

/** A paper as no source should ever bring it, past every check at the door. */
export const hostilePaper: fc.Arbitrary<Paper> = fc
  .record({
    id: fc.nat({ max: 0xffffffff }).map((number) => `t-${number.toString(16).padStart(12, '0')}`),
    title,
    abstract: maybe(fc.oneof(text, long)),
    authors: maybe(authors),
    authorCount: maybe(count),
    organization: maybe(text),
    publishedAt: maybe(fc.constantFrom('2026-05-21', '0000-00-00', '9999-12-31', '@everyone', '')),
    feedDate: maybe(fc.constantFrom('2026-05-21', 'NaN')),
    upvotes: maybe(count),
    comments: maybe(count),
    githubStars: maybe(count),
    githubRepo: maybe(address),
    projectPage: maybe(address),
    thumbnail: maybe(address),
    aiSummary: maybe(text),
    aiKeywords: maybe(fc.array(text, { maxLength: 20 })),
    url: maybe(address),
    pdfUrl: maybe(address),
    source: fc.constant('test'),
  })
  .map((record): Paper => {
    const known = Object.entries(record).filter(([, value]) => value !== undefined);
    return { ...Object.fromEntries(known), id: record.id, title: record.title, source: record.source };
  });

/** The same ones every time. */
export function hostilePapers(count: number): readonly Paper[] {
  return fc.sample(hostilePaper, { numRuns: count, seed: 20_260_521 });
}
