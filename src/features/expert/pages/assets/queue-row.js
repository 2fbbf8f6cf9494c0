/** @import { Person, Row } from './desk-types.js' */

import { deskTexts as texts } from './desk-texts.js';
import { duration, now, shortMoment } from './desk-time.js';
import { h } from './dom.js';

/** @param {Row} row */
export const companyOf = (row) => row.company ?? texts.someone(row.channel);

/** Who must do something, in words. @param {Row} row @param {Person} me @param {Record<string, string>} ends */
export function standing(row, me, ends) {
  const mine = row.owner?.key === me.key;
  const owner = row.owner?.name ?? '';
  switch (row.state) {
    case 'open':
      return texts.toTake;
    case 'waiting_company':
      return mine ? texts.waitsCompany : `${texts.waitsCompany} (${owner})`;
    case 'closed':
      return ends[row.endReason ?? ''] ?? '';
    default:
      return mine ? texts.waitsYou : texts.waitsOwner(owner);
  }
}

/** The closing date as a countdown; undefined when none is known. @param {Row} row */
export function countdown({ deadline }) {
  if (!deadline) return undefined;
  const left = deadline.at - now();
  const said = left > 0 ? texts.closesIn(duration(left)) : texts.closesPast;
  return deadline.certain || left <= 0 ? said : `${said} (${texts.unsureHour})`;
}

/** How long the company has waited, and until when it was promised an answer. @param {Row} row */
export function waiting({ waitingSince, answerBy, state }) {
  if (waitingSince === undefined || state === 'closed') return undefined;
  const isLate = answerBy !== undefined && answerBy < now();
  const promise =
    answerBy === undefined
      ? ''
      : ` · ${isLate ? texts.answerLate(shortMoment(answerBy)) : texts.answerBy(shortMoment(answerBy))}`;
  return { isLate, text: texts.waits(duration(now() - waitingSince)) + promise };
}

/** A word and a colour for how pressing a case is; nothing for an ordinary one. @param {Row} row */
export function levelBadge({ level, state }) {
  const word = state === 'closed' ? '' : texts.levels[level];
  return word ? h('span', { class: `badge level-${level}` }, word) : undefined;
}

/**
 * The words of a row of the queue.
 * @param {Row} row
 * @param {{ me: Person, ends: Record<string, string>, isNew: boolean, hasDraft: boolean }} context
 */
export function rowParts(row, { me, ends, isNew, hasDraft }) {
  const wait = waiting(row);
  const left = countdown(row);
  return [
    h(
      'span',
      { class: 'row-top' },
      levelBadge(row),
      h('span', { class: 'row-name' }, companyOf(row)),
      isNew ? h('span', { class: 'badge badge-new' }, texts.news) : undefined,
      h('span', { class: 'row-number' }, `nº ${row.number}`),
    ),
    h(
      'span',
      { class: 'row-words' },
      (row.state === 'open' ? row.summary : row.lastSaid) || row.lastSaid || row.summary,
    ),
    h(
      'span',
      { class: 'row-facts' },
      h('span', { class: row.state === 'open' ? 'to-take' : undefined }, standing(row, me, ends)),
      left && row.state !== 'closed' ? h('span', { class: `closes level-${row.level}` }, left) : undefined,
      hasDraft ? h('span', { class: 'draft-mark' }, 'brouillon') : undefined,
    ),
    wait ? h('span', { class: wait.isLate ? 'row-wait late' : 'row-wait' }, wait.text) : undefined,
  ];
}
