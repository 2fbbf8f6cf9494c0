/**
 * How well it is read who speaks, and to whom a page speaks, on what was labelled and never learnt from:
 * `npm run evaluate:speakers`. Messages that were made from a few forms are counted apart.
 */
import { speaksToCompany } from '#src/reader/speaker/spoken-to.ts';
import { likelySides } from '#src/reader/speaker/who-speaks.ts';
import { type Example, messageExamples, sentenceExamples } from '#src/reader/training/speakers.ts';

const MADE = 'who-it-is';
const THRESHOLDS = [0.6, 0.7, 0.8, 0.9, 0.95];

function print(name: string, label: string, examples: readonly Example[], likely: (text: string) => number) {
  const read = examples.map((one) => ({ isOne: one.label === label, likely: likely(one.text) }));
  const all = read.filter(({ isOne }) => isOne).length;
  for (const threshold of THRESHOLDS) {
    const taken = read.filter((one) => one.likely >= threshold);
    const right = taken.filter(({ isOne }) => isOne).length;
    const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
    process.stdout.write(
      `${name} ${threshold}: precision ${share(right, taken.length)}, recall ${share(right, all)} (${right} of ${all}, ${taken.length - right} wrong)\n`,
    );
  }
}

const messages = messageExamples().heldOut;
const [byHand, made] = [true, false].map((isByHand) =>
  messages.filter(({ kind }) => (kind !== MADE) === isByHand),
);
for (const side of ['buyer', 'company'] as const) {
  print(`${side}, by hand`, side, byHand ?? [], (text) => likelySides(text)[side]);
  print(`${side}, made`, side, made ?? [], (text) => likelySides(text)[side]);
}
print('sentence to a company', 'company', sentenceExamples().heldOut, speaksToCompany);
