/** The French that the staff's pages say by themselves. */
export const texts = {
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  closed: 'Fermé',
  from: 'De',
  to: 'à',
  addRange: 'Ajouter une plage',
  /** @param {string} day */
  addRangeOf: (day) => `Ajouter une plage le ${day}`,
  remove: 'Retirer',
  /**
   * @param {string} day
   * @param {number} line
   */
  removeRange: (day, line) => `Retirer la plage ${line} du ${day}`,
  /**
   * @param {string} day
   * @param {number} line
   */
  rangeFrom: (day, line) => `Début, ${day}, plage ${line}`,
  /**
   * @param {string} day
   * @param {number} line
   */
  rangeTo: (day, line) => `Fin, ${day}, plage ${line}`,
  closings: 'Jours de fermeture',
  noClosing: 'Aucun jour de fermeture.',
  addClosing: 'Ajouter des jours de fermeture',
  closingLabel: 'Nom',
  closingFrom: 'Premier jour',
  closingTo: 'Dernier jour',
  /** @param {string} label */
  removeClosing: (label) => `Retirer les jours de fermeture ${label}`,
  target: 'Délai de réponse annoncé, en minutes de travail',
  /** @param {string} length */
  targetIs: (length) => `Soit ${length} de travail.`,
  save: 'Enregistrer les horaires',
  saved: 'Enregistré.',
  changes: 'Dernières modifications',
  neverChanged: 'Ce sont les horaires de départ : personne ne les a encore changés.',
  /** @param {number} count */
  mistakes: (count) =>
    count === 1
      ? 'Une chose est à corriger : rien n’a été enregistré.'
      : `${count} choses sont à corriger : rien n’a été enregistré.`,
  columns: 'Ce que devient chaque colonne',
  nothingToImport: 'Cette liste n’apporte rien de nouveau : il n’y a rien à importer.',
  seeCompanies: 'Voir les entreprises',
  fileGone: 'Ce fichier ne peut pas être lu : choisissez-le de nouveau.',
};
