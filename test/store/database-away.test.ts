import BetterSqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { excuseOfAway } from '../../src/store/database-away.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();

it('a file in which another process is writing is an excuse', () => {
  const file = folder.path('paperboy.db');
  const [one, other] = [new BetterSqlite(file), new BetterSqlite(file, { timeout: 0 })];
  one.exec('begin exclusive');
  let thrown: unknown;
  try {
    other.exec('create table a (b text)');
  } catch (error) {
    thrown = error;
  }
  expect(excuseOfAway(thrown)).toContain('Please try again in a few minutes');
  one.close();
  other.close();
});

it.each([
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
  new Error('Connection terminated unexpectedly'),
  new Error('Query read timeout'),
])('a server that is away is an excuse: %s', (error) => {
  expect(excuseOfAway(error)).toBeDefined();
});

it.each([
  Object.assign(new Error('relation "paper" does not exist'), { code: '42P01' }),
  new TypeError('x is not a function'),
  'a text',
])('a mistake of ours is none: %s', (error) => {
  expect(excuseOfAway(error)).toBeUndefined();
});
