import type { Computation } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { articlesOf, datesByRole, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { saidAgo } from '#src/calculators/reading/said-ago.ts';
import { prudentDay } from '#src/calculators/texts-calendar-days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import { certificateValidity } from './certificate-validity.ts';
import {
  CERTIFICATE_TITLE,
  certificateTexts,
  REPLACEMENT_TITLE,
  replacementTexts,
} from './certificate-validity-texts.ts';

const CERTIFICATE = /urssaf|attestations? (?:de )?vigilance|attestation sociale/;
/** An « attestation » alone is the one that has an age, save for these. */
const OTHER_CERTIFICATE =
  /\bfisc\b|fiscal|impot|assurance|decennale|responsabilite|honneur|visite|formation|stage|conges|handicap|kbis|capacite|bonne execution/;
/** « expirée », « trop vieille »: the contrary of what a valid certificate is. */
const TOO_OLD = /perime|expire|trop (?:vieille|ancienne|vieux)|depasse|plus valable|plus bonne|plus valide/;
const VALIDITY =
  /valab|valid|bonne|\bbon\b|encore|perime|expire|trop (?:vieille|ancienne|vieux)|suffi|accept|jusqu'a|convien|refaire|renouvel|\bok\b|\bpasse\b|date limite|\b(?:la|l') ?(?:donner|fournir|utiliser|envoyer|remettre|joindre)\b/;

const isBareCertificate = (text: string): boolean =>
  /\battestations?\b/.test(text) && !OTHER_CERTIFICATE.test(text);

/** A day to hand it in, not its own. */
const HAND_IN = /jusqu'a\b.{0,25}\bpour\b|\bdelai\b|dans les temps|trop tard|fichu/;

/** Whether a dated Urssaf certificate is young enough on a day. */
export const certificateComputation: Computation = {
  id: 'urssaf-certificate',
  title: CERTIFICATE_TITLE,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    const named = CERTIFICATE.test(text);
    if (!named && !isBareCertificate(text)) return undefined;
    if (!VALIDITY.test(text) || HAND_IN.test(text)) return undefined;
    const roles = datesByRole(
      input,
      {
        use: /\bsign|conclu|marche|contrat|remet|rendre|depos|notifi|attribu|candidat|offre|demarr|commence|pour le|avant le/,
        dated: /dat|attestation|urssaf|vigilance|delivre|emise?|du $/,
      },
      ['dated'],
    );
    const dated = roles.dated ?? dayAlone(quantities, today, roles.use !== undefined);
    if (!dated) return undefined;
    const on = roles.use ?? today;
    const validity = certificateValidity(dated, on, figures);
    if (!validity || (roles.use !== undefined && roles.use < dated)) return undefined;
    const polarity = deciding(understanding.polarity);
    const verdict = polarity && verdictOn(text, polarity, validity.valid);
    const judges = polarity !== undefined || roles.use !== undefined;
    return {
      headline: judges ? certificateTexts.judged(verdict, validity, on) : certificateTexts.until(validity),
      steps: sentences(certificateTexts.step(validity), judges && certificateTexts.on(on, on === today)),
      caveats: sentences(!named && certificateTexts.supposed, certificateTexts.again(validity.figure.number)),
      articles: articlesOf([validity.figure]),
      figures: [validity.figure],
      verdict,
    };
  },
};

/** The only day of a question that says no other is the certificate's: the day said, or « il y a 5 mois ». */
function dayAlone(quantities: Quantities, today: IsoDate, useSaid: boolean): IsoDate | undefined {
  const [only, ...more] = quantities.days;
  if (!only) return saidAgo(quantities, today)?.date;
  return more.length === 0 && !useSaid ? only.date : undefined;
}

/** « périmée ? » asks the contrary; no word would be clear on « encore valable ou périmée ? ». */
function verdictOn(text: string, polarity: Polarity, valid: boolean) {
  if (!TOO_OLD.test(text)) return verdictOf(polarity, valid);
  const either = /\bencore\b|\bbonne?\b|(?<!plus )\bvalable/.test(text);
  return either ? undefined : verdictOf(polarity, !valid);
}

/** How the question asks for a yes or a no; undefined when it asks for a duty, or denies. */
const deciding = (polarity: Polarity | undefined): Polarity | undefined =>
  polarity?.modality === 'obligatoire' || polarity?.negated ? undefined : polarity;

/** Until when an excluded member or subcontractor must be replaced. */
export const replacementComputation: Computation = {
  id: 'partner-replacement',
  title: REPLACEMENT_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    if (understanding.case.regime !== 'ordinary' && understanding.case.regime !== 'utilities')
      return undefined;
    if (!/remplac/.test(text) || !/exclu|interdi|condamn/.test(text)) return undefined;
    const subcontractor = /sous-? ?trait/.test(text);
    if (!subcontractor && !/groupement|membre|cotrait|partenaire/.test(text)) return undefined;
    const { request } = datesByRole(input, { request: /demand|recu|courrier|lettre|mail|reclam|ecrit/ }, [
      'request',
    ]);
    const id = subcontractor ? 'remplacement-sous-traitant-exclu' : 'remplacement-membre-exclu';
    const limit = request && timeLimit(figures, id, request);
    if (!limit) return undefined;
    return {
      headline: replacementTexts.due(limit),
      steps: sentences(replacementTexts.step(limit), prudentDay(limit)),
      caveats: [replacementTexts.counted],
      articles: articlesOf([limit.figure]),
      figures: [limit.figure],
    };
  },
};
