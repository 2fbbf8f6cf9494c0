/** @import { CaseEvent, CasePage, Message, Part, Row, Start } from './desk-types.js' */

import { deskTexts as texts } from './desk-texts.js';
import { moment, shortMoment } from './desk-time.js';
import { button, h, scrolling } from './dom.js';
import { eventLine, lostLine } from './event-lines.js';
import { companyOf } from './queue-row.js';

/** So near its end, a person follows what comes; further up, they read. In pixels. */
const NEAR = 120;

/**
 * The exchange of a case: messages, what happened, notes, in order of time.
 * @param {Start} start
 */
export function createTimeline({ me, words }) {
  const list = h('ol', { class: 'turns', 'aria-label': 'Échange' });
  const jump = button({ class: 'quiet jump', hidden: true }, [texts.newBelow], () => toEnd());
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Échange' },
    list,
  );
  const root = h('div', { class: 'timeline' }, scroller, jump);
  /** @typedef {{ at: number, seq?: number, node: HTMLLIElement }} Line */
  /** @type {Map<string, Line>} */
  const lines = new Map();
  /** Why messages were not delivered, by their id. @type {Map<string, string>} */
  const lost = new Map();
  /** @type {Row | undefined} */
  let row;

  const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  scroller.addEventListener('scroll', () => {
    if (isNearEnd()) jump.hidden = true;
  });
  const toEnd = () => {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: scrolling() });
    jump.hidden = true;
  };

  /** @param {string} id @param {Line} line */
  function place(id, line) {
    lines.get(id)?.node.remove();
    lines.set(id, line);
    // What comes is nearly always the last: looked for from the end.
    let before = /** @type {Element | null} */ (null);
    for (let last = list.lastElementChild; last; last = last.previousElementSibling) {
      const other = lines.get(/** @type {HTMLElement} */ (last).dataset.id ?? '');
      if (other && !isAfter(other, line)) break;
      before = last;
    }
    line.node.dataset.id = id;
    list.insertBefore(line.node, before);
  }

  /** @param {Line} a @param {Line} b */
  const isAfter = (a, b) => (a.seq !== undefined && b.seq !== undefined ? a.seq > b.seq : a.at > b.at);

  /** @param {Message} message */
  function addMessage(message) {
    const { id, at, seq, author, by } = message;
    const company = row ? companyOf(row) : texts.authors.company;
    const name = author === 'company' ? company : (by?.name ?? texts.authors[author]);
    const mine = by?.key === me.key;
    const kind = lost.get(id);
    const marks = [mine && 'mine', message.withheld && 'withheld', kind && 'undelivered'];
    const node = h(
      'li',
      { class: ['turn', `from-${author}`, ...marks].filter(Boolean).join(' ') },
      h(
        'p',
        { class: 'turn-head' },
        h('strong', {}, mine ? `${name} (${texts.you})` : name),
        ' ',
        h('time', { datetime: new Date(at).toISOString() }, shortMoment(at)),
      ),
      ...message.parts.flatMap(drawPart),
      message.withheld ? h('p', { class: 'mark' }, texts.withheld) : undefined,
      kind ? h('p', { class: 'mark' }, lostLine(kind)) : undefined,
    );
    place(id, { at, seq, node });
  }

  /** @param {CaseEvent} event */
  function addEvent(event) {
    const { id, at, type, actor, data } = event;
    if (type === 'note') {
      const head = h(
        'p',
        { class: 'turn-head' },
        h('strong', {}, `Note de ${actor?.name ?? ''}`),
        ' ',
        h('time', {}, shortMoment(at)),
      );
      place(id, { at, node: h('li', { class: 'turn note' }, head, ...paragraphs(String(data.text ?? ''))) });
      return;
    }
    const text = eventLine(event, words, moment);
    if (text === undefined) return;
    place(id, { at, node: h('li', { class: 'event' }, `${text} `, h('time', {}, shortMoment(at))) });
  }

  /** @param {Message[]} messages @param {CaseEvent[]} events */
  function add(messages, events) {
    const follows = isNearEnd();
    const undelivered = events.filter(({ type }) => type === 'undelivered');
    for (const { data } of undelivered) lost.set(String(data.messageId), String(data.kind));
    for (const message of messages) {
      known.set(message.id, message);
      addMessage(message);
    }
    for (const event of events) addEvent(event);
    for (const { data } of undelivered) {
      const of = known.get(String(data.messageId));
      if (of) addMessage(of);
    }
    if (follows) scroller.scrollTop = scroller.scrollHeight;
    else if (messages.some(({ author }) => author === 'company')) jump.hidden = false;
  }
  /** @type {Map<string, Message>} */
  const known = new Map();

  return {
    root,
    scroller,
    add,
    /** The exchange of a case just opened, or read again. @param {CasePage} page */
    fill: (page) => {
      const isOther = row?.id !== page.row.id;
      row = page.row;
      if (isOther) {
        lines.clear();
        known.clear();
        lost.clear();
        list.replaceChildren();
        jump.hidden = true;
      }
      add(page.messages, page.events);
      if (isOther) scroller.scrollTop = scroller.scrollHeight;
    },
  };
}

/** @param {string} text */
const paragraphs = (text) => text.split(/\n{2,}/).map((part) => h('p', { class: 'words' }, part));

/** Words of a message, as text and nothing else. @param {Part} part @returns {HTMLElement[]} */
function drawPart(part) {
  switch (part.type) {
    case 'text':
      return paragraphs(part.text);
    case 'note':
      return [h('p', { class: 'words remark' }, part.text)];
    case 'list':
      return [h('ul', {}, ...part.items.map((item) => h('li', {}, item)))];
    case 'buttons':
      return [h('p', { class: 'small' }, texts.buttons(part.labels))];
    case 'file':
      return [h('p', { class: 'small' }, texts.file(part.name))];
    case 'sources':
      return [
        h(
          'p',
          { class: 'small' },
          `${texts.sources} ${part.items.map(({ title, section }) => `${title}, « ${section} »`).join(' ; ')}`,
        ),
      ];
    default:
      return [];
  }
}
