import type { ChatAdapter } from '../../src/core/chat-adapter.js';
import type { Target } from '../../src/core/invocation.js';
import type { Reply } from '../../src/core/reply.js';

type Check = Awaited<ReturnType<ChatAdapter['check']>>;

export interface TestPost {
  readonly target: Target;
  readonly reply: Reply;
  readonly key: string;
}

/** The platform of `startAsking`: it keeps what is posted, and what its `check` says can be changed. */
export interface TestPlatform {
  readonly adapter: ChatAdapter;
  readonly posts: readonly TestPost[];
  check: (target: Target) => Promise<Check>;
}

export function createTestPlatform(): TestPlatform {
  const posts: TestPost[] = [];
  const platform: TestPlatform = {
    posts,
    check: async () => ({ ok: true }),
    adapter: {
      platform: 'test',
      start: async () => [],
      stop: async () => {},
      connected: () => true,
      async send(target, reply, key) {
        posts.push({ target, reply, key });
        return { messageId: String(posts.length) };
      },
      async find(_target, key) {
        const at = posts.findIndex((post) => post.key === key);
        return at < 0 ? 'absent' : { messageId: String(at + 1) };
      },
      remembersKeyMs: 0,
      check: (target) => platform.check(target),
    },
  };
  return platform;
}
