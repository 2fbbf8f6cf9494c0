import { globSync, readFileSync } from 'node:fs';
import { featuresOf } from '#src/reader/acts/features.ts';
import { messageWords } from '#src/reader/acts/words.ts';
import { PUTS_RIGHT, SET_ASIDE } from '#src/reader/standing/set-aside.ts';
import { readWishes } from '#src/reader/wish/examples.ts';
import type { PhraseWeights } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import type { LabelWeights } from '#src/reader/words/word-labels.ts';
import { fitLabels } from './fit-labels.ts';
import { apart } from './held-out.ts';
import { linesOf, readMessages } from './sources.ts';
import { fitWithLikely } from './with-likely.ts';

/** A message cut by hand into what it sets aside, what it means instead, and the rest. */
export interface CutMessage {
  readonly puts_right: boolean;
  readonly said: readonly (readonly [(typeof SET_ASIDE)[number], string])[];
}

export const textOf = ({ said }: CutMessage): string => said.map(([, text]) => text).join('');

/** What is learnt from, and what is held out. */
export const cutMessages = () =>
  apart(
    readFileSync(new URL('../standing/set-aside.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CutMessage),
    ({ puts_right }) => String(puts_right),
  );

/** The labels of the words of a message, by their places. */
export function wordLabels(cut: CutMessage): number[] {
  const text = textOf(cut);
  const kinds = cut.said.flatMap(([kind, piece]) => new Array(piece.length).fill(SET_ASIDE.indexOf(kind)));
  return messageWords(text).map(({ start, end }) => {
    const letter = text.slice(start, end).search(/[\p{L}\p{N}]/u);
    return kinds[start + Math.max(0, letter)] as number;
  });
}

export const fitSetAside = (messages: readonly CutMessage[]): LabelWeights =>
  fitLabels(
    SET_ASIDE,
    messages.map((cut) => ({ features: featuresOf(messageWords(textOf(cut))), labels: wordLabels(cut) })),
  );

/** The wish of who says that the last answer is beside the point; and those that are of an answer, too. */
const BESIDE = 'answer-beside';
const OF_ANSWER = 'answer-';
/** One in so many of the other wishes, and of the questions on the pages, is looked at. */
const WISHES = 10;
const QUESTIONS = 4;
/** One in so many of the turns of written conversations that put nothing right. */
const TURNS = 2;
/** Hardly any of those questions puts something right. */
const SELDOM = 0.02;

export function fitPutsRight(messages: readonly CutMessage[]): PhraseWeights {
  const features = new URL('../../features/', import.meta.url);
  const wishes = readWishes(
    globSync('**/wishes.jsonl', { cwd: features })
      .sort()
      .map((path) => new URL(path, features)),
  );
  const [right, none] = PUTS_RIGHT;
  const labelled = [
    ...messages.map((cut) => ({ label: cut.puts_right ? right : none, text: textOf(cut) })),
    ...wishes.filter(({ wish }) => wish === BESIDE).map(({ text }) => ({ label: right, text })),
    ...wishes
      .filter(({ wish }, at) => !wish.startsWith(OF_ANSWER) && at % WISHES === 0)
      .map(({ text }) => ({ label: none, text })),
  ];
  const turns = linesOf<{ turns: readonly { text: string; link: string }[] }>('dialogues-*.jsonl')
    .flatMap((dialogue) => dialogue.turns)
    .filter(({ link }, at) => link !== 'corrects' && at % TURNS === 0)
    .map(({ text }) => ({ label: none, text }));
  const others = readMessages().filter((_, at) => at % QUESTIONS === 0);
  return fitWithLikely(
    PUTS_RIGHT,
    [...labelled, ...turns].map(({ label, text }) => ({ label, phrases: phrasesOf(text) })),
    others.map(({ text }) => ({ phrases: phrasesOf(text), may: [SELDOM, 1] })),
  );
}
