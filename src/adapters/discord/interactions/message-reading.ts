import { z } from 'zod';
import type { MessageText } from '../../../core/invocation.js';

/** Mentions, emoji of servers and times, which are ids to everybody but Discord's own clients. */
const MARKUP = /<(?:@[!&]?|#|a?:\w{1,32}:|t:|id:|\/[^>:]{1,100}:)[^>\s]{0,40}>/g;
/** What people read, by the names it has in embeds and components. */
const WORDS: ReadonlySet<string> = new Set(['content', 'title', 'description', 'label', 'name', 'value']);
/** More than a message with everything in it can hold. */
const LONGEST = 20_000;

// Whatever is odd in a message, the rest of it is read.
const Written = z.object({
  content: z.string().catch(''),
  components: z.array(z.unknown()).catch([]),
  embeds: z.array(z.unknown()).catch([]),
});
const Message = Written.extend({
  message_snapshots: z.array(z.object({ message: Written })).catch([]),
});

/** What there is to read in a message: what was written, forwarded, laid out or shown beside a link, in the order in which people see it. */
export function readMessage(sent: unknown): MessageText {
  const message = Message.safeParse(sent).data;
  if (message === undefined) return { text: '', links: [] };
  const forwarded = message.message_snapshots.map((snapshot) => snapshot.message);
  const pieces = [message, ...forwarded].flatMap(piecesOf);
  const text = pieces.flatMap((piece) => ('text' in piece ? piece.text : [])).join('\n');
  const links = pieces.flatMap((piece) => ('link' in piece ? piece.link : []));
  return { text: text.replace(MARKUP, ' ').slice(0, LONGEST), links };
}

type Piece = { readonly text: string } | { readonly link: string };

function piecesOf({ content, components, embeds }: z.infer<typeof Written>): readonly Piece[] {
  return [{ text: content }, ...[...components, ...embeds].flatMap(wordsWithin)];
}

/** The words and links of an embed or a component, whatever kinds of them there may be one day. */
function wordsWithin(part: unknown): readonly Piece[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]): readonly Piece[] => {
    // What there is to choose in a menu is not what was written.
    if (key === 'options') return [];
    if (typeof value !== 'string') return wordsWithin(value);
    if (key === 'url') return [{ link: value }];
    return WORDS.has(key) ? [{ text: value }] : [];
  });
}
