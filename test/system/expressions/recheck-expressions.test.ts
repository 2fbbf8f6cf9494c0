import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { expressionsOfModules } from '#support/expressions/expressions-of-modules.ts';
import { costlyAmong, distinct } from '#support/expressions/pump-expressions.ts';
import type { PumpTask } from '#support/expressions/pump-worker.ts';
import type { FoundExpression } from '#support/expressions/source-expressions.ts';

/** Longer than nearly every answer takes; where there is none, what the expression repeats has been pumped already. */
const TIMEOUT_MS = 400;
const LANES = 2;

/** What recheck finds against an expression; undefined when it finds nothing, or no answer in time. */
async function attackOn(found: FoundExpression): Promise<PumpTask | undefined> {
  const told = await check(found.source, found.flags, { timeout: TIMEOUT_MS });
  if (told.status !== 'vulnerable') return undefined;
  const { pumps, suffix } = told.attack;
  return { ...found, inputs: pumps.map(({ prefix, pump }) => ({ lead: prefix, unit: pump, end: suffix })) };
}

/** The attacks on some expressions, found some at a time. */
async function attacksOn(expressions: readonly FoundExpression[]): Promise<PumpTask[]> {
  const attacks: PumpTask[] = [];
  let next = 0;
  const lane = async () => {
    for (let found = expressions[next++]; found; found = expressions[next++]) {
      const attack = await attackOn(found);
      if (attack) attacks.push(attack);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return attacks;
}

describe('recheck', () => {
  it('finds an attack, which is tried on the engine', async () => {
    const place = 'test';
    const attacks = await attacksOn([
      { source: '^(?:a|a ?)*$', flags: '', place },
      { source: '^\\d{1,4} ?€$', flags: '', place },
    ]);
    expect(attacks.map(({ source }) => source)).toEqual(['^(?:a|a ?)*$']);
    expect(await costlyAmong(attacks)).toHaveLength(1);
  });

  it('finds nothing against the expressions of the sources that holds on a message of 20 000 characters', async () => {
    // Some verdicts are wrong: a repetition that is bounded is counted as if it were not. The engine has the last word.
    const attacks = await attacksOn(distinct(await expressionsOfModules()));
    expect(await costlyAmong(attacks)).toEqual([]);
  }, 1_200_000);
});
