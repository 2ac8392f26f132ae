import { z } from 'zod';

// What we use of the answers, and nothing else: unknown fields are dropped here, also the names of the people who submitted a paper.
// A field that is not what it should be counts as absent; whether a paper can do without it is decided where the paper is made.

const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(undefined);
const text = maybe(z.string());
const amount = maybe(z.number());
/** No paper has more of anything; a list of millions would hold up everybody while it is read, so that it is not even looked into. */
const MOST_LISTED = 10_000;
const list = maybe(
  z.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= MOST_LISTED),
);

const Organization = z.object({ name: text, fullname: text });

/** There may be thousands of them a paper: by hand, in a tenth of the time. */
function readAuthor(value: unknown) {
  if (typeof value !== 'object' || value === null) return [];
  const name = 'name' in value && typeof value.name === 'string' ? value.name : '';
  const { hidden = false } = 'hidden' in value ? value : {};
  // Anything but a plain "no" hides: a name shown against somebody's will cannot be taken back.
  return [{ name, hidden: hidden !== null && hidden !== false }];
}

export const PaperPayload = z.object({
  id: z.string(),
  title: text,
  summary: text,
  authors: list,
  publishedAt: text,
  submittedOnDailyAt: text,
  upvotes: amount,
  projectPage: text,
  githubRepo: text,
  githubStars: amount,
  ai_summary: text,
  ai_keywords: list,
  organization: maybe(Organization),
  withdrawnAt: z.unknown().optional(),
});

/** An item of a list; what stands beside its `paper` is used only where `paper` has no such field. */
export const ItemPayload = z.object({
  paper: PaperPayload,
  thumbnail: text,
  numComments: amount,
  organization: maybe(Organization),
});

export type PaperFields = z.infer<typeof PaperPayload>;
export type ItemFields = z.infer<typeof ItemPayload>;

/**
 * The names of the authors who are not hidden: none where nobody wants to be named, and undefined where there is no list, or none that can be
 * read.
 */
export function visibleAuthors(authors: PaperFields['authors']): readonly string[] | undefined {
  const readable = authors?.flatMap(readAuthor);
  const known = readable?.filter(({ name, hidden }) => hidden || name.trim() !== '');
  if (authors?.length !== 0 && known?.length === 0) return undefined;
  return known?.flatMap(({ name, hidden }) => (hidden ? [] : [name]));
}
