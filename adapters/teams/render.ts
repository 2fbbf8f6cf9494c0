import type { Activity } from 'botbuilder';
import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { plainText } from '#src/channel/blocks.ts';
import type { OutboundMessage } from '#src/channel/port.ts';
import { isWebAddress } from '#src/channel/web-address.ts';
import { buildCard, CARD_TYPE, type CardElement, type CardOptions } from './cards/card.ts';
import type { CardState } from './cards/data.ts';
import { citesOf, splitText, toMarkdown } from './send/markdown.ts';
import { teamsTexts } from './texts.ts';

/** How much Teams is trusted with: smaller when it says « too big », plain words when it can't read the message. */
export type Level = 'full' | 'small' | 'plain';

/** One activity to send, with the blocks it shows: they can be rendered again at another level. */
export interface Part {
  readonly level: Level;
  readonly blocks: readonly Block[];
  readonly activity: Partial<Activity>;
}

type Links = Pick<CardOptions, 'linkToFile'>;

/** Cards refused as too big have been seen from 40 KB; an ordinary answer has less than half. */
const CARD_BYTES: Readonly<Record<Level, number>> = { full: 40 * 1_024, small: 16 * 1_024, plain: 0 };
/** Longest text of a message: a few screens of a phone. */
const TEXT: Readonly<Record<Level, number>> = { full: 16_000, small: 4_000, plain: 4_000 };
const EXCERPTS: Readonly<Record<Level, number>> = { full: 600, small: 0, plain: 0 };

const isWords = ({ type }: Block): boolean => type === 'paragraph' || type === 'list' || type === 'note';

/** What an activity weighs for Teams. */
export const bytesOf = (activity: Partial<Activity>): number => JSON.stringify(activity).length * 2;

/**
 * A message as activities, in the order they must leave: words alone are a text, that people can copy; anything else is
 * one card, so that an answer is one message. What is too long for a card has its words first, cut between paragraphs.
 */
export function renderMessage(given: OutboundMessage, level: Level, links: Links): Part[] {
  const message = { ...given, blocks: given.blocks.filter(hasContent) };
  if (level === 'plain') return textParts(message.blocks, level, links);
  if (message.blocks.every(isWords)) return textParts(message.blocks, level, links);
  const whole = cardPart(message, message.blocks, level, links);
  if (whole) return [whole];
  const rest = message.blocks.filter((block) => !isWords(block));
  const smaller = cardPart(message, rest, level, links) ? level : 'small';
  const card = cardPart(message, rest, smaller, links);
  const lines = message.blocks.filter(isWords).flatMap((block) => linesOf(block, TEXT[level], links));
  if (!card) return [...pack(lines, level), ...textParts(rest, 'plain', links)];
  // Buttons stand under the end of what they go with.
  let room = CARD_BYTES[smaller] - bytesOf(card.activity);
  let first = lines.length;
  for (const { block } of lines.toReversed()) {
    room -= bytesOfCard({ ...message, blocks: [block] }, links);
    if (room < 0) break;
    first -= 1;
  }
  const end = [...lines.slice(first).map(({ block }) => block), ...rest];
  const ending = cardPart(message, end, smaller, links);
  return ending ? [...pack(lines.slice(0, first), level), ending] : [...pack(lines, level), card];
}

/** Whether there is something to see; Teams refuses an empty card. */
function hasContent(block: Block): boolean {
  if (block.type === 'choices') return block.choices.length > 0;
  if (block.type === 'sources') return block.items.length > 0;
  return !isWords(block) || plainText([block]).replace(/^- /gm, '').trim() !== '';
}

/** The card of a message after a press: the one that has its buttons. */
export function renderPressed(message: OutboundMessage, state: CardState, links: Links): CardElement {
  const { blocks, level } = renderMessage(message, 'full', links).at(-1) ?? { ...message, level: 'full' };
  return buildCard({ ...message, blocks }, { ...links, state, excerpt: EXCERPTS[level] });
}

const bytesOfCard = (message: OutboundMessage, links: Links): number =>
  JSON.stringify(buildCard(message, { ...links, excerpt: 0 }).body).length * 2;

/** One sentence of the hotline, outside any answer. */
export const renderSentence = (text: string): Partial<Activity> => ({
  type: 'message',
  text,
  textFormat: 'plain',
});

function cardPart(
  message: OutboundMessage,
  blocks: readonly Block[],
  level: Level,
  links: Links,
): Part | undefined {
  const content = buildCard({ ...message, blocks }, { ...links, excerpt: EXCERPTS[level] });
  const activity: Partial<Activity> = {
    type: 'message',
    // What the notification says; a card alone says only that it is one.
    summary: Array.from(plainText(message.blocks).replace(/\s+/g, ' ')).slice(0, 200).join(''),
    attachments: [{ contentType: CARD_TYPE, content }],
  };
  return bytesOf(activity) <= CARD_BYTES[level] ? { level, blocks, activity } : undefined;
}

/** A line of text, and the block it comes from. */
interface Line {
  readonly text: string;
  readonly block: Block;
}

function textParts(blocks: readonly Block[], level: Level, links: Links): Part[] {
  return pack(
    blocks.flatMap((block) => linesOf(block, TEXT[level], links)),
    level,
  );
}

/** Lines as messages, each as full as it may be. */
function pack(lines: readonly Line[], level: Level): Part[] {
  const parts: Line[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (length + line.text.length + 2 > TEXT[level]) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(line);
    length += line.text.length + 2;
  }
  return parts.map((part) => ({
    level,
    blocks: part.map(({ block }) => block),
    activity: {
      type: 'message',
      text: part.map(({ text }) => text).join('\n\n'),
      textFormat: 'markdown',
    },
  }));
}

/** A block as paragraphs of text, each with the block that says only that much. */
function linesOf(block: Block, max: number, links: Links): Line[] {
  switch (block.type) {
    case 'paragraph':
    case 'note':
      return splitText(block.text, max, toMarkdown)
        .map((text) => ({ text: toMarkdown(text).trim(), block: { ...block, text } }))
        .filter(({ text }) => text !== '');
    case 'list':
      return listLines(block, max);
    case 'sources':
      return block.items.map((item) => ({
        text: toMarkdown([{ text: sourceText(item) }]),
        block: { type: 'sources', items: [item] },
      }));
    case 'file':
      return [{ text: fileText(block, links), block }];
    case 'choices':
      return block.choices.map((choice) => ({
        text: toMarkdown([{ text: teamsTexts.alsoAsk(choice.label) }]),
        block: { type: 'choices', choices: [choice] },
      }));
    case 'rating':
    case 'answer-field':
      return [];
    default:
      return block satisfies never;
  }
}

/** A list stays whole where it fits: its items are lines of one paragraph. */
function listLines(block: Extract<Block, { type: 'list' }>, max: number): Line[] {
  const items = block.items
    .flatMap((item) => splitText(item, max - 2, toMarkdown))
    .filter((item) => toMarkdown(item).trim() !== '');
  const text = items.map((item) => `- ${toMarkdown(item).trim()}`).join('\n');
  if (text.length <= max) return text ? [{ text, block: { type: 'list', items } }] : [];
  return items.map((item) => ({
    text: `- ${toMarkdown(item).trim()}`,
    block: { type: 'list', items: [item] },
  }));
}

/** The link is not escaped, or it would not be one. */
const fileText = (block: Extract<Block, { type: 'file' }>, { linkToFile }: Links): string =>
  `${toMarkdown([{ text: teamsTexts.fileWaits(block.name) }])} ${linkToFile(block.fileId)}`;

function sourceText({ n, title, section, articles, page, slide, url }: SourceItem): string {
  const cited = citesOf({ text: '', cites: [n] }, (number) => `[${number}]`).trim();
  const details = [
    ...articles,
    ...(page === undefined ? [] : [teamsTexts.page(page)]),
    ...(slide === undefined ? [] : [teamsTexts.slide(slide)]),
  ].join(', ');
  const name = [title, section].filter(Boolean).join(' — ');
  const link = url && isWebAddress(url) ? ` ${url}` : '';
  return `${cited} ${name}${details ? ` (${details})` : ''}${link}`;
}
