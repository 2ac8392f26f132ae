import type { Clock } from '../../core/clock.js';
import type { Reply } from '../../core/reply.js';

const MOST = 100;

export interface Post {
  /** Grows with every post, and beyond those of earlier processes: it is the time of posting, in milliseconds. */
  readonly number: number;
  readonly at: string;
  readonly key: string;
  readonly reply: Reply;
}

/** The channel of the playground: the newest posts, in memory. */
export interface Posts {
  /** A key that was posted already is not posted again. */
  add(reply: Reply, key: string): Post;
  withKey(key: string): Post | undefined;
  after(number: number): readonly Post[];
}

export function createPosts(clock: Clock): Posts {
  let posts: readonly Post[] = [];
  const withKey = (key: string) => posts.find((post) => post.key === key);
  return {
    withKey,
    add(reply, key) {
      const earlier = withKey(key);
      if (earlier !== undefined) return earlier;
      const now = clock.now();
      const number = Math.max(now.getTime(), (posts.at(-1)?.number ?? 0) + 1);
      const post = { number, at: now.toISOString(), key, reply };
      posts = [...posts, post].slice(-MOST);
      return post;
    },
    after: (number) => posts.filter((post) => post.number > number),
  };
}
