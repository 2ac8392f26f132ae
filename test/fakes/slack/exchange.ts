import type { FakeMessage } from './message-board.js';
import type { ResponseUrl } from './response-urls.js';
import type { JsonObject } from './schema-unions.js';
import type { Envelope, SocketServer } from './socket-server.js';
import type { ApiCall, State } from './state.js';

/** A command or a button press as the person behind it sees it, and what the app did about it. */
export interface Exchange {
  readonly envelope: Envelope;
  /** Resolves with the payload of the acknowledgement. */
  readonly acked: Promise<unknown>;
  /** What was sent to the response URL so far, in order, also what was refused. */
  readonly posts: readonly JsonObject[];
  /** Calls of the Web API since the person acted. */
  readonly calls: readonly ApiCall[];
  /** The messages that answer, as they stand now; the first may be a placeholder. */
  readonly messages: readonly FakeMessage[];
  /** The newest of them. */
  readonly visible: FakeMessage | undefined;
  /** Resolves with the newest answer once there are as many as asked for. */
  answer(count?: number): Promise<FakeMessage>;
  /** Resolves once the response URL was used this often, whatever came of it. */
  posted(times: number): Promise<JsonObject>;
}

export function createExchange(
  envelope: Envelope,
  url: ResponseUrl,
  sockets: SocketServer,
  { board, watch, calls }: State,
): Exchange {
  const before = calls.length;
  const { envelope_id: id } = envelope;
  const messages = () => url.shown.map((ts) => board.find(ts)).filter((message) => message !== undefined);
  const acked = watch.until(() => (sockets.acks.has(id) ? { payload: sockets.acks.get(id) } : undefined));
  return {
    envelope,
    acked: acked.then(({ payload }) => payload),
    posts: url.posts,
    get calls() {
      return calls.slice(before);
    },
    get messages() {
      return messages();
    },
    get visible() {
      return messages().at(-1);
    },
    answer: (count = 1) => watch.until(() => messages()[count - 1]),
    posted: (times) => watch.until(() => url.posts[times - 1]),
  };
}
