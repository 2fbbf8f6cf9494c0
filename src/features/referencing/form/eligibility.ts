import type { Answers } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { departmentOfTown, type Places } from '#src/company/form/readers/places.ts';
import { type FigureRegister, fillFigures } from '#src/knowledge/model/figures.ts';
import { departmentOf, ILE_DE_FRANCE, REGION_SUD } from '#src/reference/french-places.ts';
import { eligibilityTexts as texts } from './texts-eligibility.ts';

/** What a company may have of one thing. `case`: it depends, and nobody can promise it; `later`: not yet there. */
interface Finding {
  readonly about:
    | 'territory'
    | 'family'
    | 'handicap'
    | 'insertion'
    | 'ess'
    | 'esus'
    | 'qpv'
    | 'circular'
    | 'siret';
  readonly verdict: 'yes' | 'no' | 'later' | 'case' | 'unknown';
  readonly text: string;
}

/** Figures of the law, and the day for which they are told. */
interface LawOfDay {
  readonly figures: FigureRegister;
  /** « YYYY-MM-DD ». */
  readonly today: string;
}

/** Regions where the programme is open. */
const OPEN: ReadonlySet<string> = new Set([ILE_DE_FRANCE, REGION_SUD]);

/**
 * What a company is eligible for, with its reasons. Pure, and never a guess: what was not said is unknown, and what
 * the law leaves to each case is said to be so. A figure that is unknown on that day is not
 * said.
 */
export function eligibilityOf(
  { answers, facts }: Pick<Draft, 'answers' | 'facts'>,
  law: LawOfDay,
): Finding[] {
  const engagements = listOf(answers, 'engagements');
  const has = (family: string) => engagements.includes(family);
  return [
    territory(answers),
    family(answers, engagements),
    ...(has('handicap') ? handicap(answers) : []),
    ...(has('insertion') ? insertion(answers, facts?.isSiae) : []),
    ...(has('ess') ? ess(answers, facts?.isEss) : []),
    ...esus(answers, has('ess')),
    ...(has('qpv') ? [finding('qpv', 'no', texts.qpv(answers['qpv-check']?.value === true))] : []),
    ...(has('circular') ? [finding('circular', 'no', texts.circular)] : []),
    ...(answers.siret ? [] : [finding('siret', 'no', texts.noSiret)]),
  ].flatMap((one) => {
    const optional = one.text.replace(
      /\[([^[\]]*)\]/g,
      (_, part: string) => fillFigures(part, law.figures, law.today) ?? '',
    );
    const text = fillFigures(optional, law.figures, law.today);
    return text === undefined ? [] : [{ ...one, text }];
  });
}

const finding = (about: Finding['about'], verdict: Finding['verdict'], text: string): Finding => ({
  about,
  verdict,
  text,
});

function listOf(answers: Answers, field: string): readonly string[] {
  const value = answers[field]?.value;
  return Array.isArray(value) ? value : [];
}

/** The regions that a company serves, or else the one where it is. */
function regionsOf(answers: Answers): readonly string[] | 'all' {
  const places = answers.territories?.value as Places | undefined;
  if (places?.everywhere) return 'all';
  const seat = answers.seat?.value;
  const codes = [
    ...(places?.departments ?? []),
    ...(places?.radius?.department ? [places.radius.department] : []),
    ...(places === undefined && typeof seat === 'string' ? [departmentOfTown(seat) ?? ''] : []),
  ];
  return [
    ...new Set([...(places?.regions ?? []), ...codes.flatMap((code) => departmentOf(code)?.region ?? [])]),
  ];
}

function territory(answers: Answers): Finding {
  const regions = regionsOf(answers);
  if (regions !== 'all' && regions.length === 0)
    return finding('territory', 'unknown', texts.territoryUnknown);
  const open = regions === 'all' ? [...OPEN] : regions.filter((region) => OPEN.has(region));
  if (open.length === 0) return finding('territory', 'later', texts.territoryLater);
  const named = open.map((region) => (region === REGION_SUD ? texts.regionSud : region)).join(texts.and);
  return finding('territory', 'yes', texts.territoryOpen(named));
}

function family(answers: Answers, engagements: readonly string[]): Finding {
  const named = engagements.flatMap((one) => texts.families[one] ?? []);
  if (named.length > 0) return finding('family', 'yes', texts.familyYes(named.join(', ')));
  if (answers.founders?.value === true)
    return finding('family', 'yes', texts.familyYes(texts.families.founders ?? ''));
  return engagements.length === 0
    ? finding('family', 'unknown', texts.familyUnknown)
    : finding('family', 'case', texts.familyLocal);
}

function handicap(answers: Answers): Finding[] {
  const kinds = listOf(answers, 'handicap-kind');
  const proof = answers['handicap-proof']?.value;
  if (kinds.length === 0) return [finding('handicap', 'unknown', texts.handicapUnknown)];
  const isNamed = kinds.includes('ea') || kinds.includes('esat');
  return [
    ...(isNamed
      ? [finding('handicap', 'yes', texts.handicapReserved(proof === 'cpom' || proof === 'permit'))]
      : []),
    ...(kinds.includes('tih') ? [finding('handicap', 'case', texts.tih)] : []),
    ...(!isNamed && kinds.includes('other') ? [finding('handicap', 'case', texts.handicapOther)] : []),
  ];
}

function insertion(answers: Answers, isSiae: boolean | undefined): Finding[] {
  const kinds = listOf(answers, 'insertion-kind');
  if (kinds.length === 0) return [finding('insertion', 'unknown', texts.insertionUnknown)];
  const isNamed = ['ei', 'ai', 'etti', 'aci'].some((kind) => kinds.includes(kind));
  if (!isNamed) return [finding('insertion', 'case', texts.insertionCase)];
  const said = answers['insertion-proof']?.value === 'agreement';
  return [
    finding('insertion', 'yes', texts.insertionReserved(isSiae ? 'fetched' : said ? 'agreed' : 'none')),
    finding('insertion', 'yes', texts.siae),
  ];
}

function ess(answers: Answers, isEss: boolean | undefined): Finding[] {
  const proof = answers['ess-proof']?.value;
  const said = typeof proof === 'string' && proof !== 'none';
  return [finding('ess', 'case', texts.essLots(isEss ? 'fetched' : said ? 'said' : 'none'))];
}

/** C. trav. L3332-17-1 II: structures that are ESUS by right, on conditions. */
function esus(answers: Answers, isEss: boolean): Finding[] {
  if (listOf(answers, 'ess-kind').includes('esus') || answers['ess-proof']?.value === 'esus')
    return [finding('esus', 'yes', texts.esusAgreed)];
  const byRight =
    ['ei', 'ai', 'etti', 'aci'].some((kind) => listOf(answers, 'insertion-kind').includes(kind)) ||
    ['ea', 'esat'].some((kind) => listOf(answers, 'handicap-kind').includes(kind));
  if (byRight) return [finding('esus', 'case', texts.esusByRight)];
  return isEss ? [finding('esus', 'case', texts.esusConditions)] : [];
}
