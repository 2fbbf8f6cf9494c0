import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { ordinaryOrNetworkContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, datesByRole, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { saidAgo } from '#src/calculators/reading/said-ago.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import { prudentDay } from '#src/calculators/texts-calendar-days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';
import { DOCUMENTS_TITLE, documentsTexts, REASONS_TITLE, reasonsTexts } from './after-rejection-texts.ts';
import { type DocumentSteps, documentSteps } from './document-request.ts';

const REASONS =
  /\bmotifs?\b|raisons?|explications?|expliqu|pourquoi (?:on|je|nous|notre|mon)|mes notes|nos notes/;
const REJECTION = /rejet|refus|retenu|ecarte|evince|perdu|elimine|echec|mapa|offre/;
const WHEN =
  /quand|delai|jusqu'a|hors delai|en retard|depass|combien de (?:temps|jours)|quel jour|quelle date|toujours (?:pas|rien)|pas (?:de |encore )?repon|sans reponse|aucune reponse|repondre|rien recu|relanc/;
const LATE = /hors delai|en retard|\bretard\b|depass\w*|delai (?:est )?passe/;
/** « c'est un refus ? », « ça vaut refus ? » */
const REFUSAL =
  /\b(?:vaut|vaudrait|c'est|equivaut a|considere comme|egal a) (?:deja )?(?:un |une? )?(?:refus|non)\b|\brefus (?:implicite|tacite)|\brefuse\w* (?:tacite|implicite)ment/;
const DOCUMENTS =
  /\bcada\b|rapport d'analyse|acte d'engagement|marche signe|copie du marche|communi(?:quer|cation)|documents?|tableau d'analyse/;

/** When the buyer must give the reasons of a rejection, from the written request. */
export const reasonsComputation: Computation = {
  id: 'rejection-reasons',
  title: REASONS_TITLE,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    const { polarity } = understanding;
    if (!ordinaryOrNetworkContract(understanding)) return undefined;
    if (
      !REASONS.test(text) ||
      !REJECTION.test(text) ||
      !WHEN.test(text) ||
      /\bcada\b|sous-?traitan/.test(text)
    )
      return undefined;
    const { request } = datesByRole(
      input,
      {
        request: /demand|ecri[ts]?\b|ecrit|envoye|reclam|sollicit|relance/,
        letter:
          /recu|lettre|courrier|notifi|sign|(?<!(?:motifs?|raisons?) (?:du |de (?:mon |notre |ce |leur )?))(?:rejet|refus)/,
      },
      ['request'],
    );
    const { procedure } = procedureSaid(text);
    const formal = procedure === 'formal';
    const id = formal ? 'details-rejet-delai' : 'motifs-rejet-delai';
    const limit = request && timeLimit(figures, id, request);
    if (!limit) return undefined;
    const other = figures.get(formal ? 'motifs-rejet-delai' : 'details-rejet-delai');
    const named = procedure !== undefined;
    const passed = limit.last < today;
    const verdict =
      LATE.test(text) &&
      polarity?.modality === 'vrai' &&
      !asksInTheNegative(quantities) &&
      !asksWhen(quantities)
        ? verdictOf(polarity, passed)
        : undefined;
    return {
      headline: passed ? reasonsTexts.passed(verdict, limit) : reasonsTexts.due(verdict, limit),
      steps: [reasonsTexts.step(limit)],
      caveats: sentences(
        !named && other?.number === limit.figure.number && reasonsTexts.same,
        reasonsTexts.appeal,
        reasonsTexts.counted,
      ),
      articles: articlesOf([limit.figure, named ? undefined : other]),
      figures: [limit.figure],
      verdict,
    };
  },
};

/** When silence on a request for documents becomes a refusal, and until when the CADA can be seized. */
export const documentsComputation: Computation = {
  id: 'document-request',
  title: DOCUMENTS_TITLE,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    const { buyer, regime } = understanding.case;
    if (regime === 'private' || buyer === 'private' || buyer === 'private-body') return undefined;
    if (!asksOfDocuments(text)) return undefined;
    const dates = datesByRole(input, DOCUMENT_DATES, ['referred', 'refused', 'asked']);
    // « la CADA a rendu son avis il y a un mois » is another step.
    const untold =
      Object.keys(dates).length === 0 && !/\bcada (?:a|avait|vient|m'a|nous a)\b|\bavis\b/.test(text);
    const ago = untold ? saidAgo(quantities, today) : undefined;
    const steps = documentSteps(ago ? { asked: ago.date } : dates, figures);
    if (!steps) return undefined;
    const { silence, referral, confirmed } = steps;
    const verdict = silenceVerdict(input, steps);
    return {
      headline: documentsHeadline(steps, verdict, today),
      verdict,
      steps: [...(ago ? [documentsTexts.ago(ago.date)] : []), ...documentsSteps(steps)],
      caveats: sentences(
        silence && documentsTexts.received,
        confirmed ? documentsTexts.judge : documentsTexts.before,
        !confirmed && documentsTexts.signed,
        documentsTexts.counted,
      ),
      articles: articlesOf(
        [silence?.figure, referral?.figure, confirmed?.figure],
        confirmed ? [] : ['CRPA L311-6'],
      ),
      figures: [silence?.figure, referral?.figure, confirmed?.figure].filter((one) => one !== undefined),
    };
  },
};

const DOCUMENT_DATES = {
  referred: /saisi(?!r)|saisie|saisine|\bcada\b/,
  refused: /\brefuse\w*|refus (?:du|le|recu|ecrit|date|de la|de l')|dit non|rejet de ma demande/,
  asked: /demand|ecrit|envoye|reclam|sollicit/,
};

/** Whether the question is of the time to obtain an administrative document, and of no certificate or invoice. */
const asksOfDocuments = (text: string): boolean =>
  DOCUMENTS.test(text) &&
  (WHEN.test(text) || /silence|saisir/.test(text) || REFUSAL.test(text)) &&
  (/\bcada\b/.test(text) || /demand|reclam/.test(text)) &&
  !/attestation|justificatif|urssaf|candidature|consultation des entreprises|\bdce\b|factur/.test(text);

/** Only the silence of a request becomes a refusal. */
function silenceVerdict(
  { quantities, understanding: { polarity }, today }: ComputationInput,
  { silence, referral }: DocumentSteps,
): ComputedAnswer['verdict'] {
  if (!silence || !polarity || polarity.without) return undefined;
  // « je peux saisir la CADA ? »: once silence is a refusal, and until its last day.
  const refers =
    polarity.modality === 'permis' &&
    !(referral && referral.last < today) &&
    /\bsaisir\b/.test(askedPart(quantities)?.asking ?? '');
  if (!REFUSAL.test(quantities.text) && !refers) return undefined;
  return verdictOf({ modality: 'vrai', without: false }, silence.last < today);
}

/** Where the request stands today. */
function documentsHeadline(steps: DocumentSteps, verdict: ComputedAnswer['verdict'], today: IsoDate): string {
  const { silence, referral, confirmed } = steps;
  if (confirmed) return documentsTexts.confirmed(confirmed);
  if (referral && referral.last < today) return documentsTexts.tooLate(referral);
  if (!silence) return referral ? documentsTexts.refused(referral) : '';
  return silence.last < today
    ? documentsTexts.refusedBySilence(verdict, steps)
    : documentsTexts.waiting(verdict, steps);
}

const documentsSteps = ({ silence, referral, confirmed }: DocumentSteps): string[] =>
  sentences(
    silence && documentsTexts.silenceStep(silence),
    referral && documentsTexts.referralStep(referral),
    referral && prudentDay(referral),
    confirmed && documentsTexts.confirmedStep(confirmed),
  );
