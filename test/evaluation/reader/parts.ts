/**
 * What becomes of a message that says several things, or one thing and a tail, in a whole conversation:
 *
 *   npm run evaluate:parts -- --data DIR [--failures] [--part users|tune|held|tune-2|held-2] [--messages FILE]
 *
 * A message is heard when all that it wants is done, all that it asks is answered by its section, and nothing is said
 * beside that it was not understood. The `held` and `held-2` ones were not looked at while the reader was mended.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plainText } from '#src/channel/blocks.ts';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

interface Message {
  readonly part: string;
  readonly text: string;
  /** What was said before it. */
  readonly before?: readonly string[];
  /** Of each question, words of the headings of which one is to be cited. */
  readonly wants?: readonly (readonly string[])[];
  /** What is to be begun or noted. */
  readonly does?: readonly (keyof typeof DONE)[];
  /** Words of headings that are not to be cited. */
  readonly not?: readonly string[];
  /** No other answer is to be given beside. */
  readonly only?: boolean;
}

/** What is said where something is done. */
const DONE = {
  referencing: /Inscrivons votre entreprise|référencement/,
  alerts: /vos alertes|d’alertes|Vous ne recevez|aucune alerte/,
  training: /session/,
  expert: /expert de la Fabrique va reprendre|par téléphone|rappel/i,
} as const;
/** What is said to words that were not understood, and to somebody who is in distress. */
const NOT_UNDERSTOOD =
  /sort de mon domaine|Je ne suis pas sûr de votre question|Si je vous comprends bien, vous demandez|Vous voulez savoir|Je ne trouve|Je n’ai rien trouvé|Je n’ai pas trouvé|C’est une épreuve/;
const DISTRESS = /épreuve/;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    failures: { type: 'boolean' },
    everything: { type: 'boolean' },
    part: { type: 'string' },
    messages: { type: 'string' },
  },
});
using folder = tempFolder();
const channel = new RecordingChannel();
const hotline = await createHotline(
  readConfig({
    ...process.env,
    PORT: '0',
    HOTLINE_DATA_DIR: values.data ?? folder.path,
    HOTLINE_KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
    HOTLINE_WATCH: 'off',
    HOTLINE_WORKERS: '1',
    EMBEDDINGS_PROVIDER: 'reader',
    LOG_LEVEL: 'silent',
  }),
  { adapters: [channel] },
);
const messages = readFileSync(values.messages ?? join(import.meta.dirname, '../messages/parts.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Message)
  .filter(({ part }) => values.part === undefined || part === values.part);

/** Says something, and waits until all of the answer is there. */
async function sayTo(who: string, text: string): Promise<void> {
  const received = channel.received(who).length;
  await channel.say(who, text);
  await channel.untilReceived(who, received + 1);
  await hotline.settled();
}

const counts = new Map<string, { all: number; heard: number; spoilt: number }>();
for (const { part, text, before = [], wants = [], does = [], not = [], only } of messages) {
  const who = randomUUID();
  for (const one of before) await sayTo(who, one);
  const read = (await channel.history(who)).length;
  await sayTo(who, text);
  const said = (await channel.history(who))
    .slice(read)
    .flatMap((item) => (item.author === 'company' ? [] : [item.blocks]));
  const texts = said.map((blocks) => plainText(blocks).replace(/[\u00A0\u202F]/g, ' '));
  const cited = said.map((blocks) =>
    blocks.flatMap((block) =>
      block.type === 'sources' ? block.items.map(({ section, title }) => `${title} — ${section}`) : [],
    ),
  );
  const has = (words: readonly string[]) =>
    cited.flat().some((one) => words.some((word) => one.toLowerCase().includes(word.toLowerCase())));
  const all = texts.join('\n');
  const isDone = does.every((what) => DONE[what].test(all));
  const isAnswered = wants.every(has);
  const isLoose =
    only === true &&
    cited.some((one) => one.length > 0 && !wants.flat().some((word) => one.join().includes(word)));
  const isSpoilt =
    isLoose ||
    (not.length > 0 && has(not)) ||
    (wants.length + does.length > 0 && NOT_UNDERSTOOD.test(all)) ||
    DISTRESS.test(all);
  const own = counts.get(part) ?? { all: 0, heard: 0, spoilt: 0 };
  counts.set(part, {
    all: own.all + 1,
    heard: own.heard + Number(isDone && isAnswered && !isSpoilt),
    spoilt: own.spoilt + Number(isSpoilt),
  });
  const isHeard = isDone && isAnswered && !isSpoilt;
  if (values.everything || (values.failures && !isHeard)) {
    const shown = said.map(
      (blocks, index) =>
        `   > ${texts[index]?.replace(/\s+/g, ' ').slice(0, 170)}\n     [${cited[index]?.join(' ; ')}] {${blocks.flatMap((block) => (block.type === 'choices' ? block.choices.map(({ label }) => label) : [])).join(' | ')}}`,
    );
    process.stdout.write(`[${part}${isHeard ? '' : ', non'}] ${text}\n${shown.join('\n')}\n`);
  }
}
for (const [part, { all, heard, spoilt }] of counts)
  process.stdout.write(`${part.padEnd(8)} entendus ${heard} sur ${all}, gâchés ${spoilt}\n`);
await hotline[Symbol.asyncDispose]();
process.exit(0);
