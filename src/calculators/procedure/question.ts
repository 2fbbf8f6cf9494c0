import { askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { type AskedPart, askedPart } from '#src/calculators/reading/asked-part.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords } from '#src/platform/french/text-analysis.ts';
import { withoutCase } from '#src/reader/detect-case.ts';
import { isTimeAdded } from '#src/reader/purchases/added-time.ts';
import { objectsIn } from '#src/reader/purchases/objects.ts';
import { type Quantities, quantitiesIn } from '#src/reader/quantities.ts';
import type { Understanding } from '#src/reader/understand.ts';
import {
  COMPETITION,
  DIRECT,
  FORBIDDEN,
  GENERAL,
  MAY,
  MUST,
  NOT_DIRECT,
  NOTICE,
  OTHER_SUBJECT,
  TENDER,
  WHICH,
  WITHOUT,
} from './patterns.ts';

/**
 * What is asked of an amount. `direct`: may it be bought without competition; `competition`: must it be put to
 * competition; `notice`: must it be published; `formal`, `adapted`: is it that procedure; `procedure`: which one;
 * then the formalities.
 */
export type ProcedureTopic =
  | 'direct'
  | 'competition'
  | 'notice'
  | 'formal'
  | 'adapted'
  | 'procedure'
  | 'written'
  | 'files'
  | 'data';

/** A question on the procedure of an amount. */
export interface ProcedureQuestion {
  readonly topic: ProcedureTopic;
  /** The place of publication that it names, when it names one; a journal in the place of the BOAMP: `jal-instead`. */
  readonly place?: 'boamp' | 'jal' | 'boamp-or-jal' | 'jal-instead' | 'joue' | undefined;
  /** It asks whether the thing is due (`must`), allowed (`may`) or forbidden; undefined for no yes or no. */
  readonly asks?: 'may' | 'must' | 'forbidden' | undefined;
  /** It names « appel d'offres »: strictly, a formal procedure. */
  readonly tender: boolean;
  /** It says that a notice is published. */
  readonly noticeSaid: boolean;
  /** « peut-elle s'en passer ? »: it asks whether the thing of the story may be left out. */
  readonly skips: boolean;
  /** Whether no notice at all is what it asks to be allowed (« sans rien publier au BOAMP, c'est régulier ? »). */
  readonly withoutNotice: boolean;
}

/**
 * Whether a question asks for the procedure or the publicity of its own amount, and in what sense it asks.
 * @returns undefined for any other question: one on the rule in general, or on another subject that has an amount
 */
export function procedureQuestion(
  quantities: Quantities,
  { polarity, followsUp, asked, askedDate }: Understanding,
  today: IsoDate,
): ProcedureQuestion | undefined {
  const { text } = quantities;
  // A month of another time that was not read as the consultation's: its rules may not be today's.
  if (OWN_THRESHOLD.test(text) && !OTHER_SUBJECT.test(text)) return WHICH_ONE;
  if (GENERAL.test(text.replace(AND_FROM, ' ')) || (!askedDate && OTHER_TIME.test(text))) return undefined;
  const start = followsUp ? askedFrom(text, asked, today) : text.length;
  const isAsked = polarity !== undefined || text.includes('?');
  const forbids = polarity?.modality === 'interdit';
  const own = questionIn(askedPart(quantities, start), { text, isAsked, forbids });
  // « je ne sais pas si c'est adapté ou formalisé, comment le savoir ? » asks which of the two it is.
  if (!own && UNSURE.test(text) && WHICH.test(text) && !OTHER_SUBJECT.test(text)) return WHICH_ONE;
  if (own || !followsUp) return own;
  // « et si on passe à 95 000 ? » asks what the question before did; « et je dois fournir quoi ? » does not.
  if (!fillsSlot(text.slice(start), today)) return undefined;
  return questionIn(askedPart({ ...quantities, text: text.slice(0, start) }), { text, isAsked, forbids });
}

/** « quel seuil s’applique à nous ? », beside a sum of one’s own. */
const OWN_THRESHOLD =
  /\bquels? (?:est |sont )?(?:le |les |mon |notre |nos )?seuils? [^,.;?]{0,30}\b(?:nous|notre|moi)\b/;
/** « quelle procédure suivre, et à partir de quel seuil ? », beside an amount of its own. */
const AND_FROM = /,? et a partir de quels? (?:seuils?|montants?)\b/;
const UNSURE = /\b(?:sai[st] pas|savons pas|ignor\w{1,4}|comment (?:le |en )?(?:savoir|etre sure?))\b/;
/** The procedure of one's own sum is asked, and nothing of it in particular. */
export const WHICH_ONE: ProcedureQuestion = {
  topic: 'procedure',
  tender: false,
  noticeSaid: false,
  skips: false,
  withoutNotice: false,
};

const ASKS_MORE = /\?|\b(?:prix|lots?|criteres?|avance|delai)\b/;

/** A follow-up that names an amount, a duration or a case, and hardly anything else. */
function fillsSlot(said: string, today: IsoDate): boolean {
  if (/\b(?:quoi|comment|quand|combien|qui|pourquoi|quel\w*)\b/.test(said)) return false;
  const { text, amounts, durations } = quantitiesIn(said, today);
  const rest = withoutCase(said);
  const words = contentWords(rest).filter((word) => !/^\d/.test(word));
  // « et si on ajoute un an de reconduction ? »: the words that add a time name nothing else.
  const most = durations.some((one) => isTimeAdded({ text }, one)) ? 4 : 2;
  // « c'est un achat de viande » says anew what is bought.
  if (words.length <= 3 && objectsIn(text).length > 0 && !ASKS_MORE.test(text)) return true;
  return (amounts.length + durations.length > 0 || rest.trim() !== said.trim()) && words.length <= most;
}

const OTHER_TIME =
  /\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) 20\d\d\b/;
const NOTICE_SAID =
  /\b(?:avis|annonce|consultation)(?: de marche| d'appel [\p{L}' ]{5,25})?(?: a [#\d .]{1,12}(?:€|euros?)?(?: ht)?)? (?:a ete )?(?:publiee?|parue?|en ligne)\b|\bavec (?:un )?avis\b|\bpublie\w* (?:une annonce|un avis|l'avis|son avis)\b/u;

/** « s'en passer », the thing left out being said before. */
const SKIP = /\b(?:s'en|m'en|nous en|vous en|se|me) (?:passer|dispenser)$/;

function questionIn(
  part: AskedPart | undefined,
  // `forbids`: the whole sentence asks whether something is forbidden, a comma before its end or not.
  { text, isAsked, forbids }: { text: string; isAsked: boolean; forbids: boolean },
): ProcedureQuestion | undefined {
  if (!part) return undefined;
  const { asking } = part;
  for (const source of part.generic ? part.story : [asking]) {
    const topic = topicOf(text, source, asking, isAsked);
    if (topic)
      return isOnOtherSubject(text, topic) ? undefined : questionOn(topic, source, part, { text, forbids });
  }
  return undefined;
}

/** « quelle procédure dois-je suivre ? »: of the one who buys. */
const TO_FOLLOW = /\bprocedure (?:dois-je|doit-on|doit-elle|faut-il|devons-nous|je dois|on doit) suivre\b/;

/** « ce n'est pas une concession »: it is an ordinary purchase. */
const NO_CONCESSION =
  /\b(?:est|etait|c) pas (?:du tout )?(?:une? |la |de )?(?:concession|dsp|delegation)\w*/g;

function isOnOtherSubject(text: string, topic: ProcedureTopic): boolean {
  const formality = topic === 'written' || topic === 'files' || topic === 'data';
  const said = text.replace(TO_FOLLOW, 'procedure ').replace(NO_CONCESSION, ' ');
  return OTHER_SUBJECT.test(formality ? withoutFormalities(said) : said);
}

function questionOn(
  topic: ProcedureTopic,
  source: string,
  part: AskedPart,
  { text, forbids }: { text: string; forbids: boolean },
): ProcedureQuestion {
  const { asking } = part;
  const leavesFiles = topic === 'files' && NOT_ONLINE.test(source) && MAY.test(asking);
  const withoutNotice = topic === 'notice' && WITHOUT.test(source);
  return {
    topic,
    place: (withoutNotice ? journalInstead(text) : undefined) ?? placeIn(part, source, topic),
    asks: leavesFiles ? 'must' : asksOf(topic, source, asking, withoutNotice, forbids),
    tender: new RegExp(TENDER).test(source),
    withoutNotice,
    noticeSaid: NOTICE_SAID.test(text),
    skips: (SKIP.test(asking) && source !== asking) || leavesFiles,
  };
}

/** The place of publication that the words name; for a notice, the story may name it. */
const placeIn = ({ story }: AskedPart, source: string, topic: ProcedureTopic): ProcedureQuestion['place'] =>
  placeOf(source) ?? (topic === 'notice' ? placeOf(story.join(' ')) : undefined);

/** Files that are not where they should be: « le dossier n'est pas en ligne », « il faut le retirer en mairie ». */
const NOT_ONLINE =
  /\b(?:pas|nulle part|jamais|rien)\b.{0,25}\ben ligne\b|\b(?:sur place|en mairie|sur papier|au guichet|chercher|retirer)\b/;

/** « dans un journal d'annonces légales, sans passer par le BOAMP »: which one is used, and which left out. */
function journalInstead(text: string): 'jal-instead' | undefined {
  const at = text.lastIndexOf('sans ');
  if (at < 0) return undefined;
  const used = placeOf(text.slice(0, at)) === 'jal';
  return used && placeOf(text.slice(at)) === 'boamp' ? 'jal-instead' : undefined;
}

/** A purchase already made: what is published then is its data, not a notice. */
const AFTERWARDS =
  /\b(?:apres coup|on (?:l'a|a) eu|qu'on l'a|passee? en direct|a ete (?:signee?|conclue?|passee?)|une fois (?:signee?|conclue?|passee?)|apres (?:la )?(?:signature|commande))\b/;

const withoutFormalities = (text: string): string =>
  text
    .replace(/\b(?:papier signe|signature|papier|chercher|mails?|courriels?|sms|telephone)\b/g, ' ')
    .replace(/\b(?:electronique|notifi|attribu)\w*/g, ' ');

function topicOf(text: string, source: string, asking: string, asked: boolean): ProcedureTopic | undefined {
  const frame = asked || [MUST, MAY, FORBIDDEN, WHICH].some((pattern) => pattern.test(asking));
  if (!frame || NOT_DIRECT.test(source)) return undefined;
  const formality = formalityOf(text, source);
  if (formality) return formality;
  if (WHICH.test(source))
    return /\b(?:publicite|annonce|publie\w*|sortir|paraitre)\b/.test(source) ? 'notice' : 'procedure';
  const without = WITHOUT.test(source);
  if (without && placeOf(source) && !new RegExp(COMPETITION).test(source)) return 'notice';
  if (without || DIRECT.test(source))
    return MUST.test(asking) && !without && !DIRECT.test(asking) ? 'competition' : 'direct';
  return namedTopic(source, asking);
}

/** The formality that the words are of: data made public, files online, a written contract. */
function formalityOf(text: string, source: string): 'data' | 'files' | 'written' | undefined {
  if (/\b(?:donnees essentielles|decp|open ?data)\b|\brendre (?:\S+ )?(?:public|visible)/.test(source))
    return 'data';
  if (/\b(?:dce|dossier)\b.{0,300}\b(?:en ligne|profil d'acheteur|plateforme)/.test(source)) return 'files';
  if (/\ben ligne\b/.test(source) && /\b(?:dce|dossier)\b/.test(text)) return 'files';
  if (/\b(?:dce|dossier)\b/.test(source) && NOT_ONLINE.test(source) && /\b(?:avis|annonce)\b/.test(text))
    return 'files';
  if (
    /\b(?:par ecrit|(?:contrat|marche|document) (?:ecrit|signe)|un ecrit|l'ecrit|ecrit obligatoire|papier signe)\b/.test(
      source,
    )
  )
    return 'written';
  return /\bpubli/.test(source) && AFTERWARDS.test(text) ? 'data' : undefined;
}

/** The topic that the words name. When they are those that ask, they must ask for it. */
function namedTopic(source: string, asking: string): ProcedureTopic | undefined {
  const generic = source !== asking;
  const asked = (pattern: string) => generic || linked(asking, pattern);
  if (/\bformalis|procedures? lourdes?/.test(source))
    return asked('formalis|procedures? lourdes?') ? 'formal' : undefined;
  if (new RegExp(NOTICE).test(source)) return asked(NOTICE) ? 'notice' : undefined;
  if (/\bmapa\b|procedure adaptee/.test(source)) {
    const may =
      /\b(?:faire|passer|lancer|rester|utiliser|etre|sortir|traiter|peut|possible) (?:passe |traite |attribue )?(?:un |en |une )?(?:mapa|procedure adaptee)|\b(?:mapa|procedure adaptee) (?:est )?(?:possible|autorisee?)/.test(
        asking,
      );
    return may || asked(String.raw`\bmapa\b|procedure adaptee`) ? 'adapted' : undefined;
  }
  if (!new RegExp(COMPETITION).test(source)) return undefined;
  return asked(COMPETITION) ? 'competition' : undefined;
}

/** « 130 000 € de gardiennage, mapa ? » */
const BARE =
  /^(?:et |donc |alors )?(?:c'est )?(?:un |une |en )?(?:mapa|procedure (?:formalisee|adaptee)|formalisee?|appel d'offres|boamp|publicite|annonce|mise en concurrence)(?: obligatoire| ou pas| pour (?:eux|elles?|lui|moi|nous|ca))*$/;

/** A noun of the story asks nothing by itself: « peut-elle annuler un appel d'offres de 50 000 € ? ». */
function linked(asking: string, words: string): boolean {
  if (BARE.test(asking)) return true;
  const before = String.raw`(?:${MUST.source}|\b(?:c'est|ce sera|sera|est-ce|est|passe\w*|tombe\w*|reste\w*|ou)\b)[^?]{0,45}?(?:${words})`;
  const after = String.raw`(?:${words})[^?]{0,40}?(?:\b(?:oblig\w+|forcement|necessaire|impose\w*|due?s?|ou|ou pas)\b)`;
  return new RegExp(`${before}|${after}`).test(asking);
}

function placeOf(source: string): ProcedureQuestion['place'] {
  const boamp = /\bboamp\b/.test(source);
  const jal = /\bjal\b|journa(?:l|ux)/.test(source);
  if (boamp && jal) return 'boamp-or-jal';
  if (boamp) return 'boamp';
  if (jal) return 'jal';
  return /\bjoue\b|\bted\b|europeen/.test(source) ? 'joue' : undefined;
}

/** What judges the words of somebody, reported before. */
const CLAIM = /\b(?:raison|exacte?)$/;

function asksOf(
  topic: ProcedureTopic,
  source: string,
  asking: string,
  withoutNotice: boolean,
  forbids: boolean,
): ProcedureQuestion['asks'] {
  // « elle dit que…, elle a raison ? » asks what is said: its own words tell in what sense.
  if (CLAIM.test(asking) && source !== asking)
    return /\b(?:pas|plus|jamais|ni|refus\w*|facultati\w*)\b/.test(source)
      ? undefined
      : asksOf(topic, source, source, withoutNotice, forbids);
  if (wantsNoYesOrNo(topic, source, asking)) return undefined;
  if (forbids || FORBIDDEN.test(asking)) return 'forbidden';
  if (SKIP.test(asking)) return 'must';
  if (topic === 'direct' || withoutNotice) return directAsks(asking);
  if (MUST.test(asking)) return 'must';
  if (MAY.test(asking)) return topic === 'adapted' ? 'may' : undefined;
  // « c'est formalisé ? », « c'est un mapa ? »; but « l'annonce, boamp ou journal ? » wants no yes or no.
  return topic === 'notice' ? undefined : 'must';
}

/** « laquelle ? », « combien ? », « au-dessus ou en dessous ? », « l'annonce sort où ? » */
function wantsNoYesOrNo(topic: ProcedureTopic, source: string, asking: string): boolean {
  if (topic === 'procedure' || /\b(?:quoi|combien|comment|quand|ou)$/.test(asking)) return true;
  if (topic === 'notice') return WHICH.test(source);
  const or = / ou (?!pas\b|non\b|quoi\b)/;
  return or.test(source) || or.test(asking);
}

/** « elle doit acheter en direct ? » asks whether a faculty is a duty: the page on it answers. */
const directAsks = (asking: string): ProcedureQuestion['asks'] =>
  MUST.test(asking) && !MAY.test(asking) && !WITHOUT.test(asking) ? undefined : 'may';
