import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { ErrorObject } from 'ajv';
import { ApiError, refusal } from './api-error.js';
import { MOST_BLOCKS, sizeProblems } from './block-limits.js';
import { blockFindings, hasLiveSyntax, tooMuchText } from './block-rules.js';
import { blockSchemas } from './block-schemas.js';
import { type JsonObject, readObject } from './schema-unions.js';

/** What a message says, once it has been found to be in order. */
export interface MessageParts {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Reads payloads as Slack does: what it would refuse is refused, and written down for the test to find. */
export interface PayloadChecks {
  /** `where` begins the sentence that ends up in the violations. */
  message(args: JsonObject, where: string, kind: 'new' | 'changed'): Promise<MessageParts>;
  view(view: unknown, where: string): Promise<HomeView | ModalView>;
}

/** Longest `text` of a new and of a changed message; above the second, a new one is cut by Slack. */
const MOST_TEXT = { new: 40_000, changed: 4_000 } as const;

export function createPayloadChecks(violations: string[]): PayloadChecks {
  const frownUpon = (where: string, sentences: readonly string[]) => {
    violations.push(...sentences.map((sentence) => `${where}: ${sentence}`));
  };
  const refuse = (where: string, error: string, problems: readonly string[]) => {
    if (problems.length === 0) return;
    frownUpon(where, problems);
    throw refusal(error, problems);
  };
  const knownBlocks = async (blocks: unknown, where: string) => {
    const { blocks: validate } = await blockSchemas();
    if (validate(blocks)) return blocks;
    const problems = (validate.errors ?? []).filter(tellsSomething).map(describe);
    refuse(where, 'invalid_blocks', problems);
    throw new ApiError('invalid_blocks');
  };
  const checkedBlocks = async (blocks: unknown, where: string, most: number) => {
    const known = await knownBlocks(blocks, where);
    if (known.length > most) refuse(where, 'invalid_blocks', [`${known.length} blocks; at most ${most} fit`]);
    const { refused, frowned } = blockFindings(known);
    frownUpon(where, frowned);
    refuse(where, 'invalid_blocks', refused);
    return known;
  };
  return {
    async message(args, where, kind) {
      const text = readText(args['text']);
      const blocks = await checkedBlocks(args['blocks'] ?? [], where, MOST_BLOCKS.message);
      if (text === '' && blocks.length === 0) refuse(where, 'no_text', ['the message is empty']);
      frownUpon(where, messagePolicy(args, text, kind));
      if (text.length > MOST_TEXT[kind])
        refuse(where, 'msg_too_long', [`text has ${text.length}; at most ${MOST_TEXT[kind]} fit`]);
      refuse(where, 'msg_blocks_too_long', tooMuchText(blocks));
      return { text, blocks };
    },
    async view(view, where) {
      const { view: validate } = await blockSchemas();
      if (!validate(view)) {
        refuse(where, 'invalid_arguments', (validate.errors ?? []).filter(tellsSomething).map(describe));
        throw new ApiError('invalid_arguments');
      }
      await checkedBlocks(view.blocks, where, MOST_BLOCKS[view.type]);
      refuse(where, 'invalid_arguments', sizeProblems({ ...view }));
      return view;
    },
  };
}

/** Our own rules for every message, stricter than Slack's. */
function messagePolicy(args: JsonObject, text: string, kind: 'new' | 'changed'): readonly string[] {
  const problems: string[] = [];
  if (text.trim() === '')
    problems.push('text is missing: screen readers and notifications have nothing else');
  if (hasLiveSyntax(text)) problems.push('text holds live syntax');
  const unfurls = ['unfurl_links', 'unfurl_media'].filter((name) => args[name] !== false);
  if (kind === 'new' && unfurls.length > 0) problems.push(`${unfurls.join(' and ')} must be false`);
  return problems;
}

function readText(value: unknown): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  throw new ApiError('invalid_arguments');
}

// "must match then schema" only repeats that something is wrong, not what.
function tellsSomething({ keyword }: ErrorObject): boolean {
  return keyword !== 'if' && keyword !== 'anyOf';
}

function describe(error: ErrorObject): string {
  const params = readObject(error.params);
  const unknownKey = params?.['additionalProperty'];
  const place = error.instancePath === '' ? '' : `${error.instancePath}: `;
  if (unknownKey !== undefined) return `${place}Slack knows no "${String(unknownKey)}" here`;
  const allowed = params?.['allowedValues'];
  const choices = Array.isArray(allowed) ? ` (${allowed.join(', ')})` : '';
  return `${place}${error.message ?? error.keyword}${choices}`;
}
