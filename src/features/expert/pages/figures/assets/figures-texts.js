/** The French that the figures' page says by itself. */
export const texts = {
  opened: 'Ouverts',
  closed: 'Terminés',
  median: 'Médiane',
  p90: '90e centile',
  alone: 'Sans dossier',
  experts: 'Experts',
  bot: 'Assistant',
  week: 'Semaine',
  /** @param {string} title */
  described: (title) => `${title} : courbe par semaine. Les nombres sont dans le tableau qui suit.`,
  nothing: 'Rien à montrer sur cette période.',
  /** @param {number} value */
  hours: (value) => `${value.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} h`,
  /** @param {number} value */
  percent: (value) => `${value.toLocaleString('fr-FR', { maximumFractionDigits: 0 })} %`,
  /** @param {number} value */
  count: (value) => value.toLocaleString('fr-FR'),
};
