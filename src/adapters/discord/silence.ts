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
/** The answers to an interaction that are a message: a new one, and a changed one. */
const WITH_MESSAGE: readonly number[] = [4, 7];

/** Makes requests as discord.js does, and is the one way out for all of them: no message leaves here that could mention anybody. */
export const requestInSilence: RESTOptions['makeRequest'] = async (url, init) => {
  const silence = silencerOf(new URL(url).pathname);
  const { body = null } = init;
  if (silence === undefined || body === null) return DefaultRestOptions.makeRequest(url, init);
  // With files, a message is not text any more; whoever sends the first one has to see to it here.
  if (typeof body !== 'string') throw new Error('A message with files cannot be silenced.');
  return DefaultRestOptions.makeRequest(url, { ...init, body: JSON.stringify(silence(JSON.parse(body))) });
};

/** The answer to an interaction; only some are messages. */
export function silenceAnswer(answer: unknown): unknown {
  const { data, ...rest } = Answer.parse(answer);
  return WITH_MESSAGE.includes(rest.type) ? { ...rest, data: silenceMessage(data) } : answer;
}

function silencerOf(path: string): ((body: unknown) => unknown) | undefined {
  if (MESSAGES.test(path)) return silenceMessage;
  if (FORUM_POSTS.test(path)) return silencePost;
  return ANSWERS.test(path) ? silenceAnswer : undefined;
}

function silenceMessage(message: unknown): unknown {
  return { ...Body.parse(message ?? {}), allowed_mentions: NOBODY };
}

function silencePost(post: unknown): unknown {
  const { message, ...rest } = ForumPost.parse(post);
  return { ...rest, message: silenceMessage(message) };
}
