import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HotlineError } from '#src/platform/errors.ts';
import { continuationText, type LastAnswered } from '#src/reader/encoder/continuation.ts';
import type { TextKind } from '#src/reader/encoder/metadata.ts';

/** What somebody may write, and what they want by it: « referencing.start », « question ». */
export interface WishExample {
  readonly wish: string;
  /** Why nobody answers it: « market-price »; nothing of most. */
  readonly reason?: string | undefined;
  readonly text: string;
  /** What was said before it; nothing for a message that opens a conversation. */
  readonly after?: LastAnswered | undefined;
}

/** An example as the encoder reads it. */
export const asRead = ({ text, after }: WishExample): { readonly text: string; readonly as: TextKind } =>
  after ? { text: continuationText({ message: text, after }), as: 'continuation' } : { text, as: 'question' };

/** The files of examples, one beside each feature, in whatever room of it. */
const wishFiles = (): readonly URL[] =>
  globSync('**/wishes.jsonl', { cwd: FEATURES })
    .sort()
    .map((path) => new URL(path, FEATURES));

/** The lines of some files of training data, in the order of their names. */
export const trainingLines = (files: string): readonly string[] =>
  globSync(files, { cwd: MESSAGES_FOLDER })
    .sort()
    .flatMap((path) => readFileSync(new URL(path, MESSAGES_FOLDER), 'utf8').trim().split('\n'));

/** One in so many of the messages that the reader was trained on is an example of a question. */
const MESSAGES = 24;
/** Of those on the programme, more are: « la session, on y fait quoi ? » is near « je veux faire la session ». */
const PROGRAMME_MESSAGES = 3;
const PROGRAMME = 'programme/';
/** Not of the sections on what one does here by asking for it: who asks how is also asking for it. */
const DONE_HERE: ReadonlySet<string> = new Set([
  'programme/apres-le-referencement#comment-corriger-ou-supprimer-ma-fiche-a-la-fabrique',
  'programme/apres-le-referencement#qui-voit-ma-fiche-de-referencement-a-la-fabrique',
  'programme/la-fabrique#comment-joindre-l-equipe-de-la-fabrique',
  'programme/referencement#puis-je-recevoir-un-conseil-sur-ma-reponse-si-je-suis-reference',
  'programme/session-entrainement#comment-obtenir-le-droit-de-postuler-a-la-session-d-entrainement',
  'programme/session-entrainement#comment-candidater-a-la-session-d-entrainement-de-la-fabrique',
  'programme/session-entrainement#que-se-passe-t-il-apres-ma-candidature-a-la-session-d-entrainement',
]);
/** What the pages on the programme say that the team alone knows. */
const KNOWN_BY_TEAM: ReadonlySet<string> = new Set([
  'programme/la-fabrique#comment-joindre-l-equipe-de-la-fabrique',
  'programme/la-fabrique#quels-resultats-la-fabrique-a-t-elle-obtenus-depuis-son-lancement',
  'programme/les-canaux#puis-je-venir-aux-canaux-sans-rendez-vous',
  'programme/session-entrainement#quand-commence-la-prochaine-session-d-entrainement',
  'programme/session-entrainement#sur-quels-criteres-choisit-on-les-entreprises-de-la-session',
  'programme/session-entrainement#combien-de-places-y-a-t-il-dans-une-session',
]);
const messageSchema = z.object({
  section: z.string(),
  style: z.string(),
  text: z.string().trim().min(1),
});

/** Whether a message, by its place among all, is an example of a question. */
const isQuestionExample = (section: string, index: number): boolean =>
  index % MESSAGES === 0 ||
  (index % PROGRAMME_MESSAGES === 0 && section.startsWith(PROGRAMME) && !DONE_HERE.has(section));

/**
 * Examples of questions that are told as people tell them: with their story, on a phone. The pages' own wordings are
 * short, and a long message would else pass for anything but a question.
 */
const questionExamples = (): readonly WishExample[] =>
  trainingLines('sections-*.jsonl')
    .map((line) => JSON.parse(line) as z.input<typeof messageSchema>)
    .filter(({ style }) => style !== 'near')
    .filter(({ section }, index) => isQuestionExample(section, index))
    // Thousands are read for the few that are kept: these alone are checked.
    .map((message) => messageSchema.parse(message))
    .map(({ section, text }) => ({
      wish: 'question',
      ...(KNOWN_BY_TEAM.has(section) ? { reason: 'programme-fact' } : {}),
      text,
    }));

const mistakenSchema = z.object({ text: z.string().trim().min(1) });

/** Questions that were once taken for something else, a fraud or what nobody answers: all of them are examples. */
const mistakenExamples = (files: string): readonly WishExample[] =>
  trainingLines(files).map((line) => ({
    wish: 'question',
    text: mistakenSchema.parse(JSON.parse(line)).text,
  }));

const turnSchema = z.object({
  text: z.string().trim().min(1),
  section: z.string().optional(),
  heading: z.string().optional(),
});
const dialogueSchema = z.object({ turns: z.array(turnSchema) });
type DialogueTurn = z.output<typeof turnSchema>;

/** One in so many of the questions that go on with a conversation is an example: as much is heard of all of them. */
const TURNS = 2;

/** Questions that go on with a conversation: « et pour l'État ? » says nothing by itself, and is no greeting. */
const turnExamples = (): readonly WishExample[] =>
  trainingLines('dialogues-*.jsonl')
    .flatMap((line) => questionsOf(dialogueSchema.parse(JSON.parse(line)).turns))
    .filter((_, index) => index % TURNS === 0);

/** The turns of a conversation that ask, each with the last question before it that was answered. */
const questionsOf = (turns: readonly DialogueTurn[]): readonly WishExample[] =>
  turns.flatMap(({ text, section }, index) => {
    const last = turns.slice(0, index).findLast(({ heading }) => heading !== undefined);
    const after = last?.heading === undefined ? undefined : { question: last.text, heading: last.heading };
    return after && section ? [{ wish: 'question', text, after }] : [];
  });

/** One in so many wishes is an example in the middle of a conversation, too; all of those that nobody says elsewhere. */
const IN_CONTEXT = 24;
const ONLY_THERE: ReadonlySet<string> = new Set([
  'answer-source',
  'answer-sure',
  'answer-yes-no',
  'answer-beside',
]);

/** Wishes said after an answer that they have nothing to do with. */
const wishesAfter = (wishes: readonly WishExample[], turns: readonly WishExample[]): readonly WishExample[] =>
  wishes
    .filter(({ wish }, index) => index % IN_CONTEXT === 0 || ONLY_THERE.has(wish))
    .map((one, index) => ({ ...one, after: turns[index % turns.length]?.after }));

/**
 * All that wishes are learnt from: what is said to each feature, and questions, alone and after an answer.
 * @throws as {@link readWishes}
 */
export function allExamples(): readonly WishExample[] {
  const wishes = readWishes(wishFiles());
  const turns = turnExamples();
  return [
    ...wishes,
    ...questionExamples(),
    ...mistakenExamples('mistaken-*.jsonl'),
    ...turns,
    ...wishesAfter(wishes, turns),
  ];
}

/** Examples of why nobody answers, and of questions near them, beside the feature that refuses. */
const REASONS = new URL('../../features/answers/refuse/reasons.jsonl', import.meta.url);

/**
 * What only the reasons are learnt from, why nobody answers and the questions that look like it. What is wanted is not: so
 * many questions beside the wishes would make questions of them, and of 308 turns of conversations 4 fewer be understood.
 * @throws as {@link readWishes}
 */
export const reasonOnlyExamples = (): readonly WishExample[] => [
  ...readWishes([REASONS]),
  ...mistakenExamples('asked-*.jsonl'),
];

/** One in so many of the pages' texts is looked at for a question: the pages' own are examples of what is no wish, too. */
const PAGE_TEXTS = 3;

/** Whether a text of the pages, by its place and its use, is an example of a question. */
export const isExample = (as: 'question' | 'passage', at: number): boolean =>
  as === 'question' && at % PAGE_TEXTS === 0;

const MESSAGES_FOLDER = new URL('../training/data/', import.meta.url);
const FEATURES = new URL('../../features/', import.meta.url);
const schema = z.object({
  wish: z.string().min(1),
  reason: z.string().min(1).optional(),
  text: z.string().trim().min(1),
});

/**
 * Reads the examples of wishes: files of JSON lines, `{"wish": "…", "text": "…"}`, one beside each feature.
 * @throws HotlineError `knowledge`, with the file and the line, for a line that is not one
 */
export function readWishes(files: readonly URL[]): readonly WishExample[] {
  return files.flatMap((file) => {
    const path = fileURLToPath(file);
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [exampleIn(line, `${path}, ligne ${index + 1}`)]));
  });
}

function exampleIn(line: string, place: string): WishExample {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new HotlineError(
      'knowledge',
      `Exemple illisible (${place}) : une ligne est {"wish": "…", "text": "…"}.`,
      { cause },
    );
  }
}
