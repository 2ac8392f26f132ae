import type { Target } from '../../../src/core/invocation.js';
import type { Paper } from '../../../src/papers/paper.js';
import { ana } from '../../delivery/newsroom.js';
import { createManualClock } from '../../fakes/manual-clock.js';
import { samplePaper, samplePapers } from '../../store/sample-papers.js';
import type { Ground } from './ground.js';
import { CHANNELS, type Happening, PEOPLE, READER } from './happenings.js';
import { type Life, openLife } from './life.js';
import { createVisiblePlatforms, type Limit } from './visible.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = '2026-03-27T12:00:00Z';
const LONG_AGO = '2026-02-01T00:00:00.000Z';
const OLD_PAPERS = samplePapers(260).map((paper) => ({ ...paper, firstSeenAt: LONG_AGO }));
/** What the reader's digests have room for. */
const MOST_NEWS = 20;

/** A paperboy to which things happen, in front of platforms that outlive it. */
export type Story = Awaited<ReturnType<typeof beginStory>>;

export async function beginStory(ground: Ground) {
  const clock = createManualClock(START);
  const platforms = createVisiblePlatforms(clock);
  const news: { readonly title: string; readonly at: number }[] = [];
  let papers: readonly Paper[] = OLD_PAPERS;
  let epoch = 0;
  let latest = 0;
  const abandoned: Life[] = [];
  const wanted = new Set<string>();
  const unwanted: string[] = [];
  const open = () => {
    epoch += 1;
    return openLife({ ground, clock, platforms, papers: () => papers, epoch: () => epoch });
  };
  let life = await open();
  const errors: unknown[] = [];

  /** Everything that was attempted since the last look belonged to somebody who wanted it. */
  let looked = 0;
  const look = () => {
    latest = Math.max(latest, clock.now().getTime());
    for (const { target, key } of platforms.attempts.slice(looked)) {
      const [, , , , list = ''] = key.split('|');
      if (!wanted.has(nameOf(target, list))) unwanted.push(key);
    }
    looked = platforms.attempts.length;
  };
  const noteTopics = async () => {
    for (const name of wanted) if (!name.endsWith(' daily')) wanted.delete(name);
    for (const person of [...PEOPLE, READER])
      for (const { subscription } of await life.topics.list(person))
        wanted.add(nameOf(subscription.target, 'topics'));
  };
  const publish = (count: number) => {
    for (let paper = 0; paper < count && news.length < MOST_NEWS; paper++) {
      const title = `News ${news.length + 1} of ${news.length % 3 === 0 ? 'rag' : 'diffusion'}`;
      const at = clock.now();
      news.push({ title, at: at.getTime() });
      papers = [samplePaper(title, { firstSeenAt: at.toISOString() }), ...papers];
    }
  };
  const bury = () => void errors.push(...life.errors());

  const story = {
    platforms,
    news,
    unwanted,
    errors,
    life: () => life,
    now: () => clock.now(),
    async happen(event: Happening): Promise<void> {
      switch (event.kind) {
        case 'tick':
          clock.advance(event.minutes * MINUTE);
          await life.tick();
          platforms.readable = true;
          break;
        case 'wait':
          clock.advance(Math.max(MINUTE, (await life.nextRun()) - clock.now().getTime()));
          await life.tick();
          break;
        case 'publish':
          publish(event.papers);
          // They are seen, and are all there a little later.
          for (let wake = 0; wake < 2; wake++) {
            await life.tick();
            clock.advance(MINUTE);
          }
          break;
        case 'crash':
          bury();
          await life.dieIn(event);
          abandoned.push(life);
          life = await open();
          break;
        case 'restart':
          bury();
          await life.close();
          life = await open();
          break;
        case 'lost':
          platforms.trouble(event.arrives ? 'arrives, but the answer is lost' : 'lost', event.times);
          break;
        case 'limit': {
          const target = limited(event.limit.on, event.place);
          const until = clock.now().getTime() + event.seconds * 1_000;
          platforms.limit({ kind: event.limit.scope, target, what: event.what, until });
          break;
        }
        case 'jump':
          clock.set(new Date(clock.now().getTime() + event.hours * HOUR));
          epoch += 1;
          await life.tick();
          break;
        case 'unreadable':
          platforms.readable = false;
          break;
        case 'on': {
          const { channel, at, zone } = event;
          await life.daily.turnOn(channel, { at, zone, size: CHANNELS.indexOf(channel) + 1 }, ana);
          wanted.add(nameOf(channel, 'daily'));
          break;
        }
        case 'off':
          await life.daily.turnOff(event.channel);
          wanted.delete(nameOf(event.channel, 'daily'));
          break;
        case 'subscribe': {
          const { person, query, every, here } = event;
          await life.topics.save(person, { query, every, ...(here ? { target: person.target } : {}) });
          await noteTopics();
          break;
        }
        case 'unsubscribe': {
          const own = await life.topics.list(event.person);
          const topic = own[event.which % Math.max(1, own.length)];
          if (topic !== undefined) await life.topics.stop(event.person, topic.subscription);
          await noteTopics();
        }
      }
      look();
    },
    /** Somebody who never changes anything and wants whatever comes. */
    async read() {
      const { state } = await life.topics.save(READER, { query: 'rag OR diffusion', every: 'new', size: 25 });
      await noteTopics();
      return state.subscription;
    },
    /** The faults end, the clock makes up for what it was set back, and some days go by. */
    async settle() {
      platforms.calm();
      clock.set(new Date(Math.max(latest, clock.now().getTime())));
      clock.advance(4 * HOUR);
      for (let wake = 0; wake < 4; wake++) {
        await life.tick();
        if (wake === 0)
          papers = [samplePaper('The last of rag', { firstSeenAt: clock.now().toISOString() }), ...papers];
        clock.advance(2 * MINUTE);
      }
      // A list that has moved to a later time in another zone comes after almost three days.
      const end = clock.now().getTime() + 66 * HOUR;
      while (clock.now().getTime() < end) {
        await story.happen({ kind: 'wait' });
        clock.advance(MINUTE);
        await life.tick();
      }
      look();
    },
    async end() {
      bury();
      for (const one of [...abandoned, life]) await one.close();
    },
  };
  return story;
}

function nameOf({ platform, tenant, id }: Target, list: string): string {
  return `${platform} ${tenant} ${id} ${list.startsWith('topics') ? 'topics' : list}`;
}

function limited(platform: 'discord' | 'slack', place: number): Limit['target'] {
  const [ana, ben] = PEOPLE;
  const places = platform === 'discord' ? [CHANNELS[0], CHANNELS[1], ana.direct] : [CHANNELS[2], ben.direct];
  return places[place % places.length] ?? CHANNELS[0];
}
