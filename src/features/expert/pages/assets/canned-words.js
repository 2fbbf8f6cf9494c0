/** @import { Canned, Row } from './desk-types.js' */

import { moment } from './desk-time.js';

/**
 * A ready-made answer with what the desk knows of a case; what it does not stays in brackets, to be completed.
 * @param {Canned} one
 * @param {Row} of
 * @param {string} expert the name of who answers
 */
export function filled({ text }, of, expert) {
  /** @type {Record<string, string | undefined>} */
  const values = {
    entreprise: of.company,
    expert,
    dossier: String(of.number),
    'date-limite': of.deadline && moment(of.deadline.at),
  };
  return text.trim().replace(/\{\{([^{}]*)\}\}/g, (_, name) => values[name.trim()] ?? `[${name.trim()} ?]`);
}
