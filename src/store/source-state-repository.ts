import { type Kysely, sql } from 'kysely';
import type { SourceState, SourceStateStore } from '../papers/source-states.js';
import type { SourceStateTable, Tables } from './schema.js';

export function createSourceStateRepository(db: Kysely<Tables>): SourceStateStore {
  return {
    async all() {
      const rows = await db.selectFrom('source_state').selectAll().execute();
      return rows.map(sourceState).sort((a, b) => (a.source < b.source ? -1 : 1));
    },
    async succeeded(source, now) {
      const fine = { last_success_at: now.toISOString(), failure: null, failures: 0 };
      await db
        .insertInto('source_state')
        .values({ source, last_failure_at: null, ...fine })
        .onConflict((conflict) => conflict.column('source').doUpdateSet(fine))
        .execute();
    },
    async failed(source, failure, now) {
      const last_failure_at = now.toISOString();
      await db
        .insertInto('source_state')
        .values({ source, last_success_at: null, last_failure_at, failure, failures: 1 })
        .onConflict((conflict) =>
          conflict
            .column('source')
            .doUpdateSet({ last_failure_at, failure, failures: sql`source_state.failures + 1` }),
        )
        .execute();
    },
  };
}

function sourceState(row: SourceStateTable): SourceState {
  return {
    source: row.source,
    failures: row.failures,
    ...(row.last_success_at === null ? {} : { lastSuccessAt: new Date(row.last_success_at) }),
    ...(row.last_failure_at === null ? {} : { lastFailureAt: new Date(row.last_failure_at) }),
    ...(row.failure === null ? {} : { failure: row.failure }),
  };
}
