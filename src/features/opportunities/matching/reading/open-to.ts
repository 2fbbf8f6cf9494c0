import { fold } from '#src/platform/french/text-analysis.ts';
import type { Family } from '../bidder.ts';

const OPEN = /\b(?:ouvert|reserve|destine|dedie|adresse)\w{0,8}\s{1,3}(?:aux?|a)\b([^.;]{1,250})/;
const NAMES: readonly (readonly [Family, RegExp])[] = [
  ['ess', /\b(?:ess|economie sociale|solidaires?|cooperatives?)\b/],
  ['insertion', /\b(?:insertion|siae|inclusi(?:on|ves?|fs?))\b/],
  ['handicap', /\b(?:handicap\w{0,4}|entreprises? adaptees?|esat)\b/],
  ['qpv', /\b(?:quartiers?|qpv)\b/],
  ['circular', /\b(?:circulaires?|reemploi)\b/],
  ['diversity', /\bdiversite\b/],
];

/** The families to which a meeting or a call is open, from its words; none where it is open to all. */
export function openToSaid(text: string): Family[] {
  const said = OPEN.exec(fold(text.slice(0, 8_000)))?.[1] ?? '';
  return NAMES.flatMap(([family, pattern]) => (pattern.test(said) ? [family] : []));
}
