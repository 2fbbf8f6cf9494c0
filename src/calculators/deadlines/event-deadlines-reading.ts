import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { ordinaryContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, datesByRole } from '#src/calculators/reading/roles.ts';
import { saidAgo } from '#src/calculators/reading/said-ago.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import {
  dataTexts,
  type EventDeadlineTexts,
  esusSilenceTexts,
  eventStep,
  holderConsentTexts,
  interestPaymentTexts,
} from './event-deadlines-texts.ts';
import { timeLimit } from './time-limit.ts';

/** A deadline of the register that one event starts. */
interface EventDeadline {
  readonly id: string;
  readonly figure: string;
  readonly texts: EventDeadlineTexts;
  /** All of them must stand in the question, none of `without`. */
  readonly words: readonly RegExp[];
  readonly without: RegExp;
  /** The words of the event, then those of other days. */
  readonly event: RegExp;
  readonly other?: RegExp;
  /** Asks whether the time is over, or the thing acquired: « oui » once it is. */
  readonly over: RegExp;
  readonly articles?: readonly string[];
}

const WHEN =
  /\bquand\b|quel(?:le)? (?:jour|date|delai)|combien de (?:temps|jours|mois)|jusqu'a|au plus tard|date limite|delai|toujours (?:pas|rien)|pas (?:de |encore )?(?:repon|retour)|aucune (?:reponse|nouvelle)|sans (?:reponse|nouvelle)|silence|retard|\bacquis|\baccepte|\bc'est (?:donc |alors )?(?:bon|fait|gagne|acquis|ok)\b|\b(?:j'ai|on a|nous avons) (?:donc|bien) (?:mon |notre |l')agrement\b/;

const DEADLINES: readonly EventDeadline[] = [
  {
    id: 'data-publication',
    figure: 'donnees-essentielles-delai',
    texts: dataTexts,
    words: [/donnees essentielles|\bdecp\b|publi\w{1,20} (?:les |ses |des )?donnees|open ?data/, WHEN],
    without: /c'est quoi|a partir de|seuil|combien d'euros/,
    event: /notifi\w*|modifi\w*|avenant/,
    over: /hors delai|retard|depass\w*|trop tard/,
  },
  {
    id: 'esus-silence',
    figure: 'esus-silence',
    texts: esusSilenceTexts,
    words: [/\besus\b/, /dossier|demande|agrement/, WHEN],
    without: /renouvel\w*|\bexpire\w*|\bvalable|salaires?|remuneration|smic|a qui/,
    event: /depos\w*|envoy\w*|recu\w*|complet\w*|transmis\w*|remis\w*|accus\w*/,
    over: /\bacquis\w*|\baccorde\w*|\bobtenu\w*|\bagreee?s?\b|\baccepte\w*|valide\w*|\baccord\b|\bj'ai (?:donc )?(?:mon|l')agrement/,
  },
  {
    id: 'holder-consent',
    figure: 'paiement-direct-accord-titulaire',
    texts: holderConsentTexts,
    words: [/demande de paiement|paiement direct/, /titulaire/, WHEN],
    without: /\bseuil|renonc|\bavance|liquidation|redressement|\bdc ?4\b/,
    event: /demande|envoy\w*|recu\w*|depos\w*|transmis\w*|adress\w*/,
    over: /hors delai|retard|depass\w*|\bpasse\b/,
    articles: ['R2193-11', 'R2192-22'],
  },
  {
    id: 'interest-payment',
    figure: 'interets-delai-versement',
    texts: interestPaymentTexts,
    words: [/\binterets?\b|moratoires?/, /vers\w+|recevoir|toucher|arriv\w+/, WHEN],
    without: /combien d'interets|calcul|\btaux\b|client prive|\bprivee?\b|renonc/,
    event: /paye\w*|regle\w*|mis\w{0,20} en paiement|vire\w*|principal/,
    other: /factur|recu|depos/,
    over: /hors delai|en retard|depass\w*/,
    articles: ['L2192-13'],
  },
];

/** Deadlines that a single event starts, each a computation of its own. */
export const EVENT_DEADLINES: readonly Computation[] = DEADLINES.map((deadline) => ({
  id: deadline.id,
  title: deadline.texts.title,
  compute: (input) => answer(deadline, input),
}));

function answer(deadline: EventDeadline, input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, understanding, figures, today } = input;
  const { text } = quantities;
  if (!ordinaryContract(understanding)) return undefined;
  if (!deadline.words.every((pattern) => pattern.test(text)) || deadline.without.test(text)) return undefined;
  const { event } = datesByRole(input, { event: deadline.event, other: deadline.other ?? /^(?!)/ }, [
    'event',
  ]);
  const from = event ?? (quantities.days.length === 0 ? saidAgo(quantities, today)?.date : undefined);
  const limit = from && timeLimit(figures, deadline.figure, from);
  if (!limit) return undefined;
  const passed = limit.last < today;
  const answer = passed ? 'oui' : 'non';
  const verdict = deadline.over.test(text) && asksWhetherTrue(input) ? answer : undefined;
  return {
    headline: passed ? deadline.texts.passed(verdict, limit) : deadline.texts.ahead(verdict, limit),
    steps: [eventStep(deadline.texts.event, limit)],
    caveats: deadline.texts.caveats,
    articles: articlesOf([limit.figure], deadline.articles),
    figures: [limit.figure],
    verdict,
  };
}

const asksWhetherTrue = ({ quantities, understanding }: ComputationInput): boolean =>
  understanding.polarity?.modality === 'vrai' && !asksInTheNegative(quantities) && !asksWhen(quantities);
