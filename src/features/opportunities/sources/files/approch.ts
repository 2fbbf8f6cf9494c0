import { bracketSaid } from '#src/features/opportunities/notice/amount.ts';
import { dayIn } from '#src/features/opportunities/notice/closing.ts';
import { ownKey } from '#src/features/opportunities/notice/keys.ts';
import type {
  Clause,
  Nature,
  Place,
  Procedure,
  Reserved,
} from '#src/features/opportunities/notice/notice.ts';
import { departmentCode, distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { OPEN_TO_ALL, reservedTo } from '#src/features/opportunities/notice/reserved.ts';
import { pageAddress, saidLine, saidText, sirenOf } from '#src/features/opportunities/notice/words.ts';
import { procedureNamed } from '#src/features/opportunities/sources/boamp/indexed.ts';
import { type ReadNotice, refused, understood } from '#src/features/opportunities/sources/source.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';
import { DEPARTMENTS } from '#src/reference/french-places.ts';

/** The fields of a project, by their plain names: « code s cpv ». */
export type Fields = Readonly<Record<string, string>>;

/** From so many departments, a project is for the whole country. */
const ALMOST_ALL = 90;
const NATURES: Readonly<Record<string, Nature>> = {
  travaux: 'works',
  fournitures: 'supplies',
  services: 'services',
};

/**
 * Reads a purchase intention of APProch (data set « projets-dachats-publics », data.economie.gouv.fr): a forecast, not a
 * commitment.
 */
export function readApproch(fields: Fields): ReadNotice {
  const reference = saidLine(fields.code);
  if (reference === undefined) return refused(undefined, refusalTexts.noReference);
  const title = saidLine(fields.libelle) ?? saidLine(fields.description);
  if (title === undefined) return refused(reference, refusalTexts.noTitle);
  const status = saidLine(fields.statut) ?? 'Ouvert';
  if (/clos|annul|abandon|publi[ée]|termin/i.test(status))
    return refused(reference, refusalTexts.closedProject(status));
  const siren = (fields['siren de l entite acheteuse'] ?? '').replace(/\D/g, '');
  const nature = NATURES[(saidLine(fields['categorie d achat']) ?? '').toLowerCase()];
  const months = Number(fields['duree previsionnelle du marche']);
  const clauses = clausesIn(fields);
  return understood({
    title,
    description: saidText(fields.description),
    // No name of the buyer is given.
    buyer: {
      name: saidLine(fields['entite acheteuse']) ?? `Acheteur (SIREN ${siren.padStart(9, '0')})`,
      ...sirenOf(siren.padStart(9, '0')),
    },
    lots: [
      {
        id: '-',
        title,
        description: saidText(fields.description),
        natures: nature ? [nature] : [],
        cpv: codesIn(fields['code s cpv']),
        places: placesIn(fields['departement s d execution du marche']),
        months: Number.isInteger(months) && months > 0 && months < 1_200 ? months : undefined,
        reserved: reservedIn(fields['marche reserve']),
        clauses,
      },
    ],
    procedure: procedureIn(fields['type de procedure']),
    amount: bracketSaid(fields['montant estime du marche']),
    clauses,
    documentsUrl: pageAddress(fields['lien vers la consultation']),
    expectedOn: dayIn(fields['date previsionnelle de publication']),
    source: 'approch',
    reference,
    kind: 'intention',
    url: `https://projets-achats.marches-publics.gouv.fr/project/${encodeURIComponent(reference)}`,
    isWhole: true,
    keys: [ownKey('approch', reference)],
    likeness: [],
  });
}

const codesIn = (text: string | undefined): string[] => [
  ...new Set((text ?? '').split(/[|,;]/).flatMap((code) => cpvCodeIn(code) ?? [])),
];

const procedureIn = (text: string | undefined): Procedure | undefined => {
  const said = saidLine(text);
  return said === undefined ? undefined : procedureNamed([said]);
};

/** « 01|03|2A »; the whole country where almost all are named, or where it says so. */
function placesIn(text: string | undefined): Place[] {
  const codes = [...new Set((text ?? '').split(/[|,;]/).flatMap((code) => departmentCode(code) ?? []))];
  const isAll = codes.length >= Math.min(ALMOST_ALL, DEPARTMENTS.length) || /\bfrance\b/i.test(text ?? '');
  return distinctPlaces(
    isAll ? [placeOf({ nuts: 'FR' })] : codes.map((department) => placeOf({ department })),
  );
}

/** « Oui », « Non », or to whom. */
function reservedIn(text: string | undefined): Reserved | undefined {
  const said = text?.trim() ?? '';
  if (/^non\b/i.test(said)) return OPEN_TO_ALL;
  const whom = reservedTo(said);
  return whom.length > 0 ? { for: whom } : undefined;
}

function clausesIn(fields: Fields): Clause[] | undefined {
  const [social, green] = ['considerations sociales', 'considerations environnementales'].map((name) =>
    fields[name] === undefined || fields[name] === ''
      ? undefined
      : !/^(?:non|aucune?|pas)\b/i.test(fields[name].trim()),
  );
  if (social === undefined && green === undefined) return undefined;
  return [...(social ? (['social'] as const) : []), ...(green ? (['environmental'] as const) : [])];
}
