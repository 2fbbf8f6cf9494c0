import type { InboundContent } from '#src/channel/port.ts';
import { readCode } from '#src/person/codes/code-text.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What one asks of a company's file that is registered. */
export type CompanyRequest =
  | { readonly type: 'file' | 'invite' | 'history' }
  | { readonly type: 'edit' }
  | { readonly type: 'join'; readonly siren: string }
  | { readonly type: 'use'; readonly code: string }
  /** Says that a file is not held by its company; which one, unless it is what was last spoken of. */
  | {
      readonly type: 'dispute';
      readonly about: { readonly siren?: string; readonly key?: string };
      readonly words: string;
    }
  /** Asks the team to look again at a file that it refused. */
  | { readonly type: 'review' }
  /** Whether who confirmed a member's address is that member, elsewhere. */
  | { readonly type: 'same'; readonly companyId: string; readonly yes: boolean }
  | { readonly type: 'decide'; readonly personId: string; readonly accepted: boolean };

/** Values of the buttons, within Telegram's 64 bytes. */
export const companyButtons = {
  join: (siren: string): string => `co:join:${siren}`,
  decide: (personId: string, accepted: boolean): string => `co:${accepted ? 'yes' : 'no'}:${personId}`,
  same: (companyId: string, yes: boolean): string => `co:${yes ? 'me' : 'other'}:${companyId}`,
  invite: 'co:invite',
  edit: 'co:edit',
  review: 'co:review',
  dispute: (siren: string): string => `co:dispute:${siren}`,
};

const OUR =
  "(?:ma|notre|la) (?:fiche|page)(?: (?:de )?(?:l'|mon |notre |d')?(?:entreprise|structure|association|referencement))?";
const FILE = new RegExp(
  `^\\W*(?:(?:je (?:veux|voudrais)|on (?:veut|voudrait)|puis-je|pouvez-vous) )?(?:voir |montre[rz]?(?:[- ]moi)? |affiche[rz]? |consulter |relire )?${OUR}(?: (?:svp|stp|s'il vous plait))?\\W*$`,
);
const INVITE =
  /^\W*(?:(?:je (?:veux|voudrais)|on (?:veut|voudrait)|comment|puis-je) )?(?:inviter|ajouter|invite[rz]?) (?:un|une|mon|ma|notre|des|mes) (?:autre )?(?:collegues?|associee?s?|personnes?|salariee?s?|collaborat\w+)(?: (?:a|sur|dans|pour) .{0,30})?\W*$/;
const HISTORY = new RegExp(`^\\W*(?:voir )?(?:l')?historique (?:de |des changements de )?${OUR}\\W*$`);
const USE = /^\W*rejoindre (?:(?:l'entreprise|la fiche|avec|le|code) )*([^:?]{1,40})$/;

/**
 * What may be said to be another's: « ce n'est pas nous », « cette fiche n'est pas à nous », « se fait passer pour nous ».
 * « Ce n'est pas moi » is of a person, and answers other questions.
 */
const US =
  '(?:nous|notre (?:entreprise|societe|structure|association|fiche)|(?:mon|ma) (?:entreprise|societe|structure|association))';
const NOT_US = new RegExp(
  `^\\W{0,9}(?:(?:bonjour|bonsoir|non|mais)\\W{0,9}){0,2}(?:(?:ce n'est|c'est|ce ne sont) pas ${US}|(?:cette|la) fiche n'est pas (?:a nous|a moi|la notre|la mienne|de nous|tenue par nous)|(?:quelqu'un|on|une personne) (?:se fait passer pour|usurpe|parle au nom de) ${US}|usurpation (?:de|d') ?${US})(?: (?:qui (?:l'avons|l'ai|avons|ai|a|avait) (?:cree|faite?|inscrite?|remplie?|referencee?)(?: cette fiche)?))?([^a-z]{0,30}(?:(?:fiche|siret|siren|numero)\\W{0,9})?[0-9a-f .-]{0,30})\\W{0,9}$`,
);
const REVIEW =
  /^\W*(?:je (?:veux|voudrais|demande) |demander )?(?:une )?nouvelle verification(?: de (?:ma|notre) fiche)?\W*$/;
/** What such words may be long. */
const DISPUTE_LONGEST = 200;

/** Reads a message, or a button, about a company's registered file; undefined for anything else. */
export function companyRequestOf(content: InboundContent): CompanyRequest | undefined {
  if (content.type === 'action') return ofButton(content.value);
  if (content.type !== 'text') return undefined;
  const said = fold(content.text).replace(/\s+/g, ' ').trim();
  const read = readCode((USE.exec(said)?.[1] ?? '').replace(/(?<![^a-z0-9])[^a-z0-9]+$/, ''));
  // One that lacks a sign is none that anybody was given: it is said to be wrong.
  if (read.type !== 'none') return { type: 'use', code: read.type === 'code' ? read.code : '' };
  if (HISTORY.test(said)) return { type: 'history' };
  if (FILE.test(said)) return { type: 'file' };
  const disputed = said.length <= DISPUTE_LONGEST ? NOT_US.exec(said)?.[1] : undefined;
  if (disputed !== undefined)
    return { type: 'dispute', about: companyNamedIn(disputed), words: content.text };
  if (REVIEW.test(said)) return { type: 'review' };
  return INVITE.test(said) ? { type: 'invite' } : undefined;
}

/** « (fiche 0a1b2c3d4e) », « SIRET 732 829 320 00074 », « 732829320 »; nothing where no company is named. */
function companyNamedIn(words: string): { siren?: string; key?: string } {
  const key = /\bfiche\W*([0-9a-f]{10})\b/.exec(words)?.[1];
  if (key) return { key };
  const digits = words.replace(/\D/g, '');
  return digits.length === 9 || digits.length === 14 ? { siren: digits.slice(0, 9) } : {};
}

function ofButton(value: string): CompanyRequest | undefined {
  const [start, kind, rest = ''] = value.split(':');
  if (start !== 'co') return undefined;
  if (kind === 'join' && /^\d{9}$/.test(rest)) return { type: 'join', siren: rest };
  if (kind === 'me' || kind === 'other') return { type: 'same', companyId: rest, yes: kind === 'me' };
  if (kind === 'yes' || kind === 'no') return { type: 'decide', personId: rest, accepted: kind === 'yes' };
  if (kind === 'dispute' && /^\d{9}$/.test(rest))
    return { type: 'dispute', about: { siren: rest }, words: '' };
  return kind === 'invite' || kind === 'edit' || kind === 'review' ? { type: kind } : undefined;
}
