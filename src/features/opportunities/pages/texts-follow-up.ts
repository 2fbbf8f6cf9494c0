import type { Step } from '#src/features/opportunities/follow-up/follow-up.ts';

/** What the Fabrique reads of what became of the referenced companies. */
export const followUpTexts = {
  title: 'Suivi des opportunités',
  back: 'Retour aux opportunités',
  intro:
    'Des entreprises référencées à celles qui gagnent. Une entreprise compte une fois par étape ; elle peut être de plusieurs familles.',
  steps: {
    referenced: 'Référencées',
    alerted: 'Alertées',
    bid: 'Ont postulé',
    won: 'Ont gagné',
  } satisfies Record<Step, string>,
  notCounted: 'pas encore compté',
  masked: 'masqué',
  maskedNote:
    'Masqué : moins de cinq entreprises, ou ce qui permettrait de les retrouver par différence. Les territoires et les familles de moins de cinq entreprises sont réunis.',
  notCountedNote: (steps: string): string =>
    `Pas encore compté : ${steps}. Ce n’est pas zéro : rien ne le compte à ce jour.`,
  total: 'Ensemble',
  yardstick: 'Au regard du bilan d’ESS 2024',
  yardstickIntro:
    'Le repère est le bilan communiqué du programme ESS 2024 : 6 000 entreprises référencées et informées ; 50 % des entreprises accompagnées ayant postulé ont gagné.',
  referencedOf: 'Entreprises référencées',
  wonOf: 'Ont gagné, parmi celles qui ont postulé',
  measure: 'Mesure',
  here: 'Ici',
  mark: 'Repère',
  share: 'Part du repère',
  byTerritory: 'Par territoire',
  byFamily: 'Par famille',
  territory: 'Région du siège',
  family: 'Famille',
  noTerritory: 'Territoire non dit',
  noFamily: 'Engagement non dit',
  smallTerritories: 'Territoires de moins de cinq entreprises, réunis',
  smallFamilies: 'Familles de moins de cinq entreprises, réunies',
  plot: (title: string): string => `${title} : barres. Les mêmes nombres sont dans le tableau qui suit.`,
  nobody: 'Aucune entreprise référencée pour l’instant.',
  legend: 'Étapes',
  csv: 'Télécharger (CSV, sans donnée personnelle)',
  fileName: (day: string): string => `suivi-opportunites-${day}.csv`,
  csvCut: 'Découpage',
  csvGroup: 'Groupe',
};
/** Of the programme ESS 2024, as it published them. */
export const YARDSTICK = { referenced: 6_000, wonShare: 0.5 } as const;
