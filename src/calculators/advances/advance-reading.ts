import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { ordinaryOrNetworkContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, asked, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import { buyerChoices } from '#src/calculators/texts-clarify.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { lastAsking } from '#src/reader/polarity.ts';
import type { AdvanceRight } from './advance.ts';
import { type AdvanceSaid, advanceSaid, rightOf } from './advance-said.ts';
import { type AdvanceSum, advanceSum } from './advance-sum.ts';
import {
  ADVANCE_TITLE,
  type AdvanceSide,
  advanceTexts,
  advanceClarify as choices,
  advanceRightTexts as texts,
} from './advance-texts.ts';

const ADVANCE = /\bavances?\b|\bpourcentage (?:verse )?(?:au|avant le) (?:depart|demarrage)/;
/** « payer d'avance », « à l'avance »: no advance; then other rules on advances, which pages answer. */
/** Money before the work begins, by any other name: « 30 % d'acompte avant de commencer », « 30 % au départ ». */
const BEFORE_WORK =
  "(?:avant (?:de |d'|que |le |la |les )?(?:(?:tout |debut |debuter |commenc|demarr|travaux|chantier|attaqu)\\w{0,5})|au (?:depart|demarrage|debut)|a la (?:commande|signature)|pour (?:demarrer|commencer))";
const EARLY = new RegExp(
  `\\b(?:acomptes?|\\d{1,2} ?(?:%|pour (?:cents?|100))|une partie|argent|sous) (?:[\\p{L}%\\d']{1,12} ){0,8}?${BEFORE_WORK}|${BEFORE_WORK} (?:[\\p{L}'\\d]{1,12},? ){0,12}?\\d{1,2} ?(?:%|pour (?:cents?|100))`,
  'u',
);
const OTHER =
  /\b(?:a l'|en |par |merci d'|pay\w+ d'|prevenir d')avance|garantie|caution|rembours|\brefus|renonc|accords?[- ]?cadres?|bons? de commande|tresorerie|avances? (?:bancaire|sur (?:salaire|facture|honoraires))|(?<!(?:entreprise|offre|candidate|titulaire|societe|boite) )\bretenue|sous-?traitants? .{0,30}(?:droit|touche|demande|reclame).{0,20}avance|(?:suis|comme|etant|en tant que) (?:le )?sous-?traitant|peu[tx](?:[- ]elle|[- ]il)? (?:quand meme |aussi |nous |me )*(?:verser|donner|accorder|faire|prevoir)|\bavoir une avance sur\b.*facture|acompte|retir|recuper|deduit|reprendre|marches? a bons|contrats?[- ]cadre|contrats? (?:a|de) commandes/;
/** When it is paid, which a page tells; beside its sum, the sum is counted. */
const WHEN = /\bdelai|\bquand\b(?! meme)|combien de (?:temps|jours)/;
const RIGHT =
  /droit|\by a[- ]t[- ]il\b|\best[- ]ce qu'il y a\b|\bil y a une avance|\bdue?s?\b|oblig|\bdoi[ts]\b|doivent|exig|preten|\btouch|avons[- ]nous|\baur(?:ai|ons|a)\b|\bai[- ]je|possible|reclam|eligible|obtenir|\ben passer\b|dispens|\bavoir une avance|\bpeu[xt]\b.{0,30}avance/;
/** « une avance ? » asks for a right, unless its sum is asked. */
const BARE = /avances? (?:ou|\?)/;
const SUM =
  /combien|calcul|montant|quel(?:le)?s? (?:est |serait |sera )?(?:le |la |l'|mon |ma )?(?:taux|pourcentage|avance|somme)|\btaux\b|pourcentage|ca fait|\bcb\b|\bavances? (?:due )?(?:au )?(?:mini\w*|en euros)|\bmini\w* (?:de )?(?:l'|d'|une )?avance|\bau moins\b.{0,20}avance|avance.{0,30}\bau moins\b/;
/** Its sum is asked in so many words. */
const SUM_TOO =
  /\b(?:montant|somme) (?:de |d')(?:l'|une |cette )?avance|combien (?!de (?:temps|jours))[^,;?]{0,30}\bavance|\bavance[^,;?]{0,30}\bcombien (?!de (?:temps|jours))/;
const MINIMUM = /\bmini\w*|\bau moins\b/;

/** Whether a question is on an advance; paid before the work, what people call « acompte » is one. */
function isOnAdvance(text: string): boolean {
  if (!EARLY.test(text)) return ADVANCE.test(text) && !OTHER.test(text);
  return !OTHER.test(text.replace(/\bacomptes?\b/g, 'avance').replace(/\btresorerie\b/g, ''));
}

/** A message that goes on with penalties leaves the advance that was spoken of: « et 24 jours de retard, ça fait combien de pénalités ? ». */
function speaksOfPenalties(message: string): boolean {
  const own = fold(message);
  return (
    /\bpenalites?\b/.test(own) &&
    (!ADVANCE.test(own) ||
      /\bpas (?:parle |question |demande )?(?:d'|de l'|des? )(?:une )?avances?\b/.test(own))
  );
}

const wantsAny = (text: string): boolean => RIGHT.test(text) || BARE.test(text) || SUM.test(text);

const asksOnlyWhen = (text: string): boolean => WHEN.test(text) && !SUM_TOO.test(text);

/** « y a-t-il une avance au début ? », « avons-nous droit à une avance ? » */
const PLAIN =
  /\b(?:y a[- ]t[- ]il|est[- ]ce qu'il y a|droit a|droit d'avoir|aur(?:ons|ai|a)[- ](?:nous|je|t-on)|touche(?:r|ra|rai|rons)?) (?:bien |aussi )?(?:une |l')avance\b/;

/** Whether a contract gives a right to an advance, and of how much. */
export const advanceComputation: Computation = {
  id: 'advance',
  title: ADVANCE_TITLE,
  isOfContract: true,
  isPlainlyAsked: (message) => PLAIN.test(fold(message)) && isOnAdvance(fold(message)),
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    if (!ordinaryOrNetworkContract(understanding)) return undefined;
    if (!isOnAdvance(text) || asksOnlyWhen(text) || speaksOfPenalties(understanding.asked)) return undefined;
    // What a buyer may grant beyond what it owes is its own choice: pages tell on which terms.
    if (understanding.side === 'buyer' && understanding.polarity?.modality === 'permis') return undefined;
    const said = advanceSaid(input);
    // « avance sur un marché de 72 000 TTC, 9 mois, une ville »: all that its sum needs is there.
    const whole = said?.buyer && said.months !== undefined && said.inclTax !== undefined;
    const early = EARLY.test(text);
    if (!early && !wantsAny(text) && !whole) return undefined;
    const right = said && rightOf(said, figures);
    if (!said || !right) return undefined;
    if (!amountWords(said) && !(said.buyer && SUM.test(text))) return undefined;
    return answered(input, said, right);
  },
};

function answered(input: ComputationInput, said: AdvanceSaid, right: AdvanceRight): ComputedAnswer {
  if (right.due !== false) return granted(input, said, right);
  return EARLY.test(input.quantities.text) ? mayBeAsked(input, said, right) : refused(input, said, right);
}

const amountWords = ({ exclTax, inclTax, unsaidTax }: AdvanceSaid): string | undefined => {
  if (exclTax !== undefined) return euros(exclTax, 'HT');
  if (inclTax !== undefined) return euros(inclTax, 'TTC');
  return unsaidTax === undefined ? undefined : euros(unsaidTax);
};

const sideOf = ({ understanding: { polarity, side } }: ComputationInput): AdvanceSide => {
  if (side === 'buyer') return 'us';
  return polarity?.modality === 'obligatoire' || polarity?.without ? 'buyer' : 'company';
};

/** « c'est interdit » asks nothing that a right answers; « peut-elle s'en dispenser ? » asks of the buyer's duty. */
function verdictOn({ quantities, understanding: { polarity } }: ComputationInput, holds: boolean) {
  if (polarity?.modality === 'interdit') return undefined;
  if (!polarity?.without) return verdictOf(polarity, holds);
  const ofBuyer = /\b(?:se|s'en) (?:passer|dispenser)|dispensee?/.test(quantities.text);
  return polarity.modality === 'permis' && ofBuyer
    ? verdictOf({ ...polarity, without: false }, !holds)
    : undefined;
}

function refused(input: ComputationInput, said: AdvanceSaid, right: AdvanceRight): ComputedAnswer {
  // A network operator may be a local body, which owes advances.
  const sure = said.buyer !== 'network' || right.amount === 'under' || right.duration === 'under';
  const verdict = sure ? verdictOn(input, false) : undefined;
  const side = sideOf(input);
  const headline =
    right.amount === 'under'
      ? texts.amountUnder(verdict, side, amountWords(said) ?? '', right)
      : right.duration === 'under'
        ? texts.durationUnder(verdict, side, said.duration ?? '', right)
        : texts.buyerFree(verdict, side);
  return {
    headline,
    steps:
      right.buyerOwes === false && right.amount !== 'under' ? [] : texts.step(right, amountWords(said), said),
    caveats: sentences(
      side === 'us' ? advanceTexts.optionalForUs : advanceTexts.optional,
      said.buyer === 'network' && advanceTexts.networkBody,
    ),
    articles: articlesOf([right.amountThreshold], ['L2191-1', 'R2191-1', 'R2191-4']),
    figures: [right.amountThreshold, right.durationThreshold],
    verdict,
  };
}

/** Who asks for so much before the work, without a right to it: it may be asked for, and the buyer decides. */
function mayBeAsked(input: ComputationInput, said: AdvanceSaid, right: AdvanceRight): ComputedAnswer {
  const { verdict: _, headline, steps, ...rest } = refused(input, said, right);
  const [share, ...more] = input.quantities.shares;
  const amount = said.inclTax ?? said.exclTax ?? said.unsaidTax;
  const tax = said.inclTax !== undefined ? 'TTC' : said.exclTax !== undefined ? 'HT' : undefined;
  const wanted =
    share && more.length === 0 && amount !== undefined
      ? advanceTexts.wanted(amount, tax, share.value, roundToCents((amount * share.value) / 100))
      : undefined;
  const own = headline.replace(/^(?:Oui|Non), /, '');
  return {
    ...rest,
    headline: sentences(advanceTexts.mayBeAsked, `${own.charAt(0).toUpperCase()}${own.slice(1)}`).join(' '),
    steps: sentences(wanted, ...steps),
    caveats: [advanceTexts.beforeWork, advanceTexts.guaranteeMayBe],
    articles: rest.articles,
  };
}

function granted(input: ComputationInput, said: AdvanceSaid, right: AdvanceRight): ComputedAnswer {
  const { text } = input.quantities;
  const asksRight = input.understanding.polarity !== undefined && wantsRight(text);
  const conditions = conditionsOf(right);
  const onlyBuyer = right.amount === 'over' && right.duration === 'over';
  const verdict = asksRight && onlyBuyer ? verdictOn(input, true) : undefined;
  const side = sideOf(input);
  const rightLine =
    conditions.length > 0 ? texts.conditions(verdict, side, conditions) : texts.due(verdict, side, right);
  const sum = advanceSum(said, input.figures, MINIMUM.test(text));
  const { headline, steps, caveats, figures } = sum ?? NO_SUM;
  const first = asksRight || !headline ? rightLine : undefined;
  return {
    headline: sentences(first, headline).join(' '),
    steps: [...texts.step(right, amountWords(said), said), ...steps],
    caveats: sentences(
      !first && conditions.length > 0 && rightLine,
      ...caveats,
      said.buyer === 'state-agency' && advanceTexts.agency,
      said.buyer === undefined && advanceTexts.otherBuyers,
    ),
    articles: articlesOf(asksRight || !sum ? [right.amountThreshold] : [], ['R2191-7', 'R2191-3', 'L2191-1']),
    figures: [right.amountThreshold, right.durationThreshold, ...figures],
    verdict,
    clarify: clarifyOf(said, sum, side),
  };
}

const wantsRight = (text: string): boolean =>
  RIGHT.test(text) || (BARE.test(text) && !SUM.test(lastAsking(text) ?? ''));

/** What the question leaves unsaid, and the right depends on. */
const conditionsOf = (right: AdvanceRight): string[] =>
  sentences(
    right.amount === 'unknown' && texts.ifAmount(right),
    right.duration === 'unknown' && texts.ifDuration(right),
    right.buyerOwes === undefined && texts.ifBuyer,
  );

/** What changes the result most comes first. */
function clarifyOf(
  said: AdvanceSaid,
  sum: AdvanceSum | undefined,
  side: AdvanceSide,
): ComputedAnswer['clarify'] {
  if (said.months === undefined) return asked(choices.duration, choices.durations);
  if (said.buyer === undefined)
    return asked(choices.buyer, [
      buyerChoices.state,
      buyerChoices.local,
      buyerChoices.hospital,
      buyerChoices['social-housing'],
      buyerChoices['public-company'],
    ]);
  if (said.exclTax !== undefined && said.inclTax === undefined) return asked(choices.vat, choices.vatRates);
  if (said.sme === undefined && said.buyer !== 'hospital' && said.rate === undefined)
    return side === 'us'
      ? asked(choices.smeOfHolder, [choices.holderIsSme, choices.holderIsNotSme])
      : asked(choices.sme, [choices.isSme, choices.isNotSme]);
  return sum?.size ? asked(choices.size(sum.size), [choices.isLarge, choices.isSmall]) : undefined;
}

const NO_SUM: AdvanceSum = { headline: '', steps: [], caveats: [], figures: [] };
