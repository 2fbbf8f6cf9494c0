import type { types as slack } from '@slack/bolt';
import type { Block, Choice, RichText, SourceItem } from '#src/channel/blocks.ts';
import { slackTexts } from '../texts.ts';
import { cut, LIMITS, splitText } from './limits.ts';

/** A block of Slack, and the words it shows. */
export interface Piece {
  readonly block: slack.KnownBlock;
  readonly plain: string;
}

// Texts go in « rich text » blocks, whose characters are never read as markup: no word of a page, a model or a person
// can ping, link or format.
type RichElement = slack.RichTextText | slack.RichTextLink;
const textElement = (text: string, bold = false): RichElement =>
  bold ? { type: 'text', text, style: { bold: true } } : { type: 'text', text };
const section = (elements: RichElement[]): slack.RichTextSection => ({ type: 'rich_text_section', elements });
const richText = (element: slack.RichTextBlockElement): slack.RichTextBlock => ({
  type: 'rich_text',
  elements: [element],
});
const plainOf = (elements: readonly RichElement[]): string =>
  elements
    .map((element) => (element.type === 'link' ? (element.text ?? element.url) : element.text))
    .join('');

/** The blocks of Slack for the blocks of an answer, each within its own limit. */
export function renderBlocks(blocks: readonly Block[], messageId: string): Piece[] {
  const links = new Map(
    blocks.flatMap((block) => (block.type === 'sources' ? block.items : [])).map(({ n, url }) => [n, url]),
  );
  return blocks.flatMap((block, index) => renderBlock(block, links, { messageId, index }));
}

function renderBlock(
  block: Block,
  links: ReadonlyMap<number, string | undefined>,
  place: { messageId: string; index: number },
): Piece[] {
  switch (block.type) {
    case 'paragraph':
      return paragraphs(spansOf(block.text, links), section);
    case 'note': {
      const mark = block.tone === 'warning' ? [textElement('⚠️ ')] : [];
      return paragraphs([...mark, ...spansOf(block.text, links)], (elements) => ({
        type: 'rich_text_quote',
        elements,
      }));
    }
    case 'list':
      return lists(block.items.map((item) => spansOf(item, links)));
    case 'sources':
      return block.items.length > 0 ? sources(block.items) : [];
    case 'choices':
      return choices(block.choices, place.index);
    case 'rating':
      return [{ block: rating(place.messageId, place.index), plain: '' }];
    // Files are uploaded after the message; answers are written in the thread.
    case 'file':
    case 'answer-field':
      return [];
  }
}

/** Text and marks of citation; a mark leads to its source where that has an address. */
function spansOf(text: RichText, links: ReadonlyMap<number, string | undefined>): RichElement[] {
  return text.flatMap((span) => [
    ...(span.text === '' ? [] : [textElement(span.text, span.strong)]),
    ...(span.cites ?? [])
      .filter((n) => links.has(n))
      .flatMap((n) => [textElement(' '), linkTo(links.get(n), `[${n}]`)]),
  ]);
}

/** A link when the address is one of the web: `javascript:` and the like stay words. */
function linkTo(url: string | undefined, text: string, bold = false): RichElement {
  const isWeb =
    url !== undefined && url.length <= LIMITS.linkUrl && /^https?:\/\//.test(url) && URL.canParse(url);
  return isWeb ? { type: 'link', url, text, ...(bold ? { style: { bold } } : {}) } : textElement(text, bold);
}

/** Elements in groups of at most a block's text, cut where it reads best. */
function groupsOf(elements: readonly RichElement[]): RichElement[][] {
  const groups: RichElement[][] = [[]];
  let size = 0;
  const pieces = elements.flatMap((element): RichElement[] =>
    element.type === 'text'
      ? splitText(element.text, LIMITS.blockText).map((text) => ({ ...element, text }))
      : [element],
  );
  for (const piece of pieces) {
    const length = plainOf([piece]).length;
    if (size > 0 && size + length > LIMITS.blockText) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(piece);
    size += length;
  }
  return groups.filter((group) => plainOf(group).trim() !== '');
}

const paragraphs = (
  elements: readonly RichElement[],
  frame: (elements: RichElement[]) => slack.RichTextBlockElement,
): Piece[] =>
  groupsOf(elements).map((group) => ({ block: richText(frame(group)), plain: plainOf(group).trim() }));

/** Bulleted lists, a new one when the last is full. */
function lists(items: readonly RichElement[][]): { block: slack.RichTextBlock; plain: string }[] {
  const rows = items.flatMap(groupsOf);
  const full: RichElement[][][] = [];
  let size = 0;
  for (const row of rows) {
    const length = JSON.stringify(row).length;
    const last = full.at(-1);
    if (last && size + length <= LIMITS.blockText) {
      last.push(row);
      size += length;
    } else {
      full.push([row]);
      size = length;
    }
  }
  return full.map((list) => ({
    block: richText({ type: 'rich_text_list', style: 'bullet', elements: list.map(section) }),
    plain: list.map((row) => `• ${plainOf(row).trim()}`).join('\n'),
  }));
}

function sources(items: readonly SourceItem[]): Piece[] {
  const rows = items.map((item): RichElement[] => {
    const title =
      item.section && item.section !== item.title ? `${item.title} : ${item.section}` : item.title;
    const details = [
      ...(item.page ? [slackTexts.page(item.page)] : []),
      ...(item.slide ? [slackTexts.slide(item.slide)] : []),
      ...(item.articles.length > 0 ? [item.articles.join(', ')] : []),
      ...(item.validity ? [item.validity] : []),
    ];
    return [
      textElement(`[${item.n}] `),
      linkTo(item.url, title),
      ...(details.length > 0 ? [textElement(` · ${details.join(' · ')}`)] : []),
    ];
  });
  const title = section([textElement(slackTexts.sources, true)]);
  return lists(rows).map(({ block, plain }, index) =>
    index === 0
      ? {
          block: { ...block, elements: [title, ...block.elements] },
          plain: `${slackTexts.sources}\n${plain}`,
        }
      : { block, plain },
  );
}

function choices(all: readonly Choice[], block: number): Piece[] {
  const buttons = all.flatMap((choice, index) => {
    const button = buttonOf(choice, `choice:${block}:${index}`);
    return button ? [{ button, label: choice.label }] : [];
  });
  const pieces: Piece[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.actionElements) {
    const row = buttons.slice(start, start + LIMITS.actionElements);
    pieces.push({
      block: { type: 'actions', elements: row.map(({ button }) => button) },
      plain: row.map(({ label }) => slackTexts.alsoAsk(label)).join('\n'),
    });
  }
  return pieces;
}

/** A button that carries what it says. One that could not carry it whole would say something else: it is left out. */
function buttonOf(choice: Choice, actionId: string): slack.Button | undefined {
  const value = JSON.stringify({ kind: choice.kind, value: choice.value, label: choice.label });
  if (value.length > LIMITS.buttonValue || choice.label === '' || choice.value === '') return undefined;
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cut(choice.label, LIMITS.buttonText), emoji: false },
    value,
  };
}

/** Slack's own thumbs, which stay pressed. */
const rating = (messageId: string, block: number): slack.ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: `rating:${block}`,
      positive_button: { text: { type: 'plain_text', text: slackTexts.helpful }, value: `up:${messageId}` },
      negative_button: {
        text: { type: 'plain_text', text: slackTexts.notHelpful },
        value: `down:${messageId}`,
      },
    },
  ],
});
