export const SEPARATE_NEEDS_TITLE = 'Besoins à additionner ou à séparer';

/** Sentences on needs that are not added to each other. */
export const separateNeedsTexts = {
  headline: (services: string, works: string): string =>
    `${services} et ${works} ne s’additionnent pas : des services ou des fournitures d’un côté, des travaux de l’autre, ce sont deux besoins différents.`,
  yearly: (services: string, total: string): string =>
    `Pour ${services}, comptez toutes les années : ${total}.`,
  told: (services: string, total: string): string => `Pour ${services}, sur toute la durée : ${total}.`,
  kind: 'les fournitures et services',
  works: (said: string, limit: string): string =>
    `Travaux (${said}) : toute l’opération s’additionne, et se compare à ${limit} pour acheter sans publicité ni mise en concurrence.`,
  services: (said: string, limit: string): string =>
    `Services ou fournitures (${said}) : ce qui est de même nature s’additionne, et se compare à ${limit}.`,
  sameProject:
    'Un service ou une fourniture qui fait partie du chantier lui-même suit une autre règle : dans ce cas, faites-le vérifier.',
} as const;
