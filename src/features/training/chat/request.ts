import type { InboundContent } from '#src/channel/port.ts';
import { TRAINING_BUTTON } from '#src/features/training/blocks.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What one asks about training sessions, the flash diagnosis, group trainings and meetings with experts. */
export type TrainingRequest =
  | { readonly type: 'status' | 'diagnosis' }
  /** `id` is a session's. */
  | { readonly type: 'apply' | 'send' | 'redo'; readonly id?: string | undefined }
  /** `id` is an application's: asks whether to give it up, and does it. */
  | { readonly type: 'leave' | 'quit'; readonly id?: string | undefined }
  | BookingRequest;

/** What one asks about group trainings and meetings with experts. */
export type BookingRequest =
  | { readonly type: 'events' | 'slots' | 'mine' }
  /** `id` is an event's. */
  | { readonly type: 'book'; readonly id: string }
  /** `id` is a booking's: asks whether to give it back, does it, gives its calendar file. */
  | { readonly type: 'cancel' | 'drop' | 'ics'; readonly id?: string | undefined };

/** A request, and whether it can be about nothing else than a session of ours. */
export interface HeardRequest {
  readonly request: TrainingRequest;
  /** Not so for « où en est ma candidature ? », which may be one to a tender. */
  readonly isSure: boolean;
}

const ALONE = ['status', 'events', 'slots', 'mine', 'diagnosis'] as const;
const OF_ONE = ['apply', 'send', 'redo', 'leave', 'quit', 'cancel', 'drop', 'ics'] as const;

const POLITE = '(?:(?:bonjour|bonsoir|salut|hello)\\W+)?(?:(?:et|alors|sinon|au fait) ?,? ?)?';
const WISH =
  "(?:(?:je (?:veux|voudrais|souhaite(?:rais)?|peux|dois|vais)|j'aimerais|on (?:veut|voudrait|souhaite|aimerait)|nous (?:voulons|voudrions|souhaitons|aimerions)|puis-je|peut-on|est-ce que je peux|pouvez[- ]vous|comment|merci de|pour) )?";
const END = "(?: (?:svp|stp|s'il vous plait|merci))?\\W*$";
const SESSION =
  "(?:(?:a|pour|de|dans|sur) (?:la |une |votre |cette |l'|d')?(?:prochaine )?(?:session|entrainement|promo(?:tion)?|programme)(?: d'entrainement)?(?: (?:de|a) la fabrique)?)";
const MY = '(?:ma|notre|la)';
const MEETING =
  "(?:rendez[- ]?vous|rdv|creneaux?|rencontres?|entretien)(?: (?:avec|d') ?(?:un |une |l'|des |les )?expert(?:e|s|es)?)?";
const BOOKED = `(?:${MEETING}|reservations?|formations?|ateliers?|inscription a (?:la |l')(?:formation|atelier))`;

const rule = (words: string): RegExp => new RegExp(`^\\W*${POLITE}${WISH}${words}${END}`);

const RULES: readonly [RegExp, TrainingRequest, boolean][] = [
  [
    rule(
      `(?:candidater|postuler|participer|m'inscrire|nous inscrire|integrer|rejoindre|(?:deposer|envoyer|faire|presenter) (?:ma|une|notre) candidature|je (?:candidate|postule)|on (?:candidate|postule)) ${SESSION.replace('(?:a|pour', '(?:|a|pour')}`,
    ),
    { type: 'apply' },
    true,
  ],
  [
    rule(
      `(?:ou (?:en )?est|ou en est-elle,?|statut de|etat de|suivi de|des? nouvelles de) ${MY} candidature ${SESSION}`,
    ),
    { type: 'status' },
    true,
  ],
  [
    rule(`(?:ou (?:en )?est|statut de|etat de|suivi de|des? nouvelles de) ${MY} candidature`),
    { type: 'status' },
    false,
  ],
  [rule(`${MY} candidature(?: ${SESSION})?`), { type: 'status' }, false],
  [rule(`(?:je )?(?:retir|annul|abandonn)\\w* ${MY} candidature ${SESSION}`), { type: 'leave' }, true],
  [rule(`(?:je )?(?:retir|annul|abandonn)\\w* ${MY} candidature`), { type: 'leave' }, false],
  [
    rule(
      `(?:je )?(?:rends?|rendre|laisse|laisser|liberer?|quitter?) (?:ma place|notre place|la session)(?: ${SESSION})?`,
    ),
    { type: 'leave' },
    false,
  ],
  [
    rule(
      `(?:voir |quelles (?:sont )?(?:les |vos )?|les |montre[rz](?:[- ]moi)? les |liste des )(?:prochaines )?(?:formations|ateliers|formations collectives)(?: collectives)?(?: (?:de la session|a venir|disponibles?|proposees?|prevues?|proposez[- ]vous|y a[- ]t[- ]il))?`,
    ),
    { type: 'events' },
    true,
  ],
  [
    rule(
      `(?:reserver|prendre|fixer|choisir|poser|avoir) (?:un |une |mon |des |le |les )?${MEETING}(?: ${SESSION})?`,
    ),
    { type: 'slots' },
    false,
  ],
  [rule(`reserver (?:un |une |mon )?(?:rendez[- ]?vous|rdv|creneau)`), { type: 'slots' }, true],
  [
    rule(`(?:voir )?(?:mes|nos) (?:rendez[- ]?vous|rdv|reservations?|formations|ateliers|creneaux)`),
    { type: 'mine' },
    true,
  ],
  [
    rule(`(?:annul|decommand|supprim|rendre)\\w* (?:mon|ma|mes|notre|nos|le|un|cette|ce) ${BOOKED}`),
    { type: 'cancel' },
    true,
  ],
  [rule(`(?:deplac|chang|report|decal)\\w* (?:mon|ma|mes|notre|nos|le) ${BOOKED}`), { type: 'mine' }, true],
  [rule(`(?:refaire|recommencer) (?:mon|le|notre|un) diagnostic(?: flash)?`), { type: 'redo' }, true],
  [
    rule(`(?:faire |voir |commencer |passer |avoir )?(?:mon|le|notre|un) diagnostic(?: flash)?`),
    { type: 'diagnosis' },
    true,
  ],
];

/** Reads a message, or a button, about sessions; undefined for anything else. */
export function trainingRequestOf(content: InboundContent): HeardRequest | undefined {
  if (content.type === 'action') {
    const request = ofButton(content.value);
    return request && { request, isSure: true };
  }
  if (content.type !== 'text' || content.text.length > 160) return undefined;
  const said = fold(content.text).replace(/\s+/g, ' ').trim();
  const found = RULES.filter(([pattern]) => pattern.test(said));
  const [, request, isSure] = found.find(([, , sure]) => sure) ?? found[0] ?? [];
  return request && { request, isSure: isSure === true };
}

function ofButton(value: string): TrainingRequest | undefined {
  if (!value.startsWith(TRAINING_BUTTON)) return undefined;
  const [name = '', id] = value.slice(TRAINING_BUTTON.length).split(':');
  const alone = ALONE.find((one) => one === name);
  if (alone) return { type: alone };
  const ofOne = OF_ONE.find((one) => one === name);
  if (ofOne) return { type: ofOne, id };
  return name === 'book' && id ? { type: 'book', id } : undefined;
}
