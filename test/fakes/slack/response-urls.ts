import { ApiError } from './api-error.js';
import { EVERYONE, type FakeMessage } from './message-board.js';
import type { JsonObject } from './schema-unions.js';
import type { State } from './state.js';

/** Slack takes five answers per address, within half an hour. */
const MOST_USES = 5;

/** Where an app answers a command or a button press. */
export interface ResponseUrl {
  readonly path: string;
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed; a slash command has none. */
  readonly sourceTs?: string;
  /** What was sent there, in order, also what was refused. */
  readonly posts: JsonObject[];
  /** What became of it: the messages it made or changed. */
  readonly shown: string[];
}

/** Answers a request to a response URL; throws `ApiError`. */
export async function acceptResponse(url: ResponseUrl, args: JsonObject, state: State): Promise<void> {
  const used = url.posts.length;
  url.posts.push(args);
  state.watch.changed();
  if (used >= MOST_USES) throw new ApiError('used_url');
  if (args['delete_original'] === true) return removeSource(url, state);
  const replaces = args['replace_original'] === true;
  if (replaces && url.sourceTs === undefined)
    state.violations.push(
      'response_url: a slash command has no original to replace; Slack posts another message',
    );
  if (replaces && url.sourceTs !== undefined) return changeSource(url, url.sourceTs, args, state);
  const parts = await state.checks.message(args, 'response_url', 'new');
  const thread = args['thread_ts'];
  const seenBy = args['response_type'] === 'in_channel' ? EVERYONE : url.user;
  const message = state.board.post(parts, {
    channel: url.channel,
    seenBy,
    ...(typeof thread === 'string' ? { threadTs: thread } : {}),
  });
  show(url, message, state);
}

async function changeSource(url: ResponseUrl, ts: string, args: JsonObject, state: State): Promise<void> {
  const message = state.board.edit(ts, await state.checks.message(args, 'response_url', 'changed'));
  if (message === undefined) throw new ApiError('message_not_found');
  show(url, message, state);
}

function removeSource({ sourceTs }: ResponseUrl, state: State): void {
  if (sourceTs === undefined)
    state.violations.push('response_url: a slash command has no original to delete');
  else state.board.remove(sourceTs);
}

function show(url: ResponseUrl, { ts }: FakeMessage, state: State): void {
  if (!url.shown.includes(ts)) url.shown.push(ts);
  state.watch.changed();
}
