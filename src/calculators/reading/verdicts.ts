import { type Polarity, polarityOf } from '#src/reader/polarity.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import { askedPart } from './asked-part.ts';

/** What a question is answered in a word; nothing where neither would be true. */
export type Verdict = 'oui' | 'non' | undefined;

/** How a chat line asks whether something is allowed, on folded text. */

/** « c'est abusif ? », « trop long ? » */
export const UNFAIR = /\b(?:abusi\w+|interdit\w*|illega\w+|irreguli\w+|trop|exagere\w*|pas le droit)\b/;
/** « ils ont le droit ? », « c'est normal ? » */
export const FAIR =
  /\b(?:peut|peuvent|pouvai(?:t|ent)|droit|legal\w*|normal\w*|ok|autorise\w*|permis|possible|reguli\w+|correct|conforme|dans les clous)\b/;

const said = (truth: boolean): 'oui' | 'non' => (truth ? 'oui' : 'non');

/**
 * The yes or no on an act that is allowed or not: « elle peut ? » and « c'est interdit ? » have contrary ones. None when
 * the question asks whether the act is compulsory, or speaks of doing without it.
 */
export function onPermission(polarity: Polarity | undefined, allowed: boolean): Verdict {
  if (!polarity || polarity.without || polarity.modality === 'obligatoire') return undefined;
  return said(allowed === (polarity.modality !== 'interdit'));
}

/**
 * The yes or no on a duty: « c'est obligatoire ? » and « peut-on s'en passer ? » have contrary ones. None when the
 * question asks whether what may be a duty is allowed.
 */
export function onDuty(polarity: Polarity | undefined, due: boolean): Verdict {
  if (!polarity) return undefined;
  const { modality, without } = polarity;
  if (without) {
    if (modality === 'permis' || modality === 'vrai') return said(!due);
    return modality === 'interdit' ? said(due) : undefined;
  }
  return modality === 'obligatoire' || modality === 'vrai' ? said(due) : undefined;
}

/** Whether the clause that asks denies: « l'avance n'est pas versée, ils sont en retard ? » denies nothing it asks. */
export const asksInTheNegative = (quantities: Quantities): boolean =>
  /\b(?:pas|plus|jamais|rien|aucune?)\b/.test(
    (askedPart(quantities)?.asking ?? '').replace(/\bou (?:pas|non)\b/g, ' '),
  );

/** « à partir de quand mon sous-traitant est accepté ? » wants a day, though it reads as a yes or no. */
export const asksWhen = (quantities: Quantities): boolean =>
  /\bquand\b(?! meme)|\bquel(?:le)? (?:jour|date|est la date)|\bcombien\b|\bjusqu'a (?:quand|quel)/.test(
    askedPart(quantities)?.asking ?? '',
  );

/**
 * How a question asks whether something is allowed: « …, normal ? », « …, abusif ? » as « a-t-elle le droit ? ». Its last
 * clause decides where the whole sentence reads as no question: « un client qui paie à 70 jours, légal ? ».
 */
export function permissionAsked(
  quantities: Quantities,
  polarity: Polarity | undefined,
): Polarity | undefined {
  const asking = askedPart(quantities)?.asking ?? '';
  const own = polarity ?? (quantities.text.includes('?') ? polarityOf(`${asking} ?`) : undefined);
  if (own?.modality !== 'vrai') return own;
  if (UNFAIR.test(asking)) return { ...own, modality: 'interdit' };
  return FAIR.test(asking) ? { ...own, modality: 'permis' } : own;
}
