/** French sentences on the threshold that a buyer asks to be confirmed. Amounts come with their unit. */

export const FORMAL_THRESHOLD_TITLE = 'Seuil de la procédure formalisée';

export const formalThresholdTexts = {
  /** « c’est bien 216 000 € HT pour les fournitures et services d’un collège ou lycée public. » */
  confirmed: (own: string, kind: string): string => `c’est bien ${own} pour ${kind}.`,
  is: (own: string, kind: string): string => `c’est ${own} pour ${kind}.`,
  other: (own: string, kind: string, said: string, whose: string): string =>
    `c’est ${own} pour ${kind}, et non ${said} : ce montant-là est celui ${whose}.`,
  states: 'des fournitures et services de l’État',
  local: 'des fournitures et services d’une collectivité',
  entities: 'd’un opérateur de réseaux (eau, énergie, transports, poste)',
  works: (limit: string): string => `En travaux, la procédure formalisée commence à ${limit}, pour tous.`,
  school:
    'Un collège ou un lycée public est un établissement public local : le seuil plus bas de l’État n’est pas le sien.',
  before: 'Le montant à comparer est celui de tout le besoin, hors taxes, sur toute la durée du marché.',
} as const;
