import { verify } from '#src/features/answers/verify/verify.ts';
import { type Random, seeded, shuffled } from './random.ts';
import { isRewordable, rewordings } from './rewordings.ts';
import type { Sample } from './sound.ts';
import { ALLOWED, type Corrupted, type Group, WAYS, type World } from './ways.ts';

/** What became of the wrong answers of one way. */
export interface WayResult {
  readonly way: string;
  readonly group: Group;
  readonly corrupted: number;
  /** Those that verification let through. */
  readonly passed: readonly Corrupted[];
}

/** What became of sound answers of one kind. */
export interface SoundResult {
  readonly kind: string;
  readonly sound: number;
  /** Those that verification refused, and why. */
  readonly damaged: readonly { sample: Sample; why: string }[];
}

/** Most wrong answers made of one way: enough to measure, drawn evenly among the answers. */
export const MOST_OF_A_WAY = 600;

/** The rewordings of samples, reproducible. */
export function reworded(given: readonly Sample[], seed: number): Sample[] {
  const random = seeded(seed);
  return given.filter(isRewordable).flatMap((sample) => rewordings(sample, random));
}

/** Verifies sound answers, by kind: the last part of their id. */
export function measureSound(samples: readonly Sample[]): SoundResult[] {
  const kinds = Map.groupBy(samples, ({ id }) => id.slice(id.lastIndexOf('/') + 1));
  return [...kinds].map(([kind, group]) => ({
    kind,
    sound: group.length,
    damaged: group.flatMap((sample) => {
      const why = findingsOf(sample);
      return why ? [{ sample, why }] : [];
    }),
  }));
}

/** Wrong answers made of one sound answer in one way, at most. */
const MADE_OF_ONE = 3;

/** Corrupts sound answers in every way and verifies what comes out. Answers refused when sound are left out. */
export function measureCorrupted(
  samples: readonly Sample[],
  world: World,
  { seed, most = MOST_OF_A_WAY }: { seed: number; most?: number },
): WayResult[] {
  const sound = samples.filter((sample) => findingsOf(sample) === undefined);
  return Object.entries(WAYS).map(([way, { group, corrupt }]) => {
    const random: Random = seeded(seed);
    const made: Corrupted[] = [];
    for (const sample of shuffled(sound, random)) {
      if (made.length >= most) break;
      for (const one of shuffled(corrupt(sample, world, random), random, MADE_OF_ONE))
        made.push('blocks' in one ? { ...sample, draft: one, sound: sample.draft } : one);
    }
    const kept = made.slice(0, most);
    return {
      way,
      group,
      corrupted: kept.length,
      passed: kept.filter((one) => findingsOf(one) === undefined),
    };
  });
}

/** The ways of each group together: wrong answers, those that passed, and the part that may. */
export function byGroup(
  results: readonly WayResult[],
): { group: Group; corrupted: number; passed: number; allowed: number }[] {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return [...Map.groupBy(results, ({ group }) => group)].map(([group, ways]) => ({
    group,
    corrupted: total(ways.map(({ corrupted }) => corrupted)),
    passed: total(ways.map(({ passed }) => passed.length)),
    allowed: ALLOWED[group],
  }));
}

function findingsOf({ draft, evidences, understanding }: Corrupted): string | undefined {
  const findings = verify(draft, evidences, understanding);
  return findings.length === 0
    ? undefined
    : findings.map(({ rule, detail }) => `${rule} : ${detail}`).join(' ; ');
}
