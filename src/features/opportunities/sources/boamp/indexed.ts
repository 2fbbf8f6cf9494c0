import { closingIn, dayIn } from '#src/features/opportunities/notice/closing.ts';
import type { Clause, Closing, Nature, Procedure } from '#src/features/opportunities/notice/notice.ts';
import { departmentCode } from '#src/features/opportunities/notice/place.ts';
import { saidLine } from '#src/features/opportunities/notice/words.ts';
import {
  all,
  has,
  lineAt,
  namesIn,
  one,
  rawAt,
  rawText,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** What BOAMP itself files of a notice, in the tree `gestion`. */
export interface Indexed {
  readonly title: string | undefined;
  readonly buyer: string | undefined;
  readonly publishedOn: IsoDate | undefined;
  readonly closing: Closing | undefined;
  readonly departments: readonly string[];
  readonly natures: readonly Nature[];
  readonly procedure: Procedure | undefined;
  readonly clauses: readonly Clause[] | undefined;
  readonly winners: readonly string[];
}

const NATURES: Readonly<Record<string, Nature>> = {
  TRAVAUX: 'works',
  FOURNITURES: 'supplies',
  FOURNITURE: 'supplies',
  SERVICES: 'services',
  SERVICE: 'services',
};

/** The natures that an element names, whatever its case: « <SERVICES/> », « <travaux/> ». */
export const naturesIn = (tree: Tree | undefined): Nature[] => [
  ...new Set(namesIn(tree).flatMap((name) => NATURES[name.toUpperCase()] ?? [])),
];

const PROCEDURES: readonly (readonly [RegExp, Procedure])[] = [
  [/adapt/i, 'adapted'],
  [/dialogue/i, 'dialogue'],
  [/concours/i, 'contest'],
  [/dynamique|sad/i, 'dynamic'],
  [/partenariat|innovation/i, 'innovation'],
  [/n[ée]goci/i, 'negotiated'],
  [/restreint/i, 'restricted'],
  [/ouvert/i, 'open'],
  [/autre/i, 'other'],
];

/** The procedure that some names stand for: « PROCEDURE_ADAPTE », « procedureAdapteeO », « appelOffresOuvert ». */
export function procedureNamed(names: readonly string[]): Procedure | undefined {
  const known = PROCEDURES.find(([pattern]) => names.some((name) => pattern.test(name)));
  return known?.[1];
}

/** Reads how a notice is filed. */
export function indexedIn(gestion: Tree | undefined): Indexed {
  const index = one(gestion, 'INDEXATION');
  const criteria = one(index, 'CRITERES_SOCIAUX_ENV');
  return {
    title: saidLine(rawAt(index, 'RESUME_OBJET')),
    buyer: saidLine(rawAt(index, 'NOMORGANISME')),
    publishedOn: dayIn(rawAt(index, 'DATE_PUBLICATION')),
    closing: closingIn(rawAt(index, 'DATE_LIMITE_REPONSE')),
    departments: all(index, 'DEP_PUBLICATION').flatMap((node) => departmentCode(rawText(node)) ?? []),
    natures: naturesIn(one(index, 'NATURE_MARCHE')),
    procedure: procedureNamed(namesIn(one(index, 'TYPE_PROCEDURE'))),
    clauses: criteria === undefined ? undefined : clausesIn(criteria),
    winners: all(index, 'TITULAIRES', 'DENOMINATION').flatMap((node) => saidLine(rawText(node)) ?? []),
  };
}

const clausesIn = (criteria: Tree): Clause[] => [
  ...(has(criteria, 'SOCIAUX') ? (['social'] as const) : []),
  ...(has(criteria, 'ENVIRONNEMENTAUX') ? (['environmental'] as const) : []),
];

/** The first line among some paths. */
export const firstLine = (
  tree: Tree | undefined,
  ...paths: readonly (readonly string[])[]
): string | undefined =>
  paths.map((path) => saidLine(lineAt(tree, ...path))).find((line) => line !== undefined);
