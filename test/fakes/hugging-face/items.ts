type Fields = Readonly<Record<string, unknown>>;

/** An invented item as Hugging Face lists one; the number makes it different from the others. */
export function inventItem(
  number: number,
  changes: { readonly paper?: Fields; readonly item?: Fields } = {},
) {
  const id = `2605.${String(number).padStart(5, '0')}`;
  const title = `Invented Paper ${number}`;
  return {
    paper: {
      id,
      authors: [
        { _id: `a${number}`, name: 'Ada Invented', hidden: false },
        { _id: `b${number}`, name: 'Ben Invented', hidden: false, user: { user: 'ben', type: 'user' } },
      ],
      publishedAt: '2026-05-20T17:08:18.000Z',
      submittedOnDailyAt: '2026-05-21T00:00:00.000Z',
      submittedOnDailyBy: { _id: 'u1', user: 'someone', fullname: 'Some One', type: 'user' },
      title,
      summary: `We invent paper ${number}\nin two lines.`,
      upvotes: 1_000 - number,
      discussionId: `d${number}`,
      ...changes.paper,
    },
    publishedAt: '2026-05-20T13:08:18.000Z',
    title,
    summary: `We invent paper ${number}\nin two lines.`,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: number % 7,
    submittedBy: { _id: 'u1', name: 'someone', fullname: 'Some One', type: 'user' },
    isAuthorParticipating: false,
    ...changes.item,
  };
}

/** So many invented items, numbered from 1. */
export function inventItems(count: number, from = 1): readonly ReturnType<typeof inventItem>[] {
  return Array.from({ length: count }, (_, index) => inventItem(from + index));
}
