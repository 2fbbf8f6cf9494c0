import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { TODAY } from '#support/knowledge/answering.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { readWorld } from '../../../../evaluation/corruption/knowledge.ts';
import { byGroup, measureCorrupted, measureSound, reworded } from '../../../../evaluation/corruption/run.ts';
import { paraphrases, type Sample, sectionAnswers } from '../../../../evaluation/corruption/sound.ts';
import { ALLOWED_DAMAGE, type World } from '../../../../evaluation/corruption/ways.ts';

/** One section out of so many, and wrong answers made of one way: the full run is `npm run evaluate:corruption`. */
const ONE_IN = 9;
const OF_A_WAY = 24;
const SEED = 42;

let world: World;
let samples: Sample[];

beforeAll(async () => {
  world = await readWorld(join(ROOT, 'knowledge'));
  const quoted = sectionAnswers(world.passages, world.figures, TODAY).filter(
    (_, index) => index % ONE_IN === 0,
  );
  samples = [...quoted, ...reworded(quoted, SEED)];
});

test('sound answers of the shipped pages pass, quoted and reworded by program', () => {
  const damaged = measureSound(samples).flatMap((kind) => kind.damaged);
  expect(samples.length).toBeGreaterThan(300);
  expect(damaged.length / samples.length, damaged[0]?.why).toBeLessThanOrEqual(ALLOWED_DAMAGE.program);
});

test('answers reworded by hand pass, but for a few that are worded again', () => {
  const [kind] = measureSound(paraphrases(world.passages, world.figures, TODAY));
  expect(kind?.sound).toBeGreaterThan(60);
  expect((kind?.damaged.length ?? 0) / (kind?.sound ?? 1)).toBeLessThanOrEqual(ALLOWED_DAMAGE.hand);
});

test('wrong answers do not pass, whatever was falsified', () => {
  for (const { group, corrupted, passed, allowed } of byGroup(
    measureCorrupted(samples, world, { seed: SEED, most: OF_A_WAY }),
  )) {
    expect(corrupted, group).toBeGreaterThan(60);
    // Chance weighs more on a small sample; what is invented never passes.
    expect(passed / corrupted, group).toBeLessThanOrEqual(2 * allowed);
  }
});
