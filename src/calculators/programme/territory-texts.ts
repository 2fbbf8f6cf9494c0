import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';

export const TERRITORY_TITLE = 'Territoires du référencement à la Fabrique';

interface PlaceWords {
  readonly name: string;
  readonly region: string;
  readonly department?: string | undefined;
}

const TERRITORIES = 'l’Île-de-France et la Région Sud';
/** The official name of the region that calls itself Région Sud. */
const regionName = (region: string): string => (/^Provence/.test(region) ? 'Région Sud' : region);
/** « la Région Sud », « l’Île-de-France », « Bretagne » */
const named = (region: string): string =>
  ({ 'Région Sud': 'la Région Sud', 'Île-de-France': 'l’Île-de-France' })[region] ?? region;
/** « Toulon (Var, Région Sud) » */
const located = ({ name, region, department }: PlaceWords): string => {
  const within = [department === name ? undefined : department, regionName(region)].filter(
    (part) => part !== undefined && part !== name,
  );
  const shown = name === region ? named(regionName(region)) : name;
  const details = within.filter((part) => name !== region && part !== shown);
  return details.length > 0 ? `${shown} (${details.join(', ')})` : shown;
};

/** Sentences on the places that the programme covers. */
export const territoryTexts = {
  covered: (verdict: Verdict, place: PlaceWords): string =>
    opened(
      verdict,
      `${located(place)} fait partie des territoires de la Fabrique : le référencement vise ${TERRITORIES}.`,
    ),
  outside: (verdict: Verdict, place: PlaceWords): string =>
    opened(
      verdict,
      `${verdict === 'non' ? 'pas aujourd’hui : ' : ''}le référencement annoncé vise ${TERRITORIES}, et vous parlez de ${located(place)}.`,
    ),
  first: 'La Fabrique commence par Paris, la Seine-Saint-Denis et la Région Sud.',
  ambition:
    'Vous pouvez déjà remplir votre fiche : elle est gardée, et l’équipe vous dira quand votre territoire ouvre. Une extension nationale est l’ambition, à terme, sans date annoncée.',
  engaged: 'Le référencement est gratuit et s’adresse aux entreprises locales engagées.',
};
