import { z } from 'zod';
import { decodeAction } from '../../core/action-codec.js';
import type { Bot } from '../../core/chat-adapter.js';
import type { CommandSummary } from '../../core/command.js';
import type { Input, Target } from '../../core/invocation.js';
import { usageOf } from '../../core/usage.js';
import type { HttpRequest, HttpResponse, HttpRoute } from '../../ops/http-route.js';
import { answer, refusal } from './json.js';
import type { Posts } from './posts.js';
import { renderReply } from './render.js';

const LARGEST_QUESTION = 64 * 1024;

const Question = z.union([
  z.strictObject({ text: z.string() }).transform(({ text }): Input => ({ kind: 'text', text })),
  z
    .strictObject({ action: z.string() })
    .transform(({ action }): Input => ({ kind: 'action', token: action })),
  z
    .strictObject({ form: z.string(), options: z.record(z.string(), z.string()) })
    .transform(({ form, options }): Input => ({ kind: 'form', token: form, options })),
]);

export interface ApiOptions {
  readonly target: Target;
  /** The direct messages of the one visitor; the page shows them among the posts of its channel. */
  readonly direct: Target;
  readonly posts: Posts;
  /** Nobody until the adapter has started. */
  bot(): Bot | undefined;
}

/** What the page asks the server for. */
export function apiRoutes(options: ApiOptions): readonly HttpRoute[] {
  return [
    { method: 'GET', path: '/api/commands', handle: async () => listCommands(options) },
    { method: 'POST', path: '/api/ask', handle: ({ body }) => ask(body, options) },
    { method: 'GET', path: '/api/posts', handle: async ({ query }) => listPosts(query, options.posts) },
  ];
}

function listCommands({ bot }: ApiOptions): HttpResponse {
  const commands = bot()?.commands;
  return commands === undefined ? starting() : answer({ commands: commands.map(toPageCommand) });
}

// A link to this page may carry a question. It runs by itself only if it cannot have been made to change something of the visitor's: the
// answer is for everyone, and no right is needed. All others wait in the input for Enter.
function toPageCommand(command: CommandSummary) {
  const { name, description, visibility, permission, specs } = command;
  const runsFromLink = visibility === 'everyone' && permission === undefined;
  return { name, description, usage: usageOf(command), runsFromLink, options: specs };
}

async function ask(body: HttpRequest['body'], { bot, target, direct }: ApiOptions): Promise<HttpResponse> {
  if (body.length > LARGEST_QUESTION)
    return refusal(413, 'The question is too long; at most 64 kB are read.');
  const question = Question.safeParse(readJson(body));
  if (!question.success)
    return refusal(
      400,
      'Send JSON with a `text` to ask, the `action` of a button, or a `form` with its `options`, and nothing else.',
    );
  const ready = bot();
  if (ready === undefined) return starting();
  const input = question.data;
  const hasRight = async () => true;
  const invocation = { input, caller: { id: direct.id }, target, direct, showsPictures: true, hasRight };
  const opensForm = input.kind === 'action' && decodeAction(input.token)?.opensForm === true;
  const answered = await (opensForm ? ready.form(invocation) : ready.handle(invocation));
  if ('fields' in answered) return answer({ form: answered });
  return answer({ reply: renderReply(answered.reply), replaces: answered.replaces });
}

function readJson(body: HttpRequest['body']): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function listPosts(query: URLSearchParams, posts: Posts): HttpResponse {
  const after = query.get('after') ?? '0';
  if (!/^\d{1,15}$/.test(after)) return refusal(400, '`after` takes the number of a post, such as 0.');
  const found = posts.after(Number(after));
  return answer({ posts: found.map(({ number, at, reply }) => ({ number, at, reply: renderReply(reply) })) });
}

function starting(): HttpResponse {
  return refusal(503, 'paperboy is still starting. Try again in a moment.');
}
