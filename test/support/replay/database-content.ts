import BetterSqlite from 'better-sqlite3';
import { z } from 'zod';

const MOST_SHOWN = 10;

const Fields = z.record(z.string(), z.unknown());
const Count = z.number().nullable();
const Instant = z.string().nullable();

const PaperRow = z.object({ id: z.string(), json: z.string().transform(fieldsOf) });
const ObservedRow = z.object({ paper_id: z.string(), json: z.string().transform(fieldsOf) });
const TitleRow = z.object({ title_id: z.string(), paper_id: z.string() });
const AliasRow = z.object({ old: z.string(), new: z.string() });
const WithdrawnRow = z.object({ paper_id: z.string() });
const DayRow = z.object({ source: z.string(), day: z.string(), state: z.string(), papers: z.number() });
const SignalRow = z.object({
  paper_id: z.string(),
  day: z.string(),
  ...{ upvotes: Count, comments: Count, stars: Count },
  ...{ upvotes_at: Instant, comments_at: Instant, stars_at: Instant },
});
const SettingRow = z.object({ key: z.string(), value: z.string() });

/**
 * Everything that is known of papers and their days, each table in the order of its keys. Left out is what tells of when something was done
 * rather than of what is: sequence numbers, `firstSeenAt` and `updatedAt`, the times of withdrawals, and when days were read and became complete.
 */
export interface DatabaseContent {
  readonly papers: readonly z.infer<typeof PaperRow>[];
  /** When each value was observed: the day of it. */
  readonly observed: readonly z.infer<typeof ObservedRow>[];
  readonly titles: readonly z.infer<typeof TitleRow>[];
  readonly aliases: readonly z.infer<typeof AliasRow>[];
  readonly withdrawn: readonly string[];
  readonly feedDays: readonly z.infer<typeof DayRow>[];
  readonly signals: readonly z.infer<typeof SignalRow>[];
  readonly settings: readonly z.infer<typeof SettingRow>[];
}

export function readDatabase(file: string): DatabaseContent {
  const database = new BetterSqlite(file, { readonly: true });
  try {
    const rows = <Row>(schema: z.ZodType<Row>, table: string, keys: string): readonly Row[] =>
      z.array(schema).parse(database.prepare(`select * from ${table} order by ${keys}`).all());
    return {
      papers: rows(PaperRow, 'paper', 'id').map(withoutNotes),
      observed: rows(ObservedRow, 'paper_observed', 'paper_id').map(inDays),
      titles: rows(TitleRow, 'paper_title', 'title_id, paper_id'),
      aliases: rows(AliasRow, 'paper_alias', 'old'),
      withdrawn: rows(WithdrawnRow, 'withdrawn_paper', 'paper_id').map((row) => row.paper_id),
      feedDays: rows(DayRow, 'feed_day', 'source, day'),
      signals: rows(SignalRow, 'paper_signal', 'paper_id, day').map(inDays),
      settings: rows(SettingRow, 'setting', 'key'),
    };
  } finally {
    database.close();
  }
}

/** Without what was known of some papers beyond that they are withdrawn. */
export function withoutPapers(content: DatabaseContent, ids: ReadonlySet<string>): DatabaseContent {
  return {
    ...content,
    papers: content.papers.filter(({ id }) => !ids.has(id)),
    observed: content.observed.filter((row) => !ids.has(row.paper_id)),
    titles: content.titles.filter((row) => !ids.has(row.paper_id)),
    signals: content.signals.filter((row) => !ids.has(row.paper_id)),
  };
}

function fieldsOf(text: string): z.infer<typeof Fields> {
  return Fields.parse(JSON.parse(text));
}

function withoutNotes({ id, json }: z.infer<typeof PaperRow>) {
  const { firstSeenAt: _first, updatedAt: _last, ...paper } = json;
  return { id, json: paper };
}

/** Instants anywhere in a row become days: requests of one look are answered at moments that depend on their order. */
function inDays<Row>(row: Row): Row {
  return JSON.parse(JSON.stringify(row), (_, value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? value.slice(0, 10) : value,
  );
}

/** The rows that only one of two databases has, some of them; far easier to read than the difference of all. */
export function differences(one: object, other: object): readonly string[] {
  const [ours, theirs] = [rowsOf(one), rowsOf(other)];
  const only = (rows: readonly string[], others: readonly string[], mark: string) => {
    const known = new Set(others);
    return rows.filter((row) => !known.has(row)).map((row) => `${mark} ${row}`);
  };
  return [...only(ours, theirs, '+'), ...only(theirs, ours, '-')].slice(0, MOST_SHOWN);
}

function rowsOf(tables: object): readonly string[] {
  return Object.entries(tables).flatMap(([table, rows]: [string, readonly unknown[]]) =>
    rows.map((row) => `${table} ${JSON.stringify(row, withKeysInOrder)}`),
  );
}

function withKeysInOrder(_: string, value: unknown): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}
