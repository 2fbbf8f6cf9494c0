import { z } from 'zod';
import type { InboundContent } from '#src/channel/port.ts';
import type { HeardAlways } from '#src/conversation/feature.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What a person wants of their data. */
export type PrivacyRequest =
  | { readonly type: 'about' }
  | { readonly type: 'export' | 'erase' | 'consents' | 'status' }
  /** The answer to « do you confirm? »: of the erasure, or of leaving a company's file. */
  | { readonly type: 'confirm' | 'keep' }
  /** Calls off an erasure that is coming. */
  | { readonly type: 'cancel' }
  | { readonly type: 'change'; readonly purpose: string; readonly given: boolean }
  /** An agreement named in words; without any, which one is asked. */
  | { readonly type: 'withdraw'; readonly words: string };

/** The same, once it is known which agreement is taken back. */
export type HeardPrivacyRequest = Exclude<PrivacyRequest, { type: 'withdraw' }>;

/** What was last asked of the person, whose « oui » is the answer. */
export interface PrivacyState {
  readonly asking: 'erase' | 'file';
  readonly at: number;
}

/** The agreement without which a company's file is not kept, and the one to have answers by mail. */
export const FILE_PURPOSE = 'consent-file';
export const MAIL_PURPOSE = 'mail';

/** The kind of what is said of one's own data: like the end of a case, it holds nobody up. */
export const PRIVACY_KIND = 'privacy';

/** Values of the buttons, within Telegram's 64 bytes. */
export const privacyButtons = {
  export: 'priv:export',
  erase: 'priv:erase',
  consents: 'priv:consents',
  confirm: 'priv:yes',
  keep: 'priv:no',
  cancel: 'priv:stop',
  change: (purpose: string, given: boolean): string => `priv:${given ? 'give' : 'take'}:${purpose}`,
};

/** What is always heard of it: but for the copy, which makes files, all of it takes data away or leads there. */
export const privacyAlwaysHeard: HeardAlways = {
  words: [
    'oui tout supprimer',
    'supprimer mes donnees',
    'supprimez mes donnees',
    'supprime mes donnees',
    'effacer mes donnees',
    'effacez mes donnees',
    'efface mes donnees',
    'je veux supprimer mes donnees',
    'suppression de mes donnees',
    'annuler la suppression',
    'annulez la suppression',
    'retirer mes accords',
    'mes accords',
    'mes donnees',
  ],
  example: 'supprimez mes données',
  buttons: [
    privacyButtons.erase,
    privacyButtons.consents,
    privacyButtons.confirm,
    privacyButtons.keep,
    privacyButtons.cancel,
    privacyButtons.change('', true),
    privacyButtons.change('', false),
  ],
};

/** Who comes back later speaks of something else. */
const PATIENCE_MS = HOUR_MS;
const stateSchema = z.object({
  privacy: z.object({ asking: z.enum(['erase', 'file']), at: z.number() }),
});

/** What a conversation's state says was asked, while it still may be answered. */
export function privacyStateOf(state: unknown, now: number): PrivacyState | undefined {
  const parsed = stateSchema.safeParse(state);
  return parsed.success && now - parsed.data.privacy.at <= PATIENCE_MS ? parsed.data.privacy : undefined;
}

const POLITE =
  "(?:(?:bonjour|bonsoir|salut|merci de|svp|s'il vous plait|est-ce que)\\W+)?(?:(?:je (?:veux|voudrais|souhaite|demande)(?: que vous)?|j'aimerais|j'exige|on (?:veut|voudrait)|puis-je|peut-on|pouvez[- ]vous|pourriez[- ]vous|peux[- ]tu|vous pouvez|il faut|comment) (?:a |de )?|(?:je|nous|on) )?";
const END =
  "(?: (?:svp|stp|s'il vous plait|merci|maintenant|tout de suite|immediatement|de (?:la )?hotline))*\\W*$";
const MY = '(?:toutes? )?(?:mes|nos|ma|mon|notre|les)';
const DATA = '(?:donnees(?: personnelles| a caractere personnel)?|infos?(?:rmations)?(?: personnelles)?)';
const exact = (pattern: string): RegExp => new RegExp(`^\\W*${POLITE}(?:${pattern})${END}`);

const ERASE_VERB = '(?:supprim|effac|detrui|oubli|anonymis)\\w*';
/** Heard whoever holds the conversation: a right is not to be asked of an expert. */
const CLEAR: readonly [RegExp, PrivacyRequest['type']][] = [
  [
    exact(
      `(?:annul\\w*|arret\\w*|stopp?\\w*|interromp\\w*) (?:la |ma |l')?(?:demande de )?(?:suppression|effacement)(?: de (?:mes|nos) donnees)?|ne (?:supprime[zr]?|efface[zr]?) (?:pas|plus)(?: mes donnees)?`,
    ),
    'cancel',
  ],
  [
    exact(
      `(?:ou en est |quand (?:se fera|aura lieu) )(?:la |ma )?(?:demande de )?(?:suppression|effacement)(?: de (?:mes|nos) donnees)?`,
    ),
    'status',
  ],
  [
    exact(
      `${ERASE_VERB}[- ]?(?:moi )?(?:tout(?:es)? )?(?:mes|nos) ${DATA}|${ERASE_VERB} (?:mon|notre) (?:compte|historique)|(?:droit a l'|droit a l)oubli|(?:suppression|effacement) de (?:mes|nos) ${DATA}|${ERASE_VERB} tout ce que vous savez (?:de|sur) moi`,
    ),
    'erase',
  ],
  [
    exact(
      `(?:voir |recevoir |avoir |obtenir |montre[rz]?(?:[- ]moi)? |consulter )?(?:une copie de |l'export de )?${MY} ${DATA}|(?:export|telecharg|recuper|envoye|envoy|emport|transmett)\\w*[- ]?(?:moi |nous )?(?:toutes? )?(?:mes|nos) ${DATA}|(?:une? )?(?:copie|export) de (?:mes|nos) ${DATA}|(?:que|qu'est[- ]ce que) (?:savez[- ]vous|sais[- ]tu|vous savez|tu sais|(?:gardez|avez|conservez)[- ]vous|vous (?:gardez|avez|conservez)) (?:de|sur) (?:moi|nous)|(?:droit d'acces|portabilite)(?: (?:a|de) mes donnees)?`,
    ),
    'export',
  ],
  [
    exact(`(?:voir |montre[rz]?(?:[- ]moi)? |quels sont )?(?:mes|nos) (?:accords?|consentements?)`),
    'consents',
  ],
  [exact(`(?:vie privee|politique de confidentialite|rgpd)`), 'about'],
  [
    exact(
      `(?:que|qu'est[- ]ce que) (?:faites[- ]vous|fais[- ]tu|vous faites) (?:de|avec) (?:mes|nos) ${DATA}`,
    ),
    'about',
  ],
];
const WITHDRAW = new RegExp(
  `^\\W*${POLITE}(?:retir|revoqu|annul|enlev|suppr)\\w* (?:mon|mes|notre|nos|l'|cet) ?(?:accords?|consentements?|autorisations?)\\b(.{0,60}?)\\W*$`,
);
const FILE = exact(
  `${ERASE_VERB} (?:ma|notre) fiche(?: (?:d'|de l'|de mon |de notre )?(?:entreprise|structure|association|referencement))?`,
);
/** How a yes to « do you confirm? » begins, and the words that may follow: with others, it says something else. */
const YES_START =
  /^\W*(?:oui|ouais|ok|d'accord|je confirme|confirme[rz]?|c'est bon|c'est d'accord|vas[- ]y|allez[- ]y)\b/;
const YES_WORDS: ReadonlySet<string> = new Set(
  (
    'oui ouais ok d accord je confirme confirmer confirmez c est bon bien sur vas allez y tout toutes tous supprimer supprime ' +
    'supprimez effacer efface effacez mes les nos donnees svp stp merci s il vous te plait maintenant faites fais le la'
  ).split(' '),
);
const isYes = (said: string): boolean =>
  YES_START.test(said) &&
  !said.includes('?') &&
  said.split(/[^a-z]+/).every((word) => word === '' || YES_WORDS.has(word));
/** How a no to « do you confirm? » begins, and the words that may follow: with others, it asks something else. */
const NO_START =
  /^\W*(?:non|annul\w*|stop|arret\w*|gard(?:er?|ez|ons)|laisse[zr]? tomber|surtout pas|pas maintenant|finalement)\b/;
const NO_WORDS: ReadonlySet<string> = new Set(
  (
    'non merci svp stp s il vous te plait la le les l d de du ma mes mon nos notre votre cette ca cela tout toutes tous ' +
    'demande suppression effacement supprimer supprime supprimez effacer efface effacez garder garde gardez gardons ' +
    'donnees donnee compte fiche accord historique infos informations je j on nous ne n pas plus rien veux veut voulons ' +
    'souhaite souhaitons prefere finalement en fait c est etait une erreur moi surtout maintenant annuler annule annulez ' +
    'annulons stop arreter arrete arretez laisse laissez laisser tomber et mais tel telle quel comme'
  ).split(' '),
);
const isNo = (said: string): boolean =>
  NO_START.test(said) &&
  !said.includes('?') &&
  said.split(/[^a-z]+/).every((word) => word === '' || NO_WORDS.has(word));

/** Somebody who says that they do not want it: « je ne veux plus supprimer mes données ». */
const WANTS_NOT =
  /\b(?:veux|veut|voulons|souhaite|souhaitons|voudrais|faut|demande|demandons) (?:pas|plus|rien) (?:a |de |que vous )?(?:tout )?(?:supprim|effac|detrui|oubli|anonymis)|\b(?:supprim|effac)(?:e|ez|er|ons) (?:pas|plus|rien)\b|\bne (?:pas|plus|rien) (?:supprim|effac)/;

/** Whether a message calls something off and says nothing else: « annuler », « annulez la suppression ». */
export const callsOffErasure = (text: string): boolean => {
  const said = fold(text).replace(/\s+/g, ' ').trim();
  return said.length <= 100 && /^\W*annul/.test(said) && isNo(said);
};

/**
 * What a message asks about one's data; undefined when it is for somebody else.
 * @param asked what was last asked, if it still may be answered
 * @param isAbout whether the message was read as about one's data, in any words; only then is a guess made
 */
export function privacyRequestOf(
  content: InboundContent,
  asked: PrivacyState | undefined,
  isAbout: boolean,
): PrivacyRequest | undefined {
  if (content.type === 'action') return ofButton(content.value);
  if (content.type !== 'text') return undefined;
  const said = fold(content.text).replace(/\s+/g, ' ').trim();
  if (said.length > 400) return undefined;
  if (asked && isYes(said)) return { type: 'confirm' };
  if (asked && (isNo(said) || WANTS_NOT.test(said))) return { type: 'keep' };
  // It asks nothing to be erased: the question would only be asked again.
  if (WANTS_NOT.test(said) && isAbout) return { type: 'cancel' };
  const clear = CLEAR.find(([pattern]) => pattern.test(said))?.[1];
  if (clear) return { type: clear } as PrivacyRequest;
  if (FILE.test(said)) return { type: 'change', purpose: FILE_PURPOSE, given: false };
  const withdrawn = WITHDRAW.exec(said);
  if (withdrawn) return { type: 'withdraw', words: withdrawn[1]?.trim() ?? '' };
  return isAbout ? guess(said) : undefined;
}

const KEEPS = '(?:gard|conserv|stock|memoris|enregistr|retien)\\w{0,5}';
/** What is kept of a person: their number, what they wrote; neither their offer nor a sum that a buyer holds. */
const MINE =
  "\\b(?:(?:sur|de) (?:moi|nous)|(?:mes|mon|ma|nos|notre|les|ces|cette|cet|ce|toute la) (?:donnees?|num(?:ero)?s?(?! (?:de |du |d')?(?:marche|lot|siret|siren|facture|dossier|tva|engagement))|tel\\w{0,9}|portables?|mails?|e-?mails?|adresses?|conv\\w{0,12}|discu\\w{0,7}|(?:messages?|echanges?|infos?|informations?)(?! (?:avec |du |de (?:la |l'|mon |ma |notre )?(?:plateforme|marche|offre|acheteur|mairie|consultation|chantier)))|coordonnees|noms?|siret|siren|identite|historiques?)|ce que (?:je|j'|on|nous) ?(?:vous |t')?(?:ai |a |avons )?(?:dis|dit|ecris|ecrit|raconte)\\w{0,3})\\b";
/** Somebody's company, file or date is put down: a service, which other features give. */
const PUT_DOWN =
  /\benregistr\w{1,5}\b.{0,30}\b(?:entreprise|societe|boite|association|structure|fiche|date|alerte)/;
const WHAT_OR_HOW_LONG = '\\b(?:quoi|koi|quelles?|qu|ce que|combien de (?:temps|tps|tmps|jours|mois))\\b';
/** « vous gardez quoi sur moi ? », « mon numéro, vous le gardez combien de temps ? » */
const ASKS_KEPT = new RegExp(
  `\\b(?:vous|tu|vs) (?:(?:allez|vas|comptez|comptes|pouvez|peux|devez|dois|voulez) )?(?:(?:les?|la) |l')?(?:(?:avez|as|aurez) )?${KEEPS}\\b|\\b${KEEPS}[- ](?:vous|tu)\\b|\\b(?:donnees?|infos?|informations?|messages?|num(?:ero)?s?|mails?|coordonnees|siret) (?:est|sont|sera|seront) (?:elles? |ils? )?${KEEPS}\\b`,
);
/** Somebody else said it, or what is kept is a buyer’s: « la mairie me dit : vous gardez quoi », « vous gardez ma retenue ». */
const OF_OTHERS = new RegExp(
  `\\b(?:me|nous|m'|nous a|nous ont|m'a|m'ont) ?(?:dit|disent|demande\\w{0,3}|ecrit|ecrivent|repond\\w{0,3})\\b|\\b${KEEPS} (?:ma|mon|notre|nos|mes|la|le|les) (?:retenue|offre|caution|garantie|avance|depot|argent|somme|facture)`,
);
const [OF_MINE, ASKS_WHAT] = [new RegExp(MINE), new RegExp(WHAT_OR_HOW_LONG)];

/** Whether a folded message asks what is kept of its author, or how long; agreements are another thing. */
export const asksWhatIsKept = (said: string): boolean =>
  said.length <= 400 &&
  ASKS_KEPT.test(said) &&
  OF_MINE.test(said) &&
  ASKS_WHAT.test(said) &&
  !OF_OTHERS.test(said) &&
  !PUT_DOWN.test(said);

/** Words about one's data in a sentence of any shape. What destroys is confirmed anyway. */
function guess(said: string): PrivacyRequest {
  if (/\b(?:retir|revoqu)\w* (?:mon|notre) consentement\b/.test(said)) return { type: 'consents' };
  const asksAbout = /\?\s*$|\b(?:est-ce que|combien de temps|pourquoi|qui|ou sont)\b/.test(said);
  if (/\b(?:supprim|effac|oubli|detrui|retir)\w*/.test(said) && !/\b(?:combien|quand|jamais)\b/.test(said))
    return /\bfiche\b/.test(said)
      ? { type: 'change', purpose: FILE_PURPOSE, given: false }
      : { type: 'erase' };
  if (/\b(?:export|telecharg|copie|recuper|emport|recevoir)\w*/.test(said)) return { type: 'export' };
  if (/\bque (?:savez|sais|gardez|conservez)|\bquoi sur (?:moi|nous)\b/.test(said) || !asksAbout)
    return /\b(?:sur|de) (?:moi|nous)\b/.test(said) ? { type: 'export' } : { type: 'about' };
  return { type: 'about' };
}

function ofButton(value: string): PrivacyRequest | undefined {
  const [start, verb, purpose = ''] = value.split(':');
  if (start !== 'priv') return undefined;
  switch (verb) {
    case 'export':
    case 'erase':
    case 'consents':
      return { type: verb };
    case 'yes':
      return { type: 'confirm' };
    case 'no':
      return { type: 'keep' };
    case 'stop':
      return { type: 'cancel' };
    case 'give':
    case 'take':
      return /^[a-z0-9-]{2,30}$/.test(purpose)
        ? { type: 'change', purpose, given: verb === 'give' }
        : undefined;
    default:
      return undefined;
  }
}
