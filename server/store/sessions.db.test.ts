import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '../env.ts';
import { connectionOptions } from './connection.ts';

let pool: pg.Pool;

beforeAll(async () => {
  pool = new pg.Pool({ ...connectionOptions(env()), max: 10 });
  await pool.query('CREATE TABLE "session_check" (id int PRIMARY KEY, value text)');
  await pool.query(`INSERT INTO "session_check" VALUES (0, 'taken')`);
});

afterAll(() => pool.end());

async function codeOf(query: Promise<unknown>): Promise<string> {
  const error: unknown = await query.then(
    () => new Error('the query succeeded'),
    (reason: unknown) => reason,
  );
  return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
}

async function transaction(id: number, end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO "session_check" VALUES ($1, $2)', [id, end]);
  if (end === 'ROLLBACK') await codeOf(client.query('INSERT INTO "session_check" VALUES ($1, $2)', [0, 'again']));
  await client.query(end);
  client.release();
}

test('queries that fail never disturb the queries of other connections', async () => {
  const rounds = Array.from({ length: 50 }, (_, round) => round);
  const readers = [1, 2, 3].map(async (reader) => {
    for (const round of rounds) {
      const { rows } = await pool.query(`SELECT $1::int + ${reader * 1000} AS sum`, [round]);
      expect(rows).toEqual([{ sum: round + reader * 1000 }]);
    }
  });
  const failing = [1, 2, 3].map(async () => {
    for (const round of rounds) {
      expect(await codeOf(pool.query('INSERT INTO "session_check" VALUES ($1, $2)', [0, String(round)]))).toBe('23505');
      expect(await codeOf(pool.query('SELECT nowhere FROM "session_check" WHERE id = $1', [round]))).toBe('42703');
    }
  });
  const transactions = [1, 2, 3].map(async (writer) => {
    for (const round of rounds) await transaction(writer * 1000 + round, round % 2 === 0 ? 'COMMIT' : 'ROLLBACK');
  });
  await Promise.all([...readers, ...failing, ...transactions]);
  const { rows } = await pool.query('SELECT count(*)::int AS count FROM "session_check" WHERE id > 0');
  expect(rows).toEqual([{ count: 3 * 25 }]);
});

test('a transaction ends with the connection that held it', async () => {
  const leaver = new pg.Client(connectionOptions(env()));
  leaver.on('error', () => undefined);
  await leaver.connect();
  await leaver.query('BEGIN');
  await leaver.query(`INSERT INTO "session_check" VALUES (-1, 'uncommitted')`);
  const others = pool.query('SELECT count(*)::int AS count FROM "session_check" WHERE id = -1');
  await leaver.end();
  expect((await others).rows).toEqual([{ count: 0 }]);
});

test('a value of many megabytes goes in and comes out whole', async () => {
  const value = 'sluice '.repeat(2_000_000);
  await pool.query('INSERT INTO "session_check" VALUES (-2, $1)', [value]);
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM "session_check" WHERE id = -2');
  expect(rows[0]?.value === value).toBe(true);
});
