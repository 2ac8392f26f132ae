/** Slack's sizes, in UTF-16 units, and the ones we set below them to stay readable. */
export const LIMITS = {
  blocks: 50,
  /** Text of all blocks together. Undocumented: Slack refuses at 12,000 to 13,200. */
  allText: 10_000,
  /** `text` of a message may be longer when it is new, but not when it replaces another one. */
  fallback: 4_000,
  header: 150,
  context: 2_000,
  /** Section text beside a picture. */
  section: 3_000,
  altText: 2_000,
  buttonsPerRow: 25,
  buttonLabel: 75,
  menuOptions: 100,
  menuValue: 75,
  menuLabel: 150,
  /** Ours: one paragraph, a title, a card's body, a byline with badges, a field. */
  paragraph: 3_000,
  title: 300,
  body: 1_200,
  byline: 300,
  field: 1_000,
} as const;

/** So many papers keep their buttons: each has three blocks. */
export const LIST_LIMITS = { items: 15, text: 9_000 } as const;

/** Limits of the app manifest. */
export const MANIFEST_LIMITS = {
  name: 35,
  description: 140,
  longDescription: 4_000,
  usageHint: 1_000,
} as const;
