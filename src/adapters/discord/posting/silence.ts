import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { z } from 'zod';

/** What a message says for nobody to be mentioned by it, whatever stands in it. */
const NOBODY = { parse: [] } as const;

const Body = z.looseObject({});
const ForumPost = z.looseObject({ message: Body });
const Answer = z.looseObject({ type: z.number(), data: Body.optional() });

const MESSAGES = /\/(?:channels\/\d+\/messages(?:\/\d+)?|webhooks\/\d+\/[^/]+(?:\/messages\/[^/]+)?)$/;
const FORUM_POSTS = /\/channels\/\d+\/threads$/;
const ANSWERS = /\/interactions\/\d+\/[^/]+\/callback$/;
/** Where the message stands in a form with files. */
const MESSAGE_OF_FORM = 'payload_json';
/** The answers to an interaction that are a message: a new one, and a changed one. */
const WITH_MESSAGE: readonly number[] = [4, 7];

/**
 * How an answer begins that is silent, or no message: as `silenceAnswer` makes it. What is sent comes out of `JSON.stringify`, which never
 * says a thing twice, so that nothing behind it can take it back.
 */
const SILENT = /^\{"type":(?:[47],"data":\{"allowed_mentions":\{"parse":\[\]\}|[5689])[,}]/;

/** Makes requests as discord.js does, and is the one way out for all of them: no message leaves here that could mention anybody. */
export const requestInSilence: RESTOptions['makeRequest'] = async (url, init) => {
  const silence = silencerOf(new URL(url).pathname);
  const { body = null } = init;
  if (silence === undefined || body === null) return DefaultRestOptions.makeRequest(url, init);
  return DefaultRestOptions.makeRequest(url, { ...init, body: silenceBody(body, silence) });
};

/** A message is text, or stands among its files in a form. Of anything else nobody could say whom it mentions. */
function silenceBody(body: unknown, silence: Silence): string | FormData {
  if (typeof body === 'string')
    return silence === silenceAnswer && SILENT.test(body) ? body : JSON.stringify(silence(JSON.parse(body)));
  if (!(body instanceof FormData)) throw new Error('Only text and forms can be silenced.');
  const form = [...body];
  const message = form.find(([name]) => name === MESSAGE_OF_FORM)?.[1] ?? '{}';
  const files = form.filter(([name]) => name !== MESSAGE_OF_FORM);
  if (typeof message !== 'string' || files.some(([, file]) => typeof file === 'string'))
    throw new Error('A form that can be silenced holds one message and files, and nothing else.');
  const silent = new FormData();
  silent.append(MESSAGE_OF_FORM, JSON.stringify(silence(JSON.parse(message))));
  for (const [name, file] of files) silent.append(name, file);
  return silent;
}

/** The answer to an interaction; only some are messages. */
export function silenceAnswer(answer: unknown): unknown {
  const { data, ...rest } = Answer.parse(answer);
  return WITH_MESSAGE.includes(rest.type) ? { ...rest, data: silenceMessage(data) } : answer;
}

type Silence = (body: unknown) => unknown;

function silencerOf(path: string): Silence | undefined {
  if (MESSAGES.test(path)) return silenceMessage;
  if (FORUM_POSTS.test(path)) return silencePost;
  return ANSWERS.test(path) ? silenceAnswer : undefined;
}

function silenceMessage(message: unknown): unknown {
  const { allowed_mentions: _, ...rest } = Body.parse(message ?? {});
  return { allowed_mentions: NOBODY, ...rest };
}

function silencePost(post: unknown): unknown {
  const { message, ...rest } = ForumPost.parse(post);
  return { ...rest, message: silenceMessage(message) };
}
