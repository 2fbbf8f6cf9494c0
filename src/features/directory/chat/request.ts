import type { InboundContent } from '#src/channel/port.ts';
import { type CompanySearch, companiesAskedFor } from '#src/features/directory/rules/asks-companies.ts';
import type { Lack, SearchWords } from '#src/features/directory/rules/search-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What a message asks of the directory of companies. */
export type DirectoryRequest =
  | { readonly type: 'search'; readonly search: CompanySearch; readonly words?: SearchWords | undefined }
  /** A search that lacks something, which is asked. */
  | {
      readonly type: 'ask-search';
      readonly lacks: Lack;
      readonly words: SearchWords;
      readonly unknownPlace: string | undefined;
    }
  | { readonly type: 'drop-search' }
  /** Of one's own company: how to be in it, the two answers to that, and to be in it no more. */
  | { readonly type: 'join' | 'agree' | 'decline' | 'leave' | 'mute' | 'unmute' }
  /** To be put in touch with a company: by its key, or by its name where there is one of that name. */
  | { readonly type: 'contact'; readonly key: string }
  | { readonly type: 'contact-name'; readonly name: string }
  /** The same, of a company that no word tells: one of these, which were shown. */
  | { readonly type: 'contact-which'; readonly keys: readonly string[] }
  | { readonly type: 'send' | 'drop' }
  /** To give what was looked for to the team. */
  | { readonly type: 'need' }
  /** To see again what would be sent, before it is. */
  | { readonly type: 'show' }
  | { readonly type: 'cancel'; readonly id: string }
  /** Of a wish: who received it, or who was put in touch, says that it is not that company. */
  | { readonly type: 'dispute'; readonly id: string }
  | { readonly type: 'decide'; readonly id: string; readonly answer: DecisionAnswer };
export type DecisionAnswer = 'yes' | 'no' | 'mute';

/** Values of the buttons, within Telegram's 64 bytes. */
export const directoryButtons = {
  join: 'dir:join',
  agree: 'dir:agree',
  decline: 'dir:decline',
  leave: 'dir:leave',
  send: 'dir:send',
  drop: 'dir:drop',
  need: 'dir:need',
  contact: (key: string): string => `dir:to:${key}`,
  cancel: (id: string): string => `dir:cancel:${id}`,
  dispute: (id: string): string => `dir:notus:${id}`,
  decide: (id: string, answer: DecisionAnswer): string => `dir:${answer}:${id}`,
};

const START = "^\\W*(?:(?:bonjour|bonsoir|svp|merci de|s'il vous plait)\\W+)*";
const WISH =
  "(?:(?:je (?:veux|voudrais|souhaite\\w*)|j'aimerais|on (?:veut|voudrait|souhaite)|nous (?:voulons|voudrions|souhaitons)|pouvez[- ]vous|vous pouvez|peux[- ]tu|comment) )?";
const US =
  '(?:moi|nous|(?:me|nous) |ma fiche|notre fiche|(?:mon|notre) (?:entreprise|association|structure|societe|cooperative|esat|nom|page)|ma (?:societe|structure|cooperative|page))';
const END = "(?: (?:svp|stp|merci|s'il vous plait|tout de suite|maintenant|immediatement))*\\W*$";
const LEAVE: readonly RegExp[] = [
  new RegExp(
    `${START}${WISH}(?:me |nous )?(?:retir|enlev|supprim|sort|ot|effac|masqu|cach|desinscri|depubli|dereference)\\w*[- ]?(?:${US} )?(?:de |dans |sur )?(?:l'|votre |cet |d')annuaire(?: public)?${END}`,
  ),
  new RegExp(
    `${START}${WISH}(?:ne )?(?:plus |(?:montre|affiche|publie|presente|diffuse)[rz]? (?:plus|pas) )(?:montrer |afficher |publier |presenter |diffuser )?(?:ma|notre) (?:fiche|page|entreprise|structure)(?: (?:dans|sur) (?:l'annuaire|internet|le site))?(?: au public| a personne)?${END}`,
  ),
  new RegExp(
    `${START}(?:je|on|nous) (?:ne )?(?:veux|veut|voulons|souhaite|souhaitons) (?:plus|pas) (?:etre|apparaitre|figurer|paraitre)(?: (?:visibles?|montree?s?|affichee?s?|presente?s?))? (?:dans|sur) (?:l'|votre )annuaire${END}`,
  ),
  new RegExp(
    `${START}${WISH}(?:(?:je|on|nous) )?(?:retir|revoqu)\\w* (?:mon|notre) (?:accord|consentement) (?:pour|a|de|sur) l'annuaire${END}`,
  ),
];
const JOIN: readonly RegExp[] = [
  new RegExp(
    `${START}${WISH}(?:me |nous )?(?:mett|met|ajout|inscri|publi|affich|montr|present|place)\\w*[- ]?(?:${US} )?(?:dans|sur|a) (?:l'|votre )annuaire${END}`,
  ),
  new RegExp(
    `${START}(?:${WISH})(?:etre (?:visibles?|presente?s?|dans)|apparaitre|figurer|paraitre|entrer)(?: dans| sur)? (?:l'|votre )annuaire(?: public)?${END}`,
  ),
  new RegExp(`${START}(?:l'|votre )?annuaire(?: public| des entreprises)?\\W*$`),
];
const UNMUTE = new RegExp(`${START}${WISH}reprendre (?:les|mes|nos) demandes de contact${END}`);
const MUTE = new RegExp(
  `${START}${WISH}(?:ne )?(?:plus|arret\\w*|stop\\w*)(?: recevoir| d'envoyer)? ?(?:de |les |des )?demandes de contact(?: de l'annuaire)?${END}`,
);
const CONTACT_NAME =
  /^\W*(?:(?:bonjour|svp)\W+)*(?:(?:je (?:veux|voudrais|souhaite\w*)|j'aimerais|pouvez[- ]vous|peux[- ]tu|nous (?:voulons|voudrions|souhaitons)) )?(?:contacter|(?:me |nous )?mett\w+[- ]?(?:moi|nous)? en (?:relation|contact) avec|(?:etre mis\w* en (?:relation|contact)|mise en (?:relation|contact)) avec)\s(?:l'entreprise |la societe |la structure )?(?:«\s?)?(\S.{0,98}?\S)\s?»?(?: svp| s'il vous plait)?[\s.?!]*$/i;

/** Reads a message, or a button, about the directory; undefined for anything else. */
export function directoryRequestOf(content: InboundContent): DirectoryRequest | undefined {
  if (content.type === 'action') return ofButton(content.value);
  if (content.type !== 'text') return undefined;
  const said = fold(content.text).replace(/\s+/g, ' ').trim();
  if (LEAVE.some((one) => one.test(said))) return { type: 'leave' };
  if (JOIN.some((one) => one.test(said))) return { type: 'join' };
  if (UNMUTE.test(said)) return { type: 'unmute' };
  if (MUTE.test(said)) return { type: 'mute' };
  const search = companiesAskedFor(content.text);
  if (search) return { type: 'search', search };
  const name = CONTACT_NAME.exec(content.text.replace(/[’]/g, "'").replace(/[^\S\n]+/g, ' '))?.[1];
  return name ? { type: 'contact-name', name } : undefined;
}

const SIMPLE: ReadonlySet<string> = new Set(['join', 'agree', 'decline', 'leave', 'send', 'drop', 'need']);

function ofButton(value: string): DirectoryRequest | undefined {
  const [start, kind = '', rest = ''] = value.split(':');
  if (start !== 'dir') return undefined;
  if (SIMPLE.has(kind))
    return { type: kind as 'join' | 'agree' | 'decline' | 'leave' | 'send' | 'drop' | 'need' };
  if (kind === 'to' && /^[0-9a-f]{10}$/.test(rest)) return { type: 'contact', key: rest };
  if (!/^[0-9a-f-]{36}$/.test(rest)) return undefined;
  if (kind === 'notus') return { type: 'dispute', id: rest };
  if (kind === 'cancel') return { type: 'cancel', id: rest };
  return kind === 'yes' || kind === 'no' || kind === 'mute'
    ? { type: 'decide', id: rest, answer: kind }
    : undefined;
}
