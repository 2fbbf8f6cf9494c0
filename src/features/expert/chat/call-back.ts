import { readPhone, spacedPhone } from '#src/company/form/readers/phone.ts';

/** By telephone: the number, and the moment, as they were said. */
export interface CallBack {
  /** « 06 12 34 56 78 » */
  readonly phone?: string | undefined;
  /** « lundi matin » */
  readonly when?: string | undefined;
  /** A number that they gave before, elsewhere: it is asked whether it is the one. */
  readonly offered?: string | undefined;
}

const NUMBER = /(?<!\d[ .-]?)(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}(?![ .]?\d)/;
const DAY =
  "(?:aujourd[’']hui|demain|dem1|demin|apr[eè]s[- ]demain|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|ce (?:matin|midi|soir)|cet apr[eè]s[- ]midi|cet aprem|c't aprem|tous les (?:jours|matins|soirs))";
const PART = '(?:matin(?:[eé]e)?|midi|apr[eè]s[- ]midi|aprem|soir(?:[eé]e)?|prochain)';
const HOUR =
  "(?:[aà]|vers|avant|apr[eè]s|d[eè]s|entre|[aà] partir de|jusqu[’'][aà]) ?(?:\\d{1,2} ?(?:h|heures?)(?: ?\\d{2})?|midi)";
const SPAN = '(?: ?(?:et|-|[aà]) ?(?:\\d{1,2} ?(?:h|heures?)(?: ?\\d{2})?|midi))?';
const WHEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:plut[oô]t )?(?:le )?(?:${DAY}(?: ${PART})?(?: ${HOUR}${SPAN})?|(?:matin|soir|midi)(?=$|[,.;!?])|${HOUR}${SPAN}))(?![\\p{L}\\p{N}])`,
  'iu',
);

/** What a message says of how and when to call back; nothing is guessed. Pure. */
export function callBackIn(text: string): CallBack {
  const number = NUMBER.exec(text)?.[0];
  const read = number === undefined ? undefined : readPhone(number);
  const when = WHEN.exec(number === undefined ? text : text.replace(number, ' , '))?.[0].trim();
  return { phone: read?.ok ? spacedPhone(read.value) : undefined, when };
}
