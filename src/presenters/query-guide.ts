/** The query language on one screen. Every example finds something in the corpus that paperboy starts with. */
export const QUERY_GUIDE: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'diffusion model', meaning: 'both words, in title or abstract, in any form' },
  { example: '"chain of thought"', meaning: 'the words together, as they stand' },
  { example: 'transformer OR attention', meaning: 'one of the two' },
  { example: 'transformer -image', meaning: 'without a word, phrase or (group); NOT does the same' },
  { example: '(speech OR video) model', meaning: 'groups' },
  { example: 'quanti*', meaning: 'words that begin so; three letters or more' },
  { example: 'title:reasoning', meaning: 'in one field: title, abstract, author, org, keyword, id' },
  {
    example: 'org:math-ai',
    meaning: 'fields take a word, a "phrase" or a beginning*: author:"ada lovelace"',
  },
  { example: 'model comments>=2', meaning: 'counts: upvotes, comments, stars with >= <= > < =' },
  { example: 'model since:2023-10', meaning: 'from a day, month or year on; until:2024 is up to one' },
  { example: 'model age<10y', meaning: 'published lately: d days, w weeks, m months, y years' },
];
