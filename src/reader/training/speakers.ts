import { readFileSync } from 'node:fs';
import { NAMES } from '#src/reader/speaker/names.ts';
import { SPOKEN_TO } from '#src/reader/speaker/spoken-to.ts';
import { SPEAKERS } from '#src/reader/speaker/who-speaks.ts';
import type { PhraseWeights } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import { sentencesIn } from '#src/retrieval/passages/sentences.ts';
import { apart } from './held-out.ts';
import { readMessages, readPages } from './sources.ts';
import { fitWithLikely } from './with-likely.ts';

/** Beside what reads them. */
const SPEAKER = new URL('../speaker/', import.meta.url);

/** A text with what it was labelled as, and of which kind of texts it is. */
export interface Example {
  readonly label: string;
  readonly kind: string;
  readonly text: string;
}

const examplesIn = (file: string, labelOf: (line: Record<string, string>) => string | undefined): Example[] =>
  readFileSync(new URL(file, SPEAKER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
    .map((line) => ({ label: labelOf(line) ?? '', kind: line.kind ?? '', text: line.text ?? '' }));

/** Messages, with who speaks; and sentences of pages, with whom they speak to: what is learnt from, what is held out. */
export const messageExamples = () =>
  apart(
    examplesIn('messages.jsonl', ({ who }) => who),
    ({ label, kind }) => `${label} ${kind}`,
  );
export const sentenceExamples = () =>
  apart(
    examplesIn('sentences.jsonl', ({ to }) => to),
    ({ label, kind }) => `${label} ${kind}`,
  );

const labelled = (examples: readonly Example[]) =>
  examples.map(({ label, text }) => ({ label, phrases: phrasesOf(text, NAMES) }));

/** The other side hardly ever asks what only a page for one side answers. */
const SELDOM = 0.03;
/** Messages in few words say who speaks to nobody. */
const BARE = 'words';

/** Learns who speaks: of the messages on a page for buyers, hardly any is a company's. */
export function fitSpeakers(examples: readonly Example[]): PhraseWeights {
  return fitWithLikely(SPEAKERS, labelled(examples), messagesOfPages());
}

let kept: ReturnType<typeof read> | undefined;
const messagesOfPages = () => (kept ??= read());
function read() {
  const audiences = new Map(readPages().map(({ key, document }) => [key, document.audience]));
  const known = new Set(messageExamples().heldOut.map(({ text }) => text));
  return readMessages().flatMap(({ section, style, text }) => {
    const audience = audiences.get(section);
    if (audience === undefined || style === BARE || known.has(text)) return [];
    const may = [audience === 'company' ? SELDOM : 1, audience === 'buyer' ? SELDOM : 1, 1];
    return [{ phrases: phrasesOf(text, NAMES), may }];
  });
}

/** Learns to whom sentences speak: hardly any of a page for buyers speaks to a company. */
export function fitSpokenTo(examples: readonly Example[]): PhraseWeights {
  const others = readPages().flatMap(({ shortAnswer, details, document: { audience } }) => {
    const may = [audience === 'buyer' ? SELDOM : 1, audience === 'company' ? SELDOM : 1, 1];
    const texts = [...(shortAnswer === undefined ? [] : [shortAnswer]), ...details.flatMap(sentencesIn)];
    return texts.map((text) => ({ phrases: phrasesOf(text, NAMES), may }));
  });
  return fitWithLikely(SPOKEN_TO, labelled(examples), others);
}
