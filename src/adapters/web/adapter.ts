import type { Bot, ChatAdapter } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import { apiRoutes } from './api.js';
import { guardRoute } from './guard.js';
import { pageRoutes } from './page-files.js';
import { createPosts } from './posts.js';

const PLAYGROUND: Target = { platform: 'web', tenant: 'local', id: 'playground', kind: 'channel' };
const VISITOR: Target = { platform: 'web', tenant: 'local', id: 'visitor', kind: 'direct' };

export interface WebAdapterOptions {
  readonly clock: Clock;
  /** The names the page may be opened by, besides the loopback ones: that of HOST. */
  readonly hosts?: readonly string[];
}

/** The playground: a chat in the browser with one channel and one visitor, who may do everything. */
export function createWebAdapter({ clock, hosts = [] }: WebAdapterOptions): ChatAdapter {
  const posts = createPosts(clock);
  let bot: Bot | undefined;
  const api = apiRoutes({ target: PLAYGROUND, direct: VISITOR, posts, bot: () => bot });
  return {
    platform: PLAYGROUND.platform,
    routes: [...pageRoutes, ...api].map((route) => guardRoute(route, hosts)),
    async start(started) {
      bot = started;
      return [];
    },
    async stop() {
      bot = undefined;
    },
    connected: () => bot !== undefined,
    async send(target, reply, key) {
      if (!isPlayground(target)) throw new DeliveryError('gone', missing(target));
      if (bot === undefined) throw new DeliveryError('retry', 'The playground is not running.');
      return { messageId: String(posts.add(reply, key).number) };
    },
    // A post lives as long as the process does, and so does its key.
    remembersKeyMs: Number.POSITIVE_INFINITY,
    limits: { items: 50, text: 100_000 },
    async find(_target, key) {
      const known = posts.withKey(key);
      return known === undefined ? 'absent' : { messageId: String(known.number) };
    },
    async nameOf(target) {
      return isPlayground(target) ? 'the playground' : undefined;
    },
    async check(target) {
      return isPlayground(target) ? { ok: true } : { ok: false, missing: missing(target) };
    },
  };
}

function isPlayground({ platform, tenant, id }: Target): boolean {
  return [PLAYGROUND, VISITOR].some(
    (place) => platform === place.platform && tenant === place.tenant && id === place.id,
  );
}

function missing({ id }: Target): string {
  return `The playground has no channel "${id}". Its one channel is "${PLAYGROUND.id}".`;
}
