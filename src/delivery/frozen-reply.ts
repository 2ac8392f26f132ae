import { z } from 'zod';

// Strict all through: a field that these schemas do not know must stop a reply from being frozen, not vanish from it.
const span = z.strictObject({
  text: z.string(),
  style: z.enum(['strong', 'emphasis', 'code', 'mark']).exactOptional(),
  url: z.string().exactOptional(),
});
const spans = z.array(span).readonly();
const thumbnail = z.strictObject({ url: z.string(), alt: z.string() });

const invoking = {
  label: z.string(),
  command: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
  replaces: z.boolean().exactOptional(),
};
const command = z.strictObject({
  kind: z.literal('command'),
  ...invoking,
  prompt: z.string().exactOptional(),
});
const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), label: z.string(), url: z.string() }),
  command,
  z.strictObject({ kind: z.literal('form'), ...invoking }),
  z.strictObject({ kind: z.literal('menu'), label: z.string(), choices: z.array(command).readonly() }),
]);
const actions = z.array(action).readonly();

const field = z.strictObject({ label: z.string(), value: z.string() });

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text: z.string() }),
  z.strictObject({
    type: z.literal('text'),
    spans,
    subtle: z.boolean().exactOptional(),
    thumbnail: thumbnail.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('item'),
    number: z.number().exactOptional(),
    title: spans,
    url: z.string().exactOptional(),
    byline: z.string().exactOptional(),
    body: spans.exactOptional(),
    badges: z.array(z.string()).readonly(),
    thumbnail: thumbnail.exactOptional(),
    actions,
  }),
  z.strictObject({ type: z.literal('fields'), fields: z.array(field).readonly() }),
  z.strictObject({ type: z.literal('image'), png: z.string(), alt: z.string(), name: z.string() }),
  z.strictObject({
    type: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({ type: z.literal('actions'), actions }),
]);

const frozenReply = z.strictObject({ summary: z.string(), blocks: z.array(block).readonly() });

/** A reply as the outbox can hold it: a block that core learns must be added here, or planning does not compile. */
export type FreezableReply = z.output<typeof frozenReply>;

/** Writes a reply down as it will be sent, however often that is tried; throws when it could not be read again. */
export function freezeReply(reply: FreezableReply): string {
  const json = JSON.stringify(reply);
  frozenReply.parse(JSON.parse(json));
  return json;
}

/** Reads a frozen reply; undefined when it was written by a version that knew other blocks. */
export function thawReply(json: string): FreezableReply | undefined {
  try {
    return frozenReply.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
