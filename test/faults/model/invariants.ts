import type { Block } from '../../../src/core/reply.js';
import { type Ground, storedDeliveries } from './ground.js';
import { CHANNELS, READER } from './happenings.js';
import { payloadProblems } from './payload-limits.js';
import type { Story } from './story.js';
import { type Attempt, RATES, type Visible } from './visible.js';

const FINAL = ['sent', 'failed', 'skipped'];

/** Which of the promises were broken, in sentences; none, if all is well. To be asked after everything has settled. */
export async function brokenPromises(
  story: Story,
  {
    ground,
    readerSince,
    readable,
  }: { readonly ground: Ground; readonly readerSince: Date; readonly readable: boolean },
): Promise<readonly string[]> {
  const { posts, attempts } = story.platforms;
  return [
    ...repeated(posts.map(({ key }) => key)).map((key) => `I1: ${key} was posted twice`),
    ...repeated(posts.flatMap(shownPapers)).map((paper) => `I1: ${paper} was brought twice`),
    ...(await missingLists(story)),
    ...(readable ? missingNews(story, readerSince) : []),
    ...(await unbalanced(posts, ground.url())),
    // A query to a server takes no time of this model, so that its pace says nothing there.
    ...(ground.cutsAnywhere ? hasty(attempts) : []),
    ...deaf(attempts),
    ...(await payloadProblems(posts)).map((problem) => `I5: ${problem}`),
    ...story.unwanted.map((key) => `${key} was sent though nobody wanted it any more`),
    ...story.errors.map((error) => `a mistake of ours: ${JSON.stringify(error)}`),
  ];
}

/** Whoever still wants the daily list has had that of the last whole day. */
async function missingLists(story: Story): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const channel of CHANNELS) {
    const { schedule, last } = await story.life().daily.show(channel);
    if (schedule === undefined || last?.state === 'sent') continue;
    broken.push(`I2: ${channel.id} had no list at last, but ${last?.state}: ${last?.reason}`);
  }
  return broken;
}

function missingNews({ news, platforms }: Story, since: Date): readonly string[] {
  const had = platforms.posts.filter(({ target }) => target.id === READER.direct.id).flatMap(titlesOf);
  return news
    .filter(({ title, at }) => at > since.getTime() && !had.includes(title))
    .map(({ title }) => `I2: the reader never had ${title}`);
}

/** What was planned has an end, and a reason where that is none that people see; what they see has been noted. */
async function unbalanced(posts: readonly Visible[], url: string): Promise<readonly string[]> {
  const stored = await storedDeliveries(url);
  const seen = new Set(posts.map(({ key }) => key));
  const states = new Map(stored.map(({ key, state }) => [key, state]));
  return [
    ...stored
      .filter(({ state }) => !FINAL.includes(state))
      .map(({ key, state }) => `I3: ${key} is still ${state}`),
    ...stored
      .filter(({ key, state }) => state === 'sent' && !seen.has(key))
      .map(({ key }) => `I3: ${key} was never seen`),
    ...stored
      .filter(({ state, reason }) => state !== 'sent' && !reason)
      .map(({ key, state }) => `I2: ${key} is ${state} for no reason`),
    // Of what may have arrived it is known that it may have.
    ...[...seen]
      .filter((key) => !['sent', 'skipped'].includes(states.get(key) ?? ''))
      .map((key) => `I3: ${key} was seen, but is ${states.get(key)}`),
  ];
}

/** No process sends faster than it may. */
function hasty(attempts: readonly Attempt[]): readonly string[] {
  const rooms = new Map<string, { readonly most: number; readonly times: number[] }>();
  for (const {
    target: { platform, tenant, id },
    life,
    at,
  } of attempts) {
    const { perSecond, perTenant, perDestination } = RATES[platform] ?? {};
    for (const [most, name] of [
      [perSecond, ''],
      [perTenant, tenant],
      [perDestination, `${tenant} ${id}`],
    ] as const) {
      if (most === undefined) continue;
      const room = `${life} ${platform} ${name}`;
      rooms.set(room, { most, times: [...(rooms.get(room)?.times ?? []), at] });
    }
  }
  return [...rooms].flatMap(([room, { most, times }]) =>
    times.some((at, index) => index >= most && at - (times[index - most] ?? 0) < 1_000)
      ? [`I4: more than ${most} a second (${room})`]
      : [],
  );
}

/** Who has been told to wait does not ask again before. */
function deaf(attempts: readonly Attempt[]): readonly string[] {
  const told = new Map<string, number>();
  return attempts.flatMap(({ limit, life, tick, key }) => {
    if (limit === undefined) return [];
    const name = JSON.stringify([limit, life]);
    const first = told.get(name) ?? tick;
    told.set(name, first);
    return first === tick ? [] : [`I4: ${key} was tried during a pause of its ${limit.kind}`];
  });
}

function shownPapers(post: Visible): readonly string[] {
  return titlesOf(post).map((title) => `${post.target.platform} ${post.target.id}: ${title}`);
}

function titlesOf({ reply }: Visible): readonly string[] {
  return reply.blocks.flatMap((block: Block) =>
    block.type === 'item' ? [block.title.map(({ text }) => text).join('')] : [],
  );
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
