import type { Generated } from 'kysely';
import type { Style } from '../core/layout.js';
import type { DestinationState } from '../delivery/destination-state.js';
import type { DeliveryState, NewDelivery } from '../delivery/outbox.js';
import type { Batch, Days } from '../delivery/schedule.js';
import type { Every, Weekday } from '../delivery/subscription.js';

/** The tables, with the same columns on every database. Instants are ISO 8601 text in UTC, which sorts as time does. */
export interface Tables {
  paper: PaperTable;
  paper_observed: PaperObservedTable;
  paper_title: PaperTitleTable;
  paper_alias: PaperAliasTable;
  paper_signal: PaperSignalTable;
  withdrawn_paper: WithdrawnPaperTable;
  feed_day: FeedDayTable;
  source_state: SourceStateTable;
  action: ActionTable;
  setting: SettingTable;
  schedule: ScheduleTable;
  delivery: DeliveryTable;
  person: PersonTable;
  subscription: SubscriptionTable;
  digest_topic: DigestTopicTable;
  destination: DestinationTable;
  reply: ReplyTable;
  edition: EditionTable;
}

export interface PaperTable {
  id: string;
  /** Grows with every change of any paper, so that others can follow. */
  sequence: number;
  json: string;
}

/** When what a paper's row says was observed; written also when nothing else changes. */
export interface PaperObservedTable {
  paper_id: string;
  json: string;
}

/** The titles under which papers with an arXiv id were seen, as the ids they would have without one. */
export interface PaperTitleTable {
  title_id: string;
  paper_id: string;
}

/** A paper that was known by its title and has an arXiv id now. Its row stays, for what was said of it under the old id. */
export interface PaperAliasTable {
  old: string;
  new: string;
}

/** The last counts of a UTC day, and when they were observed. */
export interface PaperSignalTable {
  paper_id: string;
  day: string;
  upvotes: number | null;
  upvotes_at: string | null;
  comments: number | null;
  comments_at: string | null;
  stars: number | null;
  stars_at: string | null;
}

/** Remembered also of papers that are not known yet. */
export interface WithdrawnPaperTable {
  paper_id: string;
  withdrawn_at: string;
}

export interface FeedDayTable {
  source: string;
  day: string;
  state: 'filling' | 'complete';
  papers: number;
  read_at: string;
  completed_at: string | null;
}

export interface SourceStateTable {
  source: string;
  last_success_at: string | null;
  last_failure_at: string | null;
  failure: string | null;
  failures: number;
}

export interface ActionTable {
  hash: string;
  payload: string;
  kept_at: string;
}

export interface SettingTable {
  key: string;
  value: string;
}

/** One list of one destination: the columns that schedules and deliveries share. */
export interface Address {
  platform: string;
  tenant: string;
  destination: string;
  list: string;
}

/** How a list stands where it is posted. */
export interface LayoutColumns {
  style: Generated<Style>;
  tag: string | null;
}

export interface ScheduleTable extends Address, LayoutColumns {
  id: Generated<number>;
  destination_kind: 'channel' | 'direct';
  local_time: string;
  tz: string;
  size: number;
  /** In canonical form. */
  query: string | null;
  days: Days;
  /** 1 where a day without papers says so. */
  quiet: 0 | 1;
  batch: Batch;
  created_by: string;
  next_run_at_utc: string;
}

export interface DeliveryTable extends Address, LayoutColumns {
  id: Generated<number>;
  dedupe_key: string;
  destination_kind: 'channel' | 'direct';
  period: string;
  part: number;
  content: NewDelivery['content'];
  reply_hash: string;
  edition: string | null;
  /** 1 while its papers count as brought to its destination: not when it failed, nor when it was a test. */
  given: number;
  /** Its place among what its tenant is owed, from 0: tenants take turns. */
  turn: number;
  /** Where its destination stands among all others, by a hash. */
  spread: number;
  state: DeliveryState;
  due_at: string;
  expires_at: string;
  attempt: number;
  owner: string | null;
  lease_until: string | null;
  attempt_started_at: string | null;
  uncertain_since: string | null;
  platform_message_id: string | null;
  last_code: string | null;
  last_error: string | null;
  created_at: string;
  updated_at: string;
}

export interface DestinationTable {
  platform: string;
  tenant: string;
  destination: string;
  destination_kind: 'channel' | 'direct';
  state: DestinationState;
  reason: string | null;
  /** Dates in UTC, as JSON. */
  failure_days: string;
  suspended_at: string | null;
  notified_at: string | null;
}

/** A message as it will be sent, whoever gets it, with the ids of its papers as JSON. */
export interface ReplyTable {
  hash: string;
  json: string;
  paper_ids: string;
}

/** What the lists of a pass are made from: the ids of the best papers, best first, as JSON. */
export interface EditionTable {
  feed_day: string;
  /** From 1, with every change of the ranking. */
  revision: number;
  content_json: string;
  content_hash: string;
  created_at: string;
}

export interface PersonTable {
  platform: string;
  tenant: string;
  id: string;
  zone: string | null;
  local_time: string | null;
  /** Of their topics; no number is given twice. */
  last_number: Generated<number>;
  created_at: string;
}

export interface SubscriptionTable {
  id: Generated<number>;
  platform: string;
  /** Where it was made, or where it posts. */
  tenant: string;
  owner_tenant: string;
  owner: string;
  number: number;
  /** In canonical form. */
  query: string;
  every: Every;
  local_time: string | null;
  weekday: Weekday;
  days: Days;
  size: number;
  destination_tenant: string;
  destination: string;
  destination_kind: 'channel' | 'direct';
  paused: 0 | 1;
  /** Grows with every change and every run. */
  revision: number;
  next_run_at_utc: string;
  matches_since: string;
  /** The list and the period of its last digest, which name its delivery. */
  last_list: string | null;
  last_period: string | null;
  last_date: string | null;
  created_at: string;
}

/** A topic that a digest brings papers of; the other columns, and the platform of the topic, name the deliveries. */
export interface DigestTopicTable {
  subscription_id: number;
  tenant: string;
  destination: string;
  list: string;
  period: string;
}
