import type { Block, Choice, RichText, SourceItem, Span } from '#src/channel/blocks.ts';
import type { OutboundMessage } from '#src/channel/port.ts';
import { isWebAddress } from '#src/channel/web-address.ts';
import { citesOf, inertBraces } from '../send/markdown.ts';
import { teamsTexts } from '../texts.ts';
import { type CardData, type CardState, LONGEST_ANSWER } from './data.ts';

/** An element of an Adaptive Card, as JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

export interface CardOptions {
  readonly linkToFile: (fileId: string) => string;
  /** Longest excerpt of a source that may be unfolded, in characters; 0 for none. */
  readonly excerpt: number;
  /** What was done on the card: buttons give way to it. */
  readonly state?: CardState | undefined;
}

/** The message that a card shows. */
type Shown = Pick<OutboundMessage, 'id' | 'seq'>;

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/**
 * A message as an Adaptive Card 1.4, the version that every Teams client draws. Words go in RichTextBlocks, where
 * nothing is markup: what people and pages wrote can neither be formatted nor mention anybody.
 */
export function buildCard({ id, seq, blocks }: OutboundMessage, options: CardOptions): CardElement {
  const body = blocks.flatMap((block) => elementsOf(block, { id, seq }, options));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    lang: 'fr',
    msteams: { width: 'Full' },
    body,
  };
}

function elementsOf(block: Block, card: Shown, options: CardOptions): CardElement[] {
  switch (block.type) {
    case 'paragraph':
      return rich(block.text);
    case 'list':
      return block.items.flatMap((item) => {
        const items = rich(item, { spacing: 'None' });
        return items.length > 0 ? [bullet(items)] : [];
      });
    case 'note': {
      const items = rich(block.text);
      const style = block.tone === 'warning' ? 'warning' : 'emphasis';
      return items.length > 0 ? [{ type: 'Container', style, items }] : [];
    }
    case 'sources':
      return block.items.length > 0 ? sources(block.items, card.id, options) : [];
    case 'file': {
      const title = inertBraces(teamsTexts.download(block.name));
      return [actions([{ type: 'Action.OpenUrl', title, url: options.linkToFile(block.fileId) }])];
    }
    case 'choices':
      // One row each: questions are long, and buttons side by side are cut on a phone.
      return block.choices.map((choice) => choiceRow(choice, card, options));
    case 'rating':
      return rating(card, options);
    case 'answer-field':
      return answerField(block, card, options);
    default:
      return block satisfies never;
  }
}

const actions = (list: readonly CardElement[]): CardElement => ({ type: 'ActionSet', actions: list });

function bullet(items: CardElement[]): CardElement {
  const mark = { type: 'Column', width: 'auto', items: [{ type: 'TextBlock', text: '•' }] };
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [mark, { type: 'Column', width: 'stretch', items }],
  };
}

/** Spans as runs of text, a block for each line; none when there is nothing to read. */
function rich(text: RichText, style: CardElement = {}): CardElement[] {
  return linesOf(text).flatMap((line) => {
    const runs = line.filter((span) => span.text !== '' || span.cites).flatMap(runsOf);
    return runs.length > 0 ? [{ type: 'RichTextBlock', ...style, inlines: runs }] : [];
  });
}

/** A run of text has no line breaks. */
function linesOf(text: RichText): RichText[] {
  const lines: Span[][] = [[]];
  for (const span of text) {
    const [first = '', ...rest] = span.text.split(/\n+/);
    const last = rest.pop();
    const { cites, ...plain } = span;
    const end = { ...plain, ...(cites ? { cites } : {}) };
    lines.at(-1)?.push(last === undefined ? { ...end, text: first } : { ...plain, text: first });
    for (const line of rest) lines.push([{ ...plain, text: line }]);
    if (last !== undefined) lines.push([{ ...end, text: last }]);
  }
  return lines;
}

function runsOf(span: Span): CardElement[] {
  const cites = citesOf(span, (n) => `[${n}]`);
  return [
    ...(span.text ? [run(span.text, span.strong ? { weight: 'Bolder' } : {})] : []),
    ...(cites ? [run(cites, { color: 'Accent', size: 'Small' })] : []),
  ];
}

const run = (text: string, style: CardElement = {}): CardElement => ({
  type: 'TextRun',
  text: inertBraces(text),
  ...style,
});

function sources(items: readonly SourceItem[], cardId: string, options: CardOptions): CardElement[] {
  const excerptId = (n: number) => `excerpt-${cardId}-${n}`;
  const excerpts = items.filter((item) => item.excerpt && options.excerpt > 0);
  const title = { type: 'TextBlock', text: teamsTexts.sources, weight: 'Bolder', size: 'Small' };
  const list = items.map((item) => ({
    type: 'Container',
    spacing: 'Small',
    items: [
      ...sourceLines(item),
      ...(excerpts.includes(item) ? [excerpt(item, excerptId(item.n), options)] : []),
    ],
    ...(item.url && isWebAddress(item.url)
      ? { selectAction: { type: 'Action.OpenUrl', title: teamsTexts.openSource, url: item.url } }
      : {}),
  }));
  const unfold = actions([
    {
      type: 'Action.ToggleVisibility',
      title: teamsTexts.showExcerpts,
      targetElements: excerpts.map(({ n }) => excerptId(n)),
    },
  ]);
  return [
    { type: 'Container', separator: true, spacing: 'Medium', items: [title, ...list] },
    ...(excerpts.length > 0 ? [unfold] : []),
  ];
}

function sourceLines({ n, title, section, articles, page, slide, validity, url }: SourceItem): CardElement[] {
  const small = { size: 'Small' };
  const place = [
    ...(page === undefined ? [] : [teamsTexts.page(page)]),
    ...(slide === undefined ? [] : [teamsTexts.slide(slide)]),
  ];
  const details = [...articles, ...place, validity ?? ''];
  const detail = details.filter(Boolean).join(' · ');
  return [
    {
      type: 'RichTextBlock',
      inlines: [
        run(`[${n}] ${title}`, { ...small, weight: 'Bolder' }),
        ...(section ? [run(` — ${section}`, small)] : []),
        ...(url && isWebAddress(url) ? [run(' ↗', { ...small, color: 'Accent' })] : []),
      ],
    },
    ...(detail
      ? [{ type: 'RichTextBlock', spacing: 'None', inlines: [run(detail, { ...small, isSubtle: true })] }]
      : []),
  ];
}

function excerpt(item: SourceItem, id: string, { excerpt: max }: CardOptions): CardElement {
  const characters = Array.from(item.excerpt ?? '');
  const text = characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : characters.join('');
  return {
    type: 'Container',
    id,
    isVisible: false,
    style: 'emphasis',
    items: text
      .split(/\n+/)
      .filter((line) => line.trim() !== '')
      .map((line) => ({ type: 'RichTextBlock', inlines: [run(line, { size: 'Small' })] })),
  };
}

/** Titles of buttons are cut, not wrapped: longer ones are rows that are pressed as a whole. */
const LONGEST_TITLE = 40;

function choiceRow(choice: Choice, { id, seq }: Shown, { state = {} }: CardOptions): CardElement {
  if (state.taken?.includes(choice.id)) return says(teamsTexts.pressed(choice.label));
  const title = inertBraces(choice.label);
  const action = press(title, { hotline: 'choice', card: id, seq, state, choice });
  if (title.length <= LONGEST_TITLE) return actions([action]);
  const items = [{ type: 'RichTextBlock', inlines: [run(`› ${choice.label}`, { color: 'Accent' })] }];
  return { type: 'Container', style: 'emphasis', spacing: 'Small', selectAction: action, items };
}

/** A button whose press is answered by the card itself. Clients from before 1.4 send its data as a message. */
function press(title: string, data: CardData): CardElement {
  const fallback = { type: 'Action.Submit', title, data };
  return { type: 'Action.Execute', title, verb: data.hotline, data, fallback };
}

const says = (text: string): CardElement => ({
  type: 'RichTextBlock',
  inlines: [run(text, { isSubtle: true, size: 'Small' })],
});

function rating({ id, seq }: Shown, { state = {} }: CardOptions): CardElement[] {
  const { rated, explained } = state;
  const rate = (value: 'up' | 'down', title: string, more: { reason?: string } = {}): CardElement =>
    press(title, { hotline: 'rating', card: id, seq, state, rating: value, ...more });
  if (rated === undefined)
    return [actions([rate('up', teamsTexts.helpful), rate('down', teamsTexts.notHelpful)])];
  if (rated === 'up' || explained) return [says(teamsTexts.thanks)];
  const input = { type: 'Input.Text', id: 'reason', isMultiline: true, maxLength: 2_000 };
  return [
    says(teamsTexts.thanksAndWhy),
    { ...input, placeholder: teamsTexts.reasonHint },
    // What is typed takes the place of the empty reason.
    actions([rate('down', teamsTexts.reasonSend, { reason: '' })]),
  ];
}

/** A field to answer in: without a mention of the bot, a plain answer in a channel never arrives. */
function answerField(
  { value, label, hint }: Extract<Block, { type: 'answer-field' }>,
  { id, seq }: Shown,
  { state = {} }: CardOptions,
): CardElement[] {
  const { sent = 0, last } = state;
  const input = { type: 'Input.Text', id: 'answer', isMultiline: true, maxLength: LONGEST_ANSWER };
  // How many answers were sent stands in the button: the same press told twice is known, another one is not taken for it.
  const data = { hotline: 'reply', card: id, seq, state: { sent }, value, answer: '' } as const;
  return [
    ...(last ? [says(teamsTexts.replyKept(cutAt(last, KEPT_SHOWN)))] : []),
    { ...input, placeholder: hint },
    actions([press(inertBraces(label), data)]),
  ];
}

const KEPT_SHOWN = 120;
function cutAt(text: string, max: number): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : characters.join('');
}
