import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Area, PlaceWatch } from '../core/chat-adapter.js';
import type { DestinationKeeper } from './destination-keeper.js';
import type { DestinationStore } from './destination-state.js';

/** What has been told of one tenant since somebody looked last. */
interface News {
  /** Why the bot is not in it any more. */
  left?: string;
  /** Whether all its channels are to be looked at. */
  all: boolean;
  readonly changed: Set<string>;
  /** Channels that are gone, and why. */
  readonly gone: Map<string, string>;
}

type Absence = Parameters<PlaceWatch['returned']>[1];

/** What platforms tell of their places: collected as it comes, and looked into now and then. */
export interface PlaceLookout extends PlaceWatch {
  /**
   * Suspends and resumes what has been told of since the last time: only channels for which something is set up, one after the other. What cannot be
   * looked into, because the database is away, is left for the next time.
   */
  look(signal?: AbortSignal): Promise<void>;
}

export interface PlaceLookoutOptions {
  readonly states: Pick<DestinationStore, 'known' | 'tenants'>;
  readonly keeper: Pick<DestinationKeeper, 'lose' | 'review'>;
}

export function createPlaceLookout(options: PlaceLookoutOptions): PlaceLookout {
  const heard = new Map<string, Map<string, News>>();
  const absences: { readonly platform: string; readonly absence: Absence }[] = [];
  const newsOf = ({ platform, tenant }: Area): News => {
    const tenants = heard.get(platform) ?? new Map<string, News>();
    heard.set(platform, tenants);
    const news = tenants.get(tenant) ?? { all: false, changed: new Set(), gone: new Map() };
    tenants.set(tenant, news);
    return news;
  };
  const lost: PlaceWatch['lost'] = (area, why) => {
    const news = newsOf(area);
    if (area.id === undefined) news.left = why;
    else news.gone.set(area.id, why);
  };
  return {
    lost,
    changed(area) {
      const news = newsOf(area);
      if (area.id !== undefined) return void news.changed.add(area.id);
      news.all = true;
      // Whoever is told of a tenant that it has changed is in it.
      delete news.left;
    },
    returned: (platform, absence) => void absences.push({ platform, absence }),
    async look(signal) {
      const { states } = options;
      for (const call of [...absences]) {
        const { platform, absence } = call;
        for (const tenant of await states.tenants(platform)) {
          const why = absence(tenant);
          // What was told in the moment itself says more.
          if (why !== undefined && newsOf({ platform, tenant }).left === undefined)
            lost({ platform, tenant }, why);
        }
        absences.splice(absences.indexOf(call), 1);
      }
      for (const [platform, tenants] of heard) await lookInto(platform, tenants, options, signal);
    },
  };
}

/** So many tenants are read of at a time; in between others have their turn. */
const TENANTS_AT_ONCE = 100;

async function lookInto(
  platform: string,
  heard: Map<string, News>,
  options: PlaceLookoutOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  while (heard.size > 0 && signal?.aborted !== true) {
    const batch = new Map([...heard].slice(0, TENANTS_AT_ONCE));
    // What is told from now on is news again.
    for (const tenant of batch.keys()) heard.delete(tenant);
    try {
      await lookAt(platform, batch, options);
    } catch (error) {
      for (const [tenant, news] of batch) heard.set(tenant, both(news, heard.get(tenant)));
      throw error;
    }
    await nextTurn();
  }
}

async function lookAt(
  platform: string,
  batch: ReadonlyMap<string, News>,
  { states, keeper }: PlaceLookoutOptions,
): Promise<void> {
  for (const channel of await states.known(platform, [...batch.keys()])) {
    const { id, tenant } = channel.target;
    const news = batch.get(tenant);
    const gone = news?.gone.get(id);
    if (gone !== undefined) await keeper.lose(channel, { state: 'gone', reason: gone });
    else if (news?.left !== undefined) await keeper.lose(channel, { state: 'suspended', reason: news.left });
    else if (news?.all === true || news?.changed.has(id)) await keeper.review(channel);
  }
}

function both(older: News, newer: News | undefined): News {
  if (newer === undefined) return older;
  const left = newer.left ?? (newer.all ? undefined : older.left);
  return {
    ...(left === undefined ? {} : { left }),
    all: older.all || newer.all,
    changed: new Set([...older.changed, ...newer.changed]),
    gone: new Map([...older.gone, ...newer.gone]),
  };
}
