/**
 * Learns as what the author of a message stands with a contract, and writes it: `npm run reader:roles`. Examples are
 * `data/roles-*.jsonl`, and the messages of the sections that are written for who works for the holder, or for who deals
 * with the buyer itself, where their author speaks of themselves.
 */
import { writeFileSync } from 'node:fs';
import { fold } from '#src/platform/french/text-analysis.ts';
import { LEARNT_ROLES, type LearntRole, roleFeatures } from '#src/reader/standing/learnt-role.ts';
import { linesOf, type Message, readMessages } from './sources.ts';

/** Sections whose askers work for the holder. */
const SUBCONTRACTOR =
  /^guides\/(?:sous-traitant-impaye|sous-traitance-demarches-de-paiement)#(?!le-titulaire-doit-il)/;
/** … and sections on sub-contracting that either may ask. */
const EITHER =
  /sous-trait|dc4|mon-sous-traitant-doit|le-titulaire-me-paie-trop-peu|execution-cote-entreprise|vente-et-changement/;
/** Sections whose askers deal with the buyer itself. */
const HOLDER =
  /^guides\/(?:retards-et-interets|faire-payer-un-acheteur|avance|acomptes-et-solde|penalites-de-retard|retenue-de-garantie|achat-direct-sans-procedure|resiliation-du-marche|sous-traitance-regles)#/;
/** Who speaks of themselves. */
const SELF = /\b(?:je|j|jsuis|jai|moi|mon|ma|mes|me|m|on|nous|notre|nos)\b/;

interface Example {
  readonly features: ReadonlySet<string>;
  readonly is: Readonly<Record<LearntRole, boolean>>;
  readonly weight: number;
  readonly fold: number;
}

interface Written {
  readonly role: LearntRole | 'other';
  readonly text: string;
}

/** What is written for this counts more than what was written to find a section. */
const WRITTEN_WEIGHT = 8;
const MESSAGE_WEIGHT = 0.5;
const ONE_IN = 4;
const FOLDS = 3;

function examples(): Example[] {
  const made = (text: string, role: LearntRole | undefined, weight: number, at: number): Example => ({
    features: roleFeatures(text),
    is: { subcontractor: role === 'subcontractor', holder: role === 'holder' },
    weight,
    fold: Math.floor(at / ONE_IN) % FOLDS,
  });
  const written = linesOf<Written>('roles-*.jsonl').map(({ role, text }, at) =>
    made(text, role === 'other' ? undefined : role, WRITTEN_WEIGHT, at),
  );
  const messages = readMessages().flatMap((message, at) => {
    const role = roleOf(message);
    // Of all that is asked of anything else, a part is enough.
    if (role === 'unknown' || (role === undefined && at % ONE_IN !== 0)) return [];
    return [made(message.text, role, MESSAGE_WEIGHT, at)];
  });
  return [...written, ...messages];
}

function roleOf({ section, text }: Message): LearntRole | undefined | 'unknown' {
  const isSelf = SELF.test(fold(text).replace(/[^a-z0-9]+/g, ' '));
  if (SUBCONTRACTOR.test(section)) return isSelf ? 'subcontractor' : 'unknown';
  if (HOLDER.test(section) && !/le-titulaire-me-paie-trop-peu/.test(section))
    return isSelf ? 'holder' : 'unknown';
  return EITHER.test(section) ? 'unknown' : undefined;
}

const ROUNDS = 12;
const STEP = 0.7;
const RIDGE = 1e-4;

/** An example, its features by their places. */
interface Row extends Example {
  readonly places: Int32Array;
}

const probability = ({ places }: Row, weights: Float64Array): number => {
  const scale = 1 / Math.sqrt(Math.max(1, places.length));
  let sum = weights[0] as number;
  for (const place of places) sum += scale * (weights[place] as number);
  return 1 / (1 + Math.exp(-sum));
};

/** A logistic regression by AdaGrad, in one fixed order: the same examples give the same weights. The first one is the bias. */
function learn(rows: readonly Row[], role: LearntRole, size: number): Float64Array {
  const weights = new Float64Array(size);
  const seen = new Float64Array(size).fill(1e-2);
  const order = rows.map((_, at) => at).sort((a, b) => ((a * 7919) % 10007) - ((b * 7919) % 10007));
  const move = (place: number, slope: number) => {
    seen[place] = (seen[place] as number) + slope * slope;
    weights[place] = (weights[place] as number) + (STEP * slope) / Math.sqrt(seen[place] as number);
  };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const at of order) {
      const row = rows[at] as Row;
      const slope = row.weight * ((row.is[role] ? 1 : 0) - probability(row, weights));
      move(0, slope);
      const scale = 1 / Math.sqrt(Math.max(1, row.places.length));
      for (const place of row.places) move(place, scale * slope - RIDGE * (weights[place] as number));
    }
  return weights;
}

/** Features that too few examples hold say nothing. */
const FEWEST = 4;
const SMALLEST = 1.5;

function kept(rows: readonly Example[]): Example[] {
  const counts = new Map<string, number>();
  for (const { features, weight } of rows)
    for (const one of features) counts.set(one, (counts.get(one) ?? 0) + (weight > 1 ? FEWEST - 1 : 1));
  return rows.map((row) => ({
    ...row,
    features: new Set([...row.features].filter((one) => (counts.get(one) ?? 0) >= FEWEST)),
  }));
}

const examplesKept = kept(examples());
const names = [...new Set(examplesKept.flatMap(({ features }) => [...features]))].sort();
const places = new Map(names.map((name, at) => [name, at + 1]));
const all: Row[] = examplesKept.map((one) => ({
  ...one,
  places: Int32Array.from([...one.features].map((name) => places.get(name) as number)),
}));
const size = names.length + 1;

for (const role of LEARNT_ROLES) {
  const scores = Array.from({ length: FOLDS }, (_, at) => at).flatMap((at) => {
    const weights = learn(
      all.filter((row) => row.fold !== at),
      role,
      size,
    );
    return all
      .filter((row) => row.fold === at)
      .map((row) => ({
        is: row.is[role],
        written: row.weight === WRITTEN_WEIGHT,
        p: probability(row, weights),
      }));
  });
  for (const from of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const of = (is: boolean, written: boolean) => {
      const some = scores.filter((one) => one.is === is && one.written === written);
      return `${some.filter(({ p }) => p >= from).length}/${some.length}`;
    };
    console.log(
      `${role} from ${from}: said ${of(true, true)} written, ${of(true, false)} others; not said, yet heard ${of(false, true)}, ${of(false, false)}`,
    );
  }
}
const fitted = LEARNT_ROLES.map((role) => learn(all, role, size));
const rounded = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10;
const lines = names.flatMap((name, at) => {
  const own = fitted.map((weights) => rounded(weights[at + 1]));
  return own.some((value) => Math.abs(value) >= SMALLEST)
    ? [`    ${JSON.stringify(name)}: [${own.join(', ')}]`]
    : [];
});
const bias = fitted.map((weights) => rounded(weights[0])).join(', ');
const file = new URL('../standing/role-weights.json', import.meta.url);
writeFileSync(file, `{\n  "bias": [${bias}],\n  "weights": {\n${lines.join(',\n')}\n  }\n}\n`);
console.log(`${lines.length} features`);
