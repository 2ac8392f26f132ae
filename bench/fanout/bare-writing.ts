import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Watched, watched } from '../search/watched.js';

const A_TRANSACTION = 1_000;
const Cells = z.array(z.unknown());

export interface Written extends Watched {
  readonly cpuMs: number;
}

/**
 * What nobody can do without: the rows that a day has added, written into another database with the same channels by better-sqlite3 alone, in the
 * same order and in transactions of the same size, with the schedules moved on.
 */
export async function writeBare(planned: string, to: string): Promise<Written> {
  const from = new Database(planned, { readonly: true });
  const rows = z.array(Cells).parse(from.prepare('select * from delivery order by id').raw().all());
  const moves = z.array(Cells).parse(
    from
      .prepare(`select s.next_run_at_utc, s.id from delivery d join schedule s using (platform, tenant, destination)
          order by d.id`)
      .raw()
      .all(),
  );
  from.close();
  const bare = new Database(to);
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -65536',
    'wal_autocheckpoint = 16384',
  ])
    bare.pragma(setting);
  const insert = bare.prepare(`insert into delivery values (${rows[0]?.map(() => '?').join(', ') ?? ''})`);
  const move = bare.prepare('update schedule set next_run_at_utc = ? where id = ?');
  const write = bare.transaction((start: number) => {
    for (const row of rows.slice(start, start + A_TRANSACTION)) insert.run(...row);
    for (const cells of moves.slice(start, start + A_TRANSACTION)) move.run(...cells);
  });
  const used = process.cpuUsage();
  const time = await watched(() => {
    for (let start = 0; start < rows.length; start += A_TRANSACTION) write(start);
  });
  const { user, system } = process.cpuUsage(used);
  bare.close();
  return { ...time, cpuMs: (user + system) / 1_000 };
}
