/** @import { CasePage, Passage, Start, Tried } from './desk-types.js' */

import { ApiError, call } from './api.js';
import { deskTexts as texts } from './desk-texts.js';
import { button, h } from './dom.js';

/** Who goes from case to case without stopping needs no passages. */
const SETTLED_MS = 200;

/**
 * Beside the exchange: what the company asks, what the bot tried, and passages of the knowledge.
 * @param {{ words: Start['words'], onInsert: (passage: Passage, withText: boolean) => void }} parts
 */
export function createSide({ words, onInsert }) {
  const brief = h('div', { class: 'brief' });
  const field = h('input', { id: 'passage-words', type: 'search', autocomplete: 'off' });
  const results = h('ol', { class: 'passages' });
  const heading = h('p', { class: 'small', role: 'status' });
  const form = h(
    'form',
    { class: 'passage-form', role: 'search' },
    h('label', { for: 'passage-words' }, texts.searchPassages),
    h(
      'span',
      { class: 'passage-field' },
      field,
      h('button', { type: 'submit', class: 'quiet' }, texts.search),
    ),
  );
  // On a phone the exchange comes first: what is beside it opens by a press.
  const open = matchMedia('(min-width: 56.01rem)').matches;
  const briefBox = h('details', { open }, h('summary', {}, texts.brief), brief);
  const passageBox = h('details', { open }, h('summary', {}, texts.passages), form, heading, results);
  const root = h('aside', { class: 'side', 'aria-label': 'Aide à la réponse' }, briefBox, passageBox);
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = field.value.trim();
    clearTimeout(later);
    if (words) void load(`q=${encodeURIComponent(words)}`, texts.found(words));
  });

  /** @param {string} query @param {string} title */
  async function load(query, title) {
    asked += 1;
    const own = asked;
    try {
      const answer = /** @type {{ items: Passage[] }} */ (await call(`/desk/api/search?${query}`));
      if (own !== asked) return;
      heading.textContent = answer.items.length > 0 ? title : texts.noPassage;
      results.replaceChildren(...answer.items.map(drawPassage));
    } catch (error) {
      if (own === asked) heading.textContent = error instanceof ApiError ? error.message : String(error);
    }
  }

  /** @param {Passage} passage */
  function drawPassage(passage) {
    const { source, text } = passage;
    const { excerpt } = source;
    const articles = source.articles.join(', ');
    return h(
      'li',
      { class: 'passage' },
      h('p', { class: 'passage-title' }, source.section),
      h('p', { class: 'small' }, [source.title, articles, source.validity].filter(Boolean).join(' · ')),
      h('p', { class: 'words' }, text),
      excerpt && excerpt !== text
        ? h(
            'details',
            { class: 'excerpt' },
            h('summary', {}, texts.readMore),
            ...excerpt.split(/\n{2,}/).map((part) => h('p', { class: 'words' }, part)),
          )
        : undefined,
      h(
        'p',
        { class: 'passage-buttons' },
        button(
          { class: 'quiet small-button', 'aria-label': texts.insertNamed(source.section) },
          [texts.insert],
          () => onInsert(passage, true),
        ),
        button(
          { class: 'quiet small-button', 'aria-label': texts.citeNamed(source.section) },
          [texts.cite],
          () => onInsert(passage, false),
        ),
      ),
    );
  }

  return {
    root,
    /** @param {CasePage} page @param {boolean} isWide */
    fill: (page, isWide) => {
      brief.replaceChildren(...drawBrief(page, words));
      briefBox.open = isWide;
      passageBox.open = isWide;
      field.value = '';
      results.replaceChildren();
      heading.textContent = '';
      clearTimeout(later);
      asked += 1;
      const { id } = page.row;
      if (page.brief.summary)
        later = setTimeout(() => void load(`caseId=${encodeURIComponent(id)}`, texts.suggested), SETTLED_MS);
    },
    /** The field that looks for passages. */
    search: () => {
      passageBox.open = true;
      field.focus();
    },
  };
}

/** @param {CasePage} page @param {Start['words']} words @returns {HTMLElement[]} */
function drawBrief({ row, brief: { summary, tried }, mail, company }, { reasons }) {
  const facts = [
    `${texts.facts.reason} : ${reasons[row.reason] ?? row.reason}`,
    `${texts.facts.channel} : ${row.channel}`,
    ...(mail ? [`${texts.facts.mail} : ${mail}`] : []),
  ];
  return [
    h('p', { class: 'small' }, facts.join(' · ')),
    ...(summary ? [h('h3', {}, texts.asks), h('p', { class: 'words' }, summary)] : []),
    ...(company
      ? [
          h('h3', {}, texts.company(company.name)),
          h('ul', { class: 'small' }, ...company.lines.map((line) => h('li', { class: 'words' }, line))),
        ]
      : []),
    ...(tried.length > 0
      ? [h('h3', {}, texts.tried), h('ol', { class: 'tried' }, ...tried.map(drawTried))]
      : []),
  ];
}

/** @param {Tried} one */
function drawTried({ question, kind, said, sources, rating }) {
  const kinds = /** @type {Record<string, string>} */ (texts.triedKinds);
  const rated = rating === 'down' ? ` (${texts.ratedDown})` : rating === 'up' ? ` (${texts.ratedUp})` : '';
  return h(
    'li',
    {},
    h('p', { class: 'words' }, `« ${question} »`),
    h('p', { class: 'words small' }, `L’assistant ${kinds[kind] ?? kind}${rated} : ${said}`),
    sources.length > 0
      ? h(
          'p',
          { class: 'small' },
          `${texts.sources} ${sources.map(({ title, section }) => `${title}, « ${section} »`).join(' ; ')}`,
        )
      : undefined,
  );
}
