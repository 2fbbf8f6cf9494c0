import { button, h, icon } from './dom.js';
import { isForPage } from './menu.js';
import { openFrom } from './panels.js';
import { createRating } from './rating.js';
import { texts } from './texts.js';

/** @import { Block, Choice, MessageView, RichText, SourceItem } from './types.js' */

/**
 * The content of an answer.
 * @param {Extract<MessageView, { blocks: unknown }>} message
 * @param {{ onChoice: (choice: Choice) => void }} handlers
 * @returns {HTMLElement[]}
 */
export function drawBlocks(message, { onChoice }) {
  return message.blocks.map((block) => drawBlock(block, message, onChoice));
}

/**
 * @param {Block} block
 * @param {Extract<MessageView, { blocks: unknown }>} message
 * @param {(choice: Choice) => void} onChoice
 */
function drawBlock(block, message, onChoice) {
  switch (block.type) {
    case 'paragraph':
      return h('p', {}, ...drawText(block.text, message.id));
    case 'list':
      return h('ul', {}, ...block.items.map((item) => h('li', {}, ...drawText(item, message.id))));
    case 'note': {
      // An information shows by its frame; a warning must also be said.
      const label =
        block.tone === 'warning'
          ? h('strong', {}, texts.warning)
          : h('span', { class: 'visually-hidden' }, texts.info);
      return h('p', { class: `note note-${block.tone}` }, label, ...drawText(block.text, message.id));
    }
    case 'sources':
      return drawSources(block.items, message.id);
    case 'file':
      return drawFile(block);
    case 'choices':
      return drawChoices(block.choices, onChoice);
    case 'rating':
      return createRating(message.id, message.rating, block.asked === true);
  }
}

/**
 * @param {RichText} text
 * @param {string} messageId
 * @returns {Node[]}
 */
function drawText(text, messageId) {
  return text.flatMap((span) => [
    span.strong ? h('strong', {}, typeset(span.text)) : document.createTextNode(typeset(span.text)),
    ...(span.cites ?? []).map((n) => drawCitation(n, messageId)),
  ]);
}

/** French punctuation never begins a line. @param {string} text */
const typeset = (text) => text.replace(/ (?=[:;!?»])/g, '\u00a0').replaceAll('« ', '«\u00a0');

/**
 * @param {number} n
 * @param {string} messageId
 */
function drawCitation(n, messageId) {
  return button({ class: 'cite', 'aria-label': texts.source(n) }, [`[${n}]`], (pressed) => {
    const source = document.getElementById(sourceId(messageId, n));
    if (source instanceof HTMLDetailsElement) openFrom(source, pressed);
  });
}

/** @type {(messageId: string, n: number) => string} */
const sourceId = (messageId, n) => `source-${messageId}-${n}`;

/**
 * @param {readonly SourceItem[]} items
 * @param {string} messageId
 */
function drawSources(items, messageId) {
  const titleId = `sources-${messageId}`;
  return h(
    'div',
    { class: 'sources', role: 'group', 'aria-labelledby': titleId },
    h('p', { class: 'group-title', id: titleId }, texts.sources),
    ...items.map((source) => drawSource(source, messageId)),
  );
}

/**
 * @param {SourceItem} source
 * @param {string} messageId
 */
function drawSource(source, messageId) {
  const { n, title, section, articles, excerpt, validity, page, slide, url } = source;
  const name = section && section !== title ? `${n}. ${title} — ${section}` : `${n}. ${title}`;
  const place = [
    page === undefined ? undefined : texts.page(page),
    slide === undefined ? undefined : texts.slide(slide),
  ];
  const details = [...place, validity].filter(Boolean).join(' · ');
  const link = url
    ? h(
        'a',
        { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'source-link' },
        texts.link,
        h('span', { class: 'visually-hidden' }, ` ${texts.newTab}`),
      )
    : undefined;
  return h(
    'details',
    { class: 'source', id: sourceId(messageId, n) },
    h(
      'summary',
      {},
      h('span', { class: 'source-name' }, name),
      ...articles.flatMap((article) => [' ', h('span', { class: 'chip' }, article)]),
    ),
    h(
      'div',
      { class: 'source-body' },
      excerpt ? h('blockquote', {}, excerpt) : undefined,
      details ? h('p', { class: 'source-details' }, details) : undefined,
      link,
    ),
  );
}

const DOWNLOAD = 'M12 4v11m0 0l-4.5-4.5M12 15l4.5-4.5M5 19.5h14';

/**
 * A file to take away. The server makes it a download; an address that is out of date shows a page that says so.
 * @param {Extract<Block, { type: 'file' }>} file
 */
function drawFile({ name, url }) {
  return h(
    'p',
    { class: 'file' },
    h(
      'a',
      { href: url, class: 'file-link' },
      icon(DOWNLOAD),
      h('span', { class: 'visually-hidden' }, `${texts.download} `),
      name,
    ),
  );
}

/**
 * @param {readonly Choice[]} choices
 * @param {(choice: Choice) => void} onChoice
 */
function drawChoices(choices, onChoice) {
  return h(
    'div',
    { class: 'choices', role: 'group', 'aria-label': texts.choices },
    ...choices.map((choice) =>
      button({ class: 'choice', 'data-action': choice.kind === 'action' }, [choice.label], (pressed) => {
        if (choice.kind === 'action' && !isForPage(choice.value))
          pressed.setAttribute('aria-disabled', 'true');
        onChoice(choice);
      }),
    ),
  );
}

/**
 * Puts out of use the commands that a past message already carried out: what the person pressed stands in the
 * conversation under the button's own words.
 * @param {HTMLElement} article
 * @param {string} text what the company's next message says
 */
export function markUsedAction(article, text) {
  for (const choice of article.querySelectorAll('.choice[data-action]')) {
    if (choice.textContent === text) choice.setAttribute('aria-disabled', 'true');
  }
}
