import type { InboundContent } from '#src/channel/port.ts';
import { fold } from '#src/retrieval/french-text.ts';

/** What one asks of a company's file that is registered. */
export type CompanyRequest =
  | { readonly type: 'file' | 'invite' | 'history' }
  | { readonly type: 'edit' }
  | { readonly type: 'join'; readonly siren: string }
  | { readonly type: 'use'; readonly code: string }
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
};

const OUR =
  "(?:ma|notre|la) (?:fiche|page)(?: (?:de )?(?:l'|mon |notre |d')?(?:entreprise|structure|association|referencement))?";
const FILE = new RegExp(
  `^\\W*(?:(?:je (?:veux|voudrais)|on (?:veut|voudrait)|puis-je|pouvez-vous) )?(?:voir |montre[rz]?(?:[- ]moi)? |affiche[rz]? |consulter |relire )?${OUR}(?: (?:svp|stp|s'il vous plait))?\\W*$`,
);
const INVITE =
  /^\W*(?:(?:je (?:veux|voudrais)|on (?:veut|voudrait)|comment|puis-je) )?(?:inviter|ajouter|invite[rz]?) (?:un|une|mon|ma|notre|des|mes) (?:autre )?(?:collegues?|associee?s?|personnes?|salariee?s?|collaborat\w+)(?: (?:a|sur|dans|pour) .{0,30})?\W*$/;
const HISTORY = new RegExp(`^\\W*(?:voir )?(?:l')?historique (?:de |des changements de )?${OUR}\\W*$`);
const USE =
  /^\W*rejoindre (?:(?:l'entreprise|la fiche|avec|le|code) )*(\d{3}[ .-]?\d{3}(?:[ .-]?\d{3}[ .-]?\d{3})?)\W*$/;

/** Reads a message, or a button, about a company's registered file; undefined for anything else. */
export function companyRequestOf(content: InboundContent): CompanyRequest | undefined {
  if (content.type === 'action') return ofButton(content.value);
  if (content.type !== 'text') return undefined;
  const said = fold(content.text).replace(/\s+/g, ' ').trim();
  const code = USE.exec(said)?.[1];
  if (code) return { type: 'use', code: code.replace(/\D/g, '') };
  if (HISTORY.test(said)) return { type: 'history' };
  if (FILE.test(said)) return { type: 'file' };
  return INVITE.test(said) ? { type: 'invite' } : undefined;
}

function ofButton(value: string): CompanyRequest | undefined {
  const [start, kind, rest = ''] = value.split(':');
  if (start !== 'co') return undefined;
  if (kind === 'join' && /^\d{9}$/.test(rest)) return { type: 'join', siren: rest };
  if (kind === 'me' || kind === 'other') return { type: 'same', companyId: rest, yes: kind === 'me' };
  if (kind === 'yes' || kind === 'no') return { type: 'decide', personId: rest, accepted: kind === 'yes' };
  return kind === 'invite' || kind === 'edit' ? { type: kind } : undefined;
}
