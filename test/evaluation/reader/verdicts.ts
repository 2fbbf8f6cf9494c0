/**
 * Which yes or no is said to questions that take a rule its own way, or round, on a writer that nothing was trained on:
 *
 *   npm run evaluate:verdicts -- [--data DIR] [--file FILE] [--part N] [--failures]
 *
 * A question « same » wants the verdict of its section's proposition, one « against » the contrary. What is said is
 * right, contrary, or nothing: the rule alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { converse } from '#src/commands/ask/ask.ts';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { flip } from '#src/reader/polarity.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { wilson } from '../statistics.ts';

interface Message {
  readonly section: string;
  readonly style: string;
  readonly text: string;
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    file: { type: 'string' },
    part: { type: 'string' },
    failures: { type: 'boolean' },
  },
});
using folder = tempFolder();
const { config, today } = readOptions(['--data', values.data ?? folder.path]);
const opened = await openBase(config);
const passages = new Map(opened.base.passages.map((passage) => [passage.key, passage]));
const part = Number(values.part ?? 1);
const asked = readFileSync(values.file ?? join(import.meta.dirname, '../messages/held-out.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Message)
  .filter(({ style }) => style === 'same' || style === 'against')
  .filter((_, index) => index % part === 0);

const counts = new Map<string, Record<'all' | 'right' | 'contrary' | 'silent' | 'elsewhere', number>>();
for (const { section, style, text } of asked) {
  const passage = passages.get(section);
  const proposition = passage?.proposition;
  if (!passage || !proposition) continue;
  const wanted = style === 'same' ? proposition.verdict : flip(proposition.verdict);
  const { answer } = await converse(opened, [text], today);
  const isFound = answer?.citations[0]?.section === passage.heading;
  const said = answer?.verdict ?? null;
  const own = counts.get(style) ?? { all: 0, right: 0, contrary: 0, silent: 0, elsewhere: 0 };
  counts.set(style, own);
  own.all += 1;
  own[said === null ? 'silent' : said === wanted ? 'right' : 'contrary'] += 1;
  if (said !== null && said !== wanted && !isFound) own.elsewhere += 1;
  if (values.failures && said !== null && said !== wanted)
    process.stdout.write(
      `[${style}] ${text}\n  ${section} (${proposition.verdict})\n  dit ${said}${isFound ? '' : ` (${answer?.citations[0]?.section})`}\n`,
    );
}
const share = (of: number, all: number) => ((100 * of) / all).toFixed(1).replace('.', ',');
for (const [style, { all, right, contrary, silent, elsewhere }] of counts) {
  const [low, high] = wilson({ part: contrary, whole: all });
  process.stdout.write(
    `${style.padEnd(10)}${all}  juste ${share(right, all)}  contraire ${share(contrary, all)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}, dont ${elsewhere} d’une autre page)  tu ${share(silent, all)}\n`,
  );
}
