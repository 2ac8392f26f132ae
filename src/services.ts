import type { Charts } from './charts/chart.js';
import type { Daily } from './delivery/daily.js';
import type { DailyTest } from './delivery/daily-test.js';
import type { DestinationKeeper } from './delivery/destination-keeper.js';
import type { Destinations } from './delivery/destinations.js';
import type { PrivacyStore } from './delivery/privacy.js';
import type { StatusStore } from './delivery/status.js';
import type { TopicInsight } from './delivery/topic-insight.js';
import type { Topics } from './delivery/topics.js';
import type { Catalog } from './papers/catalog.js';
import type { FeedDays } from './papers/feed-days.js';
import type { LastLists } from './papers/last-lists.js';
import type { PaperFinder } from './papers/paper-finder.js';
import type { PaperSearch } from './papers/paper-search.js';
import type { SourceStateStore } from './papers/source-states.js';

/** What commands may use. */
export interface Services {
  readonly catalog: Catalog;
  readonly papers: PaperSearch;
  readonly finder: PaperFinder;
  readonly lastLists: LastLists;
  readonly charts: Pick<Charts, 'draw'>;
  readonly daily: Daily;
  readonly dailyTest: DailyTest;
  readonly destinations: Pick<Destinations, 'check' | 'nameOf' | 'stylesOf'> &
    Pick<DestinationKeeper, 'resume' | 'stateOf'>;
  /** What was planned, and what became of it. */
  readonly status: StatusStore;
  readonly feedDays: FeedDays;
  readonly sourceStates: Pick<SourceStateStore, 'all'>;
  readonly topics: Topics;
  readonly topicInsight: TopicInsight;
  readonly privacy: PrivacyStore;
  readonly about: About;
}

export interface About {
  readonly version: string;
  /** Used where a channel says no time or zone of its own. */
  readonly defaultAt: string;
  readonly defaultZone: string;
}
