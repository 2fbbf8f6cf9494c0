import { isSiren } from '#src/company/form/readers/siret.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';

/** The SIRET of the n-th company that the tests made up. */
export function madeSiret(n: number): string {
  const eight = String(81_000_000 + n);
  const siren = Array.from({ length: 10 }, (_, digit) => `${eight}${digit}`).find(isSiren) ?? '';
  return siretFrom(`${siren}000`);
}

const TRADES = ['nettoyage de bureaux', 'traiteur', 'espaces verts', 'réparation de vélos', 'peinture'];
const TOWNS = ['93100 Montreuil', '13001 Marseille', '75011 Paris', '93200 Saint-Denis', '06000 Nice'];
const FAMILIES = ['insertion', 'ESS', 'handicap', 'économie circulaire', 'aucun'];

/** A list of made-up companies, as a partner would send it: semicolons, its own names of columns. */
export function companyList(count: number, from = 0): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const at = <T>(list: readonly T[]): T => list[n % list.length] as T;
    return [
      `Entreprise E${n}x`,
      madeSiret(n),
      at(TOWNS),
      at(FAMILIES),
      at(TRADES),
      'Île-de-France ; 13',
      `contact${n}@exemple.fr`,
    ]
      .map((cell) => (cell.includes(';') ? `"${cell}"` : cell))
      .join(';');
  });
  const head = 'Raison sociale;N° SIRET;Ville;Engagement;Activité principale;Zone d’intervention;Courriel';
  return [head, ...lines].join('\r\n');
}
