import { z } from 'zod';
import type { Button } from './interactions.js';
import type { Wish } from './mix.js';

const MOST_BUTTONS = 500;
/** The colour of a notice that something went wrong. */
const ERROR_COLOUR = '"accent_color":14302778';
const [MESSAGE, DEFERRED, UPDATE_LATER, UPDATE, CHOICES] = [4, 5, 6, 7, 8];

const Answer = z.object({
  type: z.number(),
  data: z
    .object({ components: z.array(z.unknown()).optional(), choices: z.array(z.unknown()).optional() })
    .optional(),
});
const Pressable: z.ZodType<{ custom_id?: string | undefined; components?: unknown[] | undefined }> = z.object(
  {
    custom_id: z.string().startsWith('v1:').optional(),
    components: z.array(z.unknown()).optional(),
  },
);

export function isDeferral(body: Buffer): boolean {
  const start = body.subarray(0, 12).toString();
  return start.startsWith(`{"type":${DEFERRED}`) || start.startsWith(`{"type":${UPDATE_LATER}`);
}

/** What is wrong with an answer to a wish; undefined if nothing is. */
export function problemOf(wish: Wish, body: Buffer, answersPapers: boolean): string | undefined {
  const text = String(body);
  const { type, data } = Answer.parse(JSON.parse(text));
  const fitting = wish.kind === 'typing' ? [CHOICES] : [MESSAGE, UPDATE, DEFERRED, UPDATE_LATER];
  if (!fitting.includes(type)) return `${wish.kind}: an answer of type ${type}`;
  if (!answersPapers || isDeferral(body)) return undefined;
  if (wish.kind === 'typing') return data?.choices?.length ? undefined : 'typing: no choices';
  if ((data?.components ?? []).length === 0) return `${wish.kind}: an empty message`;
  if (text.includes(ERROR_COLOUR)) return `${wish.kind}: an error: ${text.slice(0, 300)}`;
  const found = text.toLowerCase().includes(wish.expected);
  return found ? undefined : `${wish.kind}: no "${wish.expected}" in ${text.slice(0, 300)}`;
}

/** Buttons that stand on answers, for people to press. */
export interface Buttons {
  collect(body: Buffer): void;
  take(): Button | undefined;
}

export function createButtons(): Buttons {
  const known: Button[] = [];
  let turn = 0;
  return {
    collect(body) {
      const components = Answer.parse(JSON.parse(String(body))).data?.components ?? [];
      for (const customId of idsIn(components)) {
        if (known.length < MOST_BUTTONS) known.push({ customId, components });
        else known[turn % MOST_BUTTONS] = { customId, components };
        turn += 1;
      }
    },
    take() {
      turn += 1;
      return known[turn % Math.max(known.length, 1)];
    },
  };
}

function idsIn(components: readonly unknown[]): readonly string[] {
  return components.flatMap((component) => {
    const { custom_id, components: inner = [] } = Pressable.safeParse(component).data ?? {};
    return [...(custom_id === undefined ? [] : [custom_id]), ...idsIn(inner)];
  });
}
