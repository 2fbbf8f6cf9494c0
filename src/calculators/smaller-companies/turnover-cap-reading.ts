import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import { yearlyOf } from '#src/calculators/procedure/need/estimate.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { amountsSaid, askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { asksInTheNegative, FAIR, UNFAIR } from '#src/calculators/reading/verdicts.ts';
import { formatValue, frenchNumber } from '#src/knowledge/model/figures.ts';
import type { Amount, Quantities } from '#src/reader/quantities.ts';
import { type TurnoverCap, turnoverCap } from './turnover-cap.ts';
import {
  TURNOVER_TITLE,
  timesText,
  turnoverCaveats,
  turnoverHeadline,
  turnoverOf,
  turnoverSteps,
} from './turnover-cap-texts.ts';

const OTHER_SUBJECT =
  /\b(?:accords?-? ?cadres?|bons? de commande|commandes|subsequents?|groupements?|cotrait\w+|partenaires?|associe\w*|ensemble|filiale|sous-?trait\w+|micro-?entreprise|auto-?entrepreneur|franchise|impots?|tva|avances?|pme\b.{0,200}\bseuil|moyenne|3 (?:derniers? )?ans|trois)\b/;
const GENERAL =
  /\b(?:c'est quoi|ca veut dire|signifie|combien de fois|quel (?:est le )?plafond en general)\b/;
/** Somebody asks for it: only so is a turnover the one that is required. */
const REQUIRED =
  /\b(?:demand\w*|exig\w*|impos\w*|veu(?:t|lent)|voud\w+|reclam\w*|requier\w*|requis\w*|faut|fallait|doi(?:s|t|vent)|obligatoires?|reglement|rc|seuil|plancher)\b/;
/** A least one, which is the buyer's unless its clause says whose it is: « j’ai au moins 90 000 € ». */
const LEAST = /\b(?:mini\w*|au moins)\b/;
const COMPANY = '(?:boite|societe|entreprise|structure|asso\\w*|scop|tpe|pme|eurl|sarl|affaire|atelier)';
/** Whose turnover it is: « expliquez-moi si un CA de… » owns none. */
const OWN = new RegExp(
  `^ ?moi\\b|\\bchez (?:moi|nous)\\b|\\b(?:mon|notre|nos|je (?:fais|realise|tourne)|on (?:fait|realise|tourne)|nous (?:faisons|realisons|tournons)|j'ai(?! (?:un doute|une question|vu|lu)\\b)|j'avais|on a|nous avons|je suis a|j'en fais|fais|realisons)\\b|\\b(?:ma|la|notre|mon|cette|petite) ${COMPANY}\\b|¤ (?:20\\d\\d|de l'an|actuel|reel)`,
);

/** The sections that ask what may be required. */
const PAGES = new Set(
  [
    'quel-chiffre-d-affaires-minimal-un-acheteur-peut-il-exiger',
    'l-acheteur-peut-il-depasser-le-plafond-de-chiffre-d-affaires-sans-se-justifier',
  ].map((id) => `guides/capacites-et-chiffre-affaires#${id}`),
);

/** The most turnover that may be required for a contract, and what is asked or owned against it (R2142-7, R2142-8). */
export const TURNOVER_CAP: Computation = {
  id: 'turnover-cap',
  title: TURNOVER_TITLE,
  isOfContract: true,
  // « ici le marché est à 85 000 et ils veulent 170 000 », after what may be required.
  onPages: { keys: PAGES, isFirstOnly: true, compute: (input) => counted(input, true) },
  compute: (input) => counted(input, false),
};

/** @param isOnPage the page that is asked says that a turnover is: the words need not */
function counted(input: ComputationInput, isOnPage: boolean): ComputedAnswer | undefined {
  const { quantities, understanding, figures } = input;
  const { text } = quantities;
  const { regime, buyer } = understanding.case;
  // R2142-7 binds neither private buyers, nor concessions, nor defence contracts.
  if (['private', 'concession', 'defence'].includes(regime) || buyer === 'private') return undefined;
  if (GENERAL.test(text) || OTHER_SUBJECT.test(text)) return undefined;
  const roles = turnoverRoles(input, isOnPage);
  if (isOnPage && !roles?.required) return undefined;
  if (!roles?.contract) return undefined;
  const { required, own } = roles;
  const contract = wholeOf(roles.contract, quantities);
  if (!contract) return undefined;
  const result = turnoverCap(contract.value, figures, { required: required?.value, turnover: own?.value });
  if (!result) return undefined;
  return roles.lots ? byLot(roles.lots, figures) : compose(input, result, { ...roles, contract });
}

/** The amount of a whole contract, and how it was counted where it is said by the year. */
interface Whole extends Amount {
  readonly years?: { readonly each: number; readonly count: number } | undefined;
}

/**
 * The amount of a whole contract: « 130 000 € par an, un an renouvelable trois fois » is estimated over the four years, its
 * renewals included (R2121-1). Undefined for one that is said by the year, the month or the week without how long it lasts.
 */
function wholeOf(contract: Amount, quantities: Quantities): Whole | undefined {
  if (!contract.per) return contract;
  const yearly = yearlyOf(contract, quantities);
  const { text } = quantities;
  if (!yearly) return undefined;
  const { each, years } = yearly;
  const isAnnual = contract.per === 'an' && OF_ONE_YEAR.test(text) && !LONGER.test(text);
  if (years === 1 || (years === undefined && isAnnual)) return { ...contract, value: each };
  if (years === undefined) return undefined;
  return { ...contract, value: Math.round(each * years * 100) / 100, years: { each, count: years } };
}

/** « le marché annuel » */
const OF_ONE_YEAR = /\b(?:marches?|contrats?) annuels?\b/;
/** Something says that it lasts longer. */
const LONGER = /\b(?:re-?conduct|renouvel|ans\b|plusieurs annees|pluriannuel)/;

interface Roles {
  readonly contract?: Whole | undefined;
  readonly required?: Amount | undefined;
  readonly own?: Amount | undefined;
  /** Several contracts, or several lots: each has its own cap. */
  readonly lots?: readonly Amount[] | undefined;
}

/** Which amount is the contract's, which the turnover required, which the company's own. Undefined when unclear. */
function turnoverRoles(input: ComputationInput, isOnPage: boolean): Roles | undefined {
  const text = markTurnover(input.quantities.text, input.understanding.question);
  if (!text.includes(MARK) && !isOnPage) return undefined;
  // « 120 000 pas 210 000 »: what is taken back counts for nothing.
  const said = amountsSaid(input, input.today).all;
  const isTakenBack = ({ at }: Amount, index: number): boolean =>
    index > 0 && TAKEN_BACK.test(text.slice(said[index - 1]?.end ?? 0, at));
  const all = said.filter((amount, index) => !isTakenBack(amount, index));
  // « ils ne demandent pas 300 000 € mais 200 000 »: what is denied is nobody's, and what takes its place has no role.
  if (all.some(({ at }) => DENIED.test(text.slice(0, at)) && !AT_MOST.test(text.slice(0, at))))
    return undefined;
  const { followsUp, asked } = input.understanding;
  // A follow-up is a sentence of its own: « … 170 000 de CA minimum », then « donc 127 500, j'ai bon ? ».
  const start = followsUp ? askedFrom(input.quantities.text, asked, input.today) : 0;
  const roles = all.map((amount, index) => roleOf(text, all, index, amount.at < start ? 0 : start, isOnPage));
  const unclear = all.filter((_, index) => roles[index] === undefined);
  const rest = unclear[0];
  if (unclear.length > 1 || (rest && roles.includes('contract'))) return undefined;
  // A follow-up says anew what it changes: the last of each role holds. In one message, two values of a role are torn.
  const { latest } = amountsSaid(input, input.today);
  const of = (role: keyof Roles) => {
    const every = all.filter((_, index) => roles[index] === role);
    const anew = every.filter(({ at }) => latest.some((one) => one.at === at));
    const last = every.at(-1);
    const before = every.at(-2);
    if (last && before && MENDS.test(text.slice(before.end, last.at))) return [last];
    return anew.length > 0 ? anew : every;
  };
  const [required, own] = [of('required'), of('own')];
  if (required.length > 1 || own.length > 1) return undefined;
  const contracts = contractsOf(text, of('contract'));
  return {
    contract: contracts.at(-1) ?? rest,
    required: required[0],
    own: own[0],
    lots: contracts.length > 1 ? contracts : undefined,
  };
}

/** Between two values of a role, of which the second takes the place of the first. */
const MENDS =
  /\b(?:pardon|tromp\w*|en fait|plutot|rectif\w*|erreur|finalement|je voulais dire|je veux dire)\b/;

/** « un marché de 400 000 € en lots, mon lot vaut 50 000 € »: the lot counts, and each of several ones. */
function contractsOf(text: string, all: readonly Amount[]): readonly Amount[] {
  const isLot = ({ at }: Amount) => LOT_BEFORE.test(text.slice(Math.max(0, at - 40), at));
  const lots = all.filter(isLot);
  if (lots.length > 0 || all.length < 2) return lots.length > 0 ? lots : all;
  // « estimé à 100 000 €, mon offre est à 95 000 € »: the rule counts on what the buyer estimates.
  const estimated = all.filter(({ at }) => ESTIMATED_BEFORE.test(text.slice(Math.max(0, at - 40), at)));
  if (estimated.length === 1) return estimated;
  const ofBuyer = all.filter(({ at }) => !OFFERED_BEFORE.test(text.slice(Math.max(0, at - 40), at)));
  return ofBuyer.length > 0 ? ofBuyer : all;
}

const ESTIMATED_BEFORE = /\b(?:estim\w+|evalu\w+)\b[^,;?¤]{0,25}$/;
const OFFERED_BEFORE = /\b(?:mon|ma|mes|notre|nos) (?:offres?|propositions?|devis|prix)\b[^,;?¤]{0,25}$/;
/** A contract of before, which is not the one that is asked of. */
const FORMER_BEFORE =
  /\b(?:deja (?:fait|eu|realise|execute|gagne)|ancien|precedent|en cours|(?:l'an|l'annee) (?:dernier|derniere|passee))\b[^,;?¤]{0,40}$/;

const LOT_BEFORE = /\blots?\b[^,;?¤]{0,25}$/;

/** Between two sums, of which the second was a mistake. */
const TAKEN_BACK =
  /^(?: |€|euros?\b|ht\b|ttc\b|de\b|du\b|¤|mini(?:mum)?\b|annuel\b|,){0,12}(?:c'est |mais )?(?:pas|et non|non|au lieu de) (?:de |les )?$/;
const DENIED = /\b(?:pas|jamais) (?:de |les |a )?$/;
/** « le marché ne dépasse pas 100 000 € » */
const AT_MOST = /\b(?:depass|exced|attein|va)\w{0,6} (?:pas|jamais) (?:de |les |a )?$/;

/** Stands for the words « chiffre d'affaires », as long as they were, so that places stay true. */
const MARK = '¤';

/** « chiffre d'affaires », and « un chiffre mini de 200 000 » for short. */
const TURNOVER =
  /\bchiffres? d'? ?affaires?\b|\bchiffres?\b(?= (?:mini|minimum|minimal|annuel)\b)|(?<=\b(?:mon|notre|nos|votre) )chiffres?\b(?! (?:de|cle)\b)/g;

/** « ça » folds like « CA »: the two letters count when the question writes them « CA », or beside words of turnover. */
function markTurnover(text: string, question: string): string {
  // « qu'est-ce que le code dit de ça ? » speaks of no turnover.
  const spelt = question.normalize('NFC');
  if (/\bça\b|(?<!\p{L})ça(?!\p{L})/iu.test(spelt) && !/(?<!\p{L})c\.?a(?!\p{L})/iu.test(spelt))
    return text.replace(TURNOVER, (found) => MARK.repeat(found.length));
  const capital = /(?<![\p{L}\d])C\.?A\.?(?![\p{L}\d])/u.test(question);
  const beside =
    /(?<=\b(?:de|mon|notre|un|du|en|le|son|leur|votre|mini|minimum) )c\.?a\b\.?|\bc\.?a\b\.?(?= (?:annuel|mini|exig|requis|demande))/g;
  const any =
    /\bc\.?a\b\.?(?! (?:fait (?:\d+ (?:ans|mois|jours|semaines)|trop|beaucoup)|marche|va|passe|compte|suffit|depend))/g;
  const mark = (found: string) => MARK.repeat(found.length);
  return text.replace(TURNOVER, mark).replace(capital ? any : beside, mark);
}

const CONTRACT_BEFORE =
  /\b(?:marches?|lots?|contrats?|montants?|estim\w+|chantiers?|prestations?|projets?|consultations?|offres?|nettoyage|travaux|menage)\b[^,;?¤]{0,25}$/;
const CONTRACT_AFTER =
  /^ ?(?:ht )?(?:de |pour |d')?(?:marche|nettoyage|menage|travaux|prestations?|services?|fournitures?)\b/;
const EARNED_BEFORE = new RegExp(
  `\\b(?:je fais|j'en fais|j'? ?ai fait|on a fait|nous avons (?:fait|realise)|(?:et|mais) (?:moi|nous)|on fait|on en fait|nous (?:faisons|realisons)|je realise|on realise|(?:ma|notre|la|mon) ${COMPANY} (?:fait|realise|tourne a|a)|je suis a|j'ai que|on a que)\\b[^,;?]{0,15}$|\\b(?:j'ai|on a|nous avons|(?:je|on|nous) [^,;?¤]{0,20}\\bavec)(?: seulement| juste| environ| a peine)? $`,
);
const REQUIRED_BEFORE = /\b(?:demand\w*|exig\w*|impos\w*|veu(?:t|lent)|reclam\w*)\b[^,;?]{0,15}$/;

/** `none`: a turnover of nobody in particular, which counts for nothing. */
type RoleRead = 'contract' | 'required' | 'own' | 'none' | undefined;

function roleOf(
  text: string,
  all: readonly Amount[],
  index: number,
  from: number,
  isOnPage: boolean,
): RoleRead {
  const amount = all[index];
  if (!amount) return undefined;
  const before = text.slice(Math.max(all[index - 1]?.end ?? 0, amount.at - 60, from), amount.at);
  const after = text.slice(amount.end, Math.min(all[index + 1]?.at ?? text.length, amount.end + 40));
  const turnoverAfter = /^ ?(?:minimum |mini )?(?:de |en |comme |d')?(?:minimum de )?¤/.test(after);
  const turnoverBefore = /¤[^,;?]{0,40}$/.test(before) && !CONTRACT_BEFORE.test(before);
  if (turnoverAfter || turnoverBefore) {
    // The clause of the amount says whose turnover it is.
    const clause = before.split(CLAUSE_END).at(-1) ?? '';
    return whose(text, clause, after.split(CLAUSE_END)[0] ?? '');
  }
  if (FORMER_BEFORE.test(before)) return 'none';
  if (CONTRACT_BEFORE.test(before) || CONTRACT_AFTER.test(after)) return 'contract';
  if (EARNED_BEFORE.test(before)) return 'own';
  return REQUIRED_BEFORE.test(before) && (isOnPage || text.includes(MARK)) ? 'required' : undefined;
}

const CLAUSE_END = /[,;?.!]|\bmais\b|\bet\b/;

/** Whose a turnover is, by its own clause; else by what is asked of it: « un CA de 80 000 €, ça suffit ? » is one's own. */
function whose(text: string, before: string, after: string): RoleRead {
  if (REQUIRED.test(before) || REQUIRED_AFTER.test(after)) return 'required';
  if (OWN.test(before)) return 'own';
  if (LEAST.test(before) || LEAST.test(after)) return 'required';
  if (BUYER_SAYS.test(before)) return SAID_BY_ONESELF.test(before) ? 'own' : 'required';
  if (/\bavec\b/.test(before) || OWN.test(after) || OF_OWN.test(text)) return 'own';
  return OF_RULE.test(text) && !OF_NOBODY.test(before) ? 'required' : 'none';
}

/** « le CA moyen du secteur », « le CA de mon concurrent » */
const OF_NOBODY = /\b(?:moyens?|secteur|concurrents?|voisin|autres?|titulaire|attributaire|gagnant)\b/;
/** Words of a buyer, or of what it writes, on what it wants: « la mairie attend », « ils ont mis », « critère : ». */
const BUYER_SAYS =
  /\b(?:fix\w*|attend\w*|prevoi\w*|prevu\w*|souhait\w*|(?:a|ont|avait|avaient) (?:mis|pose|inscrit|ecrit|note)|met|mettent|criteres?|parle\w*|indiqu\w*|precis\w*|mentionn\w*|stipul\w*|retien\w*)\b/;
/** Who writes wants or awaits it themself; « on me parle de » is of others. */
const SAID_BY_ONESELF = /\b(?:j'|(?:je|nous|moi|on(?! (?:me|nous|m')))(?![\p{L}-]))/u;

/** « un CA de 300 000 € exigé », « 300 000 € de CA demandés » */
const REQUIRED_AFTER =
  /^ ?(?:(?:€|euros?|de|du|¤+(?!¤)|annuels?|par an|mini(?:mum|mal|male)?|ht) ?){0,5}(?:est |sont |etait |etaient )?(?:demande|exige|requi|impose|reclame|obligatoire)/;

/** What is asked of the turnover that somebody has. */
const OF_OWN =
  /\bsuf+i\w{0,6}|\bassez\b|\bc'est bon\b|\bc bon\b|\bca (?:passe|va|le fait)\b|\b(?:repondre|postuler|candidater|soumissionner)\b/;
/** What is asked of a turnover that a buyer requires. */
const OF_RULE = /\b(?:legal\w*|illegal\w*|abusi\w*|droit|normal|reguli\w*|autorise|permis)\b/;

function compose(input: ComputationInput, result: TurnoverCap, roles: Roles): ComputedAnswer | undefined {
  const { cap, times, exceeded } = result;
  const { contract } = roles;
  if (!contract) return undefined;
  const lot = /\blots?\b/.test(input.quantities.text);
  const withTax = contract.tax === 'TTC';
  // An amount with tax makes the cap too high: only what exceeds even that is certain.
  if (withTax && exceeded !== true) return undefined;
  const words = {
    cap: euros(cap),
    times: timesText(frenchNumber(times.number)),
    of: turnoverOf(lot),
    amount: formatValue(withTax ? '€ TTC' : '€ HT', contract.value),
  };
  const verdict = verdictFor(input, result);
  // A yes or a no on what is required says nothing of what the company makes.
  const isOnRequired = verdict !== undefined && exceeded !== undefined;
  const required = roles.required && euros(roles.required.value);
  const own = roles.own && euros(roles.own.value);
  const turnover = isOnRequired ? undefined : own;
  return {
    headline: opened(
      verdict,
      sentenceOf(result, words, {
        required,
        turnover,
        isOnOwn: asksOfOwn(askedPart(input.quantities)?.asking ?? ''),
      }),
    ),
    verdict,
    steps: [
      ...(contract.years
        ? [turnoverSteps.years(euros(contract.years.each), contract.years.count, words.amount)]
        : []),
      turnoverSteps.product(frenchNumber(times.number), words.amount, words.cap),
      ...(required && exceeded !== undefined ? [turnoverSteps.compared(required, exceeded, words.cap)] : []),
      ...(required && exceeded && own && roles.own
        ? [turnoverSteps.own(own, roles.own.value >= cap, words.cap)]
        : []),
    ],
    caveats: caveatsOf(result, lot),
    articles: ['R2142-7', ...(lot ? ['R2142-8', 'R2142-6'] : ['R2142-6', 'R2142-8'])],
    figures: [times],
  };
}

const euros = (value: number): string => formatValue('€', value);

const caveatsOf = ({ exceeded, own }: TurnoverCap, lot: boolean): string[] =>
  [
    ...(exceeded ? [turnoverCaveats.reason] : []),
    ...(own === 'under-cap' || own === 'under-required' ? [turnoverCaveats.help] : []),
    ...(exceeded === false ? [turnoverCaveats.proportion] : []),
    ...(lot ? [] : [turnoverCaveats.lot]),
    turnoverCaveats.estimate,
  ].slice(0, 4);

/** Several lots have each its cap: what suits one may not suit another. */
function byLot(lots: readonly Amount[], figures: FiguresAt): ComputedAnswer | undefined {
  if (lots.some(({ tax }) => tax === 'TTC')) return undefined;
  const read = lots.flatMap(({ value }) => turnoverCap(value, figures) ?? []);
  const [first] = read;
  if (!first || read.length !== lots.length) return undefined;
  const times = frenchNumber(first.times.number);
  const caps = read.map(({ cap }, index) => ({
    cap: formatValue('€', cap),
    amount: formatValue('€ HT', lots[index]?.value ?? 0),
  }));
  return {
    headline: opened(undefined, turnoverHeadline.lots(timesText(times), caps)),
    steps: caps.map(({ cap, amount }) => turnoverSteps.product(times, amount, cap)),
    caveats: [turnoverCaveats.estimate],
    articles: ['R2142-8', 'R2142-7', 'R2142-6'],
    figures: [first.times],
  };
}

type Words = Parameters<typeof turnoverHeadline.cap>[0];

function sentenceOf(
  { exceeded, own }: TurnoverCap,
  words: Words,
  {
    required,
    turnover,
    isOnOwn: ofOwn,
  }: {
    readonly required?: string | undefined;
    readonly turnover?: string | undefined;
    readonly isOnOwn: boolean;
  },
): string {
  if (required && exceeded && turnover && own === 'under-required' && ofOwn)
    return turnoverHeadline.underExceeding(words, required, turnover);
  if (required && exceeded) return turnoverHeadline.exceeded(words, required);
  if (required && turnover)
    return own === 'under-required'
      ? turnoverHeadline.underRequired(required, turnover)
      : turnoverHeadline.coversRequired(required, turnover);
  if (required) return turnoverHeadline.allowed(words, required);
  if (turnover)
    return own === 'covers-cap'
      ? turnoverHeadline.covers(words, turnover)
      : turnoverHeadline.under(words, turnover);
  return turnoverHeadline.cap(words);
}

/** « je passerais avec 140 000 ? », « avec 240 000 je suis bon ? »: what is asked is of what the company makes. */
const PASSES =
  /\b(?:je|on|nous) (?:(?:peux|peut|pouvons) )?(?:pass\w{1,8}|suis bonn?e?|est bons?|sommes bons)\b|\b(?:repondre|postuler|candidater)\b/;
const asksOfOwn = (asking: string): boolean => ENOUGH.test(asking) || PASSES.test(asking);

/** « ça suffit ? », and neither « ça va être refusé ? » nor « c'est assez juste ? ». */
const ENOUGH =
  /\b(?:suf+i\w{0,6}|assez(?! (?!pour\b|ou\b|de\b|grand|gros|eleve|haut)\w)|c'est bon|c bon|ca passe|ca va(?! \w{1,20}(?:er|re|ir|oir)\b))(?!\w)/;
const TURNED_DOWN = /\b(?:refus|rejet|ecart|elimin|exclu|insuffis|trop|coinc|bloqu)/;

/** « ils ont le droit ? » and « c'est abusif ? » on a required turnover; nothing else is a yes or a no here. */
function verdictFor(
  { quantities, understanding }: ComputationInput,
  { exceeded, own }: TurnoverCap,
): 'oui' | 'non' | undefined {
  const asking = askedPart(quantities)?.asking ?? '';
  // « ça suffit ? », of who makes more than what may be asked.
  const isDenied = asksInTheNegative(quantities) || TURNED_DOWN.test(asking);
  if (own === 'covers-cap' && ENOUGH.test(asking) && !isDenied) return 'oui';
  if (
    exceeded === undefined ||
    (own !== undefined && asksOfOwn(asking)) ||
    /\b(?:repondre|postuler|candidat\w*|combien)\b/.test(asking)
  )
    return undefined;
  if (UNFAIR.test(asking)) return exceeded ? 'oui' : 'non';
  const followsUp = understanding.followsUp && FAIR.test(quantities.text);
  return FAIR.test(asking) || followsUp ? (exceeded ? 'non' : 'oui') : undefined;
}
