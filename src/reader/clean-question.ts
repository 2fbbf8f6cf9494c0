import { withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { ordersMachine } from '#src/knowledge/screen/machine-orders.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { withoutSignature, withoutTalk } from './around-question.ts';
import { asksSomething } from './follow-up.ts';

/** Questions are read up to this length. */
const MAX_QUESTION = 1_500;
/** Nobody types more in one message; and with as many lines, less is a paste already. */
const LONG = 1_500;
const LONG_LINES = { characters: 600, lines: 6 };
/** How near the beginning, or the end, of a paste its reader's own question stands. */
const EDGE = 400;
/** « C'est obligatoire ? »: a question that leans on the sentence before it. */
const LEANS = /^(?:et |mais |donc |alors )*(?:c'est|est-ce que c'est|ca|cela|ils?|elles?)\b/;
/** What is read of a paste: its reader's question is at its ends. */
const MAX_PASTE = 20_000;

/** A message as it is understood, and what of it was read. */
export interface CleanQuestion {
  readonly text: string;
  /** `all` of it, its `beginning`, or the one `question` found in a long paste. */
  readonly read: 'all' | 'beginning' | 'question';
}

/**
 * What a person asks, out of what they sent: without marks of HTML, Markdown or SQL, links, letters in disguise,
 * characters that nobody sees, sentences that give orders to a machine when something else is asked, nor the greetings,
 * thanks and signature around it. Of a long paste, the question asked at its end or at its beginning.
 */
export function cleanQuestion(message: string): CleanQuestion {
  const ends =
    message.length <= MAX_PASTE
      ? message
      : `${message.slice(0, MAX_PASTE / 2)}\n${message.slice(-MAX_PASTE / 2)}`;
  const plain = withoutLinks(withoutMarks(withoutSignature(ends.normalize('NFC'))));
  const asked = isPaste(plain) ? questionOfPaste(plain) : undefined;
  if (asked) return { text: asked.slice(0, MAX_QUESTION), read: 'question' };
  const text = evenQuotes(oneLine(withoutTalk(withoutOrders(plain))));
  return { text: text.slice(0, MAX_QUESTION), read: text.length > MAX_QUESTION ? 'beginning' : 'all' };
}

/** Statements of a database, tokens and roles of a conversation with a model, fences: none of them is a question. */
const MARKS: readonly [RegExp, string][] = [
  [/\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>/gi, ' '],
  [
    /(?:["']\s{0,9})?(?:;\s{0,9})?\b(?:(?:drop|truncate|alter)\s+(?:table|database)|delete\s+from|insert\s+into|update\s+\w+\s+set|select\s{1,9}[\w*, ]{1,80}\s{1,9}from|union\s+(?:all\s+)?select)\b[^;?\n]{0,120}(?:;|$)/gim,
    ' ',
  ],
  [/["'](?:\s*\))?\s+(?:or|and)\s+["']?\d+["']?\s*=\s*["']?\d+["']?/gi, ' '],
  [/(?:^|\s)--+(?=\s|$)|\/\*[\s\S]{0,500}?\*\//g, ' '],
  [
    /(?:\{\s{0,9})?"role"\s*:\s*"[^"]*"\s*(?:,\s*)?|"(?:content|question|text|message|prompt|input)"\s*:\s*/gi,
    ' ',
  ],
  [/&(?:nbsp|ensp|emsp|thinsp|amp|quot|apos|lt|gt);/g, ' '],
  [/`{1,3}(?:[a-z]{2,10}\n)?|^\s{0,3}(?:#{1,6}|[-*+]|>+(?=\s+\p{L}))\s+/gmu, ' '],
  [/(?<=^|[\s"])[{}]+(?=[\s"]|$)|(?:"\s{0,9})?\}+/g, ' '],
  [/\*\*|__|(?<=\s|^)[*_]+(?=\p{L})|(?<=\p{L})[*_]+(?=\s|$)/gu, ''],
];

function withoutMarks(message: string): string {
  const { text } = withoutHiddenText(message);
  const unlinked = text.replace(/\[([^[\]\n]{1,300})\]\([^)[\n]*\)/g, '$1');
  return MARKS.reduce((done, [pattern, instead]) => done.replace(pattern, instead), unlinked);
}

/** Links say nothing of what is asked, unless they are all that is said: then their site's name is kept. */
function withoutLinks(text: string): string {
  const link = /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>«»"]+/gi;
  const without = text.replace(link, ' ');
  if (contentWords(without).length > 0) return without;
  return text.replace(link, (found) => found.replace(/^[a-z+.-]+:\/\//i, '').split(/[/?#]/)[0] ?? '');
}

/** The sentences that are not orders to a machine, when one of them asks something; else all of them. */
function withoutOrders(text: string): string {
  const sentences = sentencesOf(text);
  const kept = sentences.filter((sentence) => !ordersMachine(sentence));
  return kept.length < sentences.length && kept.some(asks) ? kept.join(' ') : text;
}

const isPaste = (text: string): boolean =>
  text.length > LONG ||
  (text.length > LONG_LINES.characters && text.trim().split(/\n+/).length >= LONG_LINES.lines);

/**
 * The person's own question around a paste: asked at its end, or opening it — with its mark first, for rule books hold
 * sentences that look like questions — else the last one anywhere.
 */
function questionOfPaste(text: string): string | undefined {
  const sentences = sentencesOf(text);
  let total = 0;
  const starts = sentences.map(({ length }) => {
    total += length + 1;
    return total - length - 1;
  });
  const asking = sentences.flatMap((sentence, index) =>
    asks(sentence) && !ordersMachine(sentence) ? [index] : [],
  );
  const marked = asking.filter((index) => sentences[index]?.endsWith('?'));
  const atEnd = (index: number) => total - (starts[index] ?? 0) <= EDGE;
  const atStart = (index: number) => (starts[index] ?? 0) <= EDGE / 2;
  const chosen =
    marked.findLast(atEnd) ??
    marked.find(atStart) ??
    asking.findLast(atEnd) ??
    asking.find(atStart) ??
    marked.at(-1);
  if (chosen === undefined) return undefined;
  const question = oneLine(sentences[chosen] ?? '');
  const previous = sentences[chosen - 1];
  const leans =
    contentWords(question).length < 2 && LEANS.test(fold(question)) && previous && !ordersMachine(previous);
  return leans ? `${oneLine(previous)} ${question}` : question;
}

/** Whether a sentence asks; a question mark after a heading's number or a list of options does not. */
const asks = (sentence: string): boolean => contentWords(sentence).length > 0 && asksSomething(sentence);

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])\s+(?=\S)|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));

/** Marks that lost their other half are taken away. */
function evenQuotes(text: string): string {
  const even = (text.split('"').length - 1) % 2 === 0 ? text : oneLine(text.replaceAll('"', ' '));
  return even.replace(/^[\s»)\]};:,.…]+/, '');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
