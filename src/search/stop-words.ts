/** English words that say nothing about a paper: articles, pronouns, auxiliaries, prepositions. Folded as the analyzer folds. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    'a an the this that these those such',
    'i me my we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which what',
    'am is are was were be been being have has had having do does did doing done',
    'can could shall should will would may might must cannot',
    'and or but nor so yet if then else than because as while although though whether',
    'of at by for with about against between into through during before after above below to from up down in out on off over under',
    'again further once here there when where why how all any both each few more most other some no not only own same too very',
    'also however thus hence via etc let s t',
  ].flatMap((line) => line.split(' ')),
);
