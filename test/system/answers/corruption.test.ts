import { beforeAll, describe, expect, test } from 'vitest';
import { TODAY } from '#support/knowledge/answering.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';
import {
  byGroup,
  measureCorrupted,
  measureSound,
  reworded,
  type SoundResult,
  type WayResult,
} from '../../evaluation/corruption/run.ts';
import { questionsAsked, type SoundAnswers, soundAnswers } from '../../evaluation/corruption/sound.ts';
import { ALLOWED_DAMAGE, WAYS } from '../../evaluation/corruption/ways.ts';

const SEED = 20_261_124;
/** Wrong answers of each way: no conclusion is drawn from fewer. */
const ENOUGH = 200;

let answers: SoundAnswers;
let sound: SoundResult[];
let wrong: WayResult[];

beforeAll(async () => {
  const { base, retriever } = await shippedBase();
  answers = await soundAnswers({ base, retriever }, questionsAsked(base, TODAY));
  const samples = [...answers.quoted, ...reworded(answers.given, SEED)];
  sound = measureSound(samples);
  wrong = measureCorrupted(samples, base, { seed: SEED });
}, 900_000);

describe('what the shipped path answers from the shipped pages', () => {
  test('is hardly ever refused by verification', () => {
    const served = answers.quoted.length + answers.refused.length;
    expect(served).toBeGreaterThan(700);
    expect(answers.refused.length / served, answers.refused[0]).toBeLessThanOrEqual(ALLOWED_DAMAGE.program);
  });

  test('may be reworded in each way that keeps its sense', () => {
    for (const { kind, sound: count, damaged } of sound)
      expect(damaged.length / count, `${kind}: ${damaged[0]?.why}`).toBeLessThanOrEqual(
        ALLOWED_DAMAGE.program,
      );
  });
});

describe('what falsifies an answer', () => {
  test('is tried at least two hundred times in each way', () => {
    expect(wrong.map(({ way }) => way)).toEqual(Object.keys(WAYS));
    for (const { way, corrupted } of wrong) expect(corrupted, way).toBeGreaterThanOrEqual(ENOUGH);
  });

  test('does not pass: nothing invented, and hardly anything displaced, reversed or left out', () => {
    for (const { group, corrupted, passed, allowed } of byGroup(wrong))
      expect(passed / corrupted, group).toBeLessThanOrEqual(allowed);
  });
});
