import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sqliteFile } from '../../../src/server/sql/index.ts';
import { runStatement, sql, written } from '../../../src/server/sql/statement.ts';

describe('a statement of SQL', () => {
  const statement = sql`select ${sql.ref('a.b')} from ${sql.ref('a')} where b = ${1} and ${sql`c in (${sql.join(['x', null])})`}`;

  it('is written with its values in the order in which they stand, as each database numbers them', () => {
    assert.deepEqual(written(statement, false), {
      text: 'select "a"."b" from "a" where b = $1 and c in ($2, $3)',
      values: [1, 'x', null],
    });
    assert.deepEqual(written(statement, true), {
      text: 'select "a"."b" from "a" where b = ? and c in (?, ?)',
      values: [1, 'x', null],
    });
  });

  it('has each value of a list between what is between them, and nothing for an empty list', () => {
    assert.equal(written(sql`a ${sql.join([1, 2, 3], ' or ')}`, false).text, 'a $1 or $2 or $3');
    assert.equal(written(sql`a ${sql.join([sql`b`])}`, false).text, 'a b');
    assert.deepEqual(written(sql`a (${sql.join([])})`, false), { text: 'a ()', values: [] });
  });

  it('is nothing but the text and its names, whatever a value or a literal holds', async () => {
    const kysely = await sqliteFile(':memory:');
    const text = fc.string({
      unit: fc.constantFrom("'", '"', '\\', '?', '$1', '--', ';', 'a', 'é', '😀', '\n'),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.integer(), async (word, number) => {
        const asked = sql`select ${word} as value, ${sql.lit(word)} as written, ${sql.lit(number)} as number, 1 as ${sql.id(`x${word}`)}`;
        const { rows } = await runStatement(kysely, asked);
        assert.deepEqual({ ...(rows[0] as object) }, { value: word, written: word, number, [`x${word}`]: 1 });
      }),
    );
    await kysely.destroy();
  });
});
