/** The French that the pages of the knowledge say by themselves. */
export const texts = {
  reading: 'Lecture en cours…',
  trying: 'La Hotline cherche…',
  readFailed: 'Ce fichier ne peut pas être lu : choisissez-le de nouveau.',
  nothingToMend: 'Rien à corriger.',
  blocking: 'Empêche la mise en service',
  remark: 'À améliorer',
  toKnow: 'À savoir',
  /** @param {number} line */
  line: (line) => `Ligne ${line}`,
  /** @param {number} line */
  goTo: (line) => `Aller à la ligne ${line}`,
  notRead: 'Rien n’a pu être lu.',
  /**
   * @param {number} sections
   * @param {number} words
   */
  read: (sections, words) =>
    `${sections} ${sections > 1 ? 'passages lus' : 'passage lu'}, ${words.toLocaleString('fr-FR')} ${words > 1 ? 'mots' : 'mot'}.`,
  /** @param {string} title */
  citedAs: (title) => `Sera cité comme « ${title} ».`,
  /** @param {number} count */
  more: (count) => `Les ${count} premiers passages seulement sont montrés.`,
  problems: 'Ce qu’il faut savoir',
  sections: 'Les passages, et comment ils commencent',
  before: 'Aujourd’hui',
  after: 'Avec ce changement',
  withdrawn: 'Une fois retiré',
  sameAnswer: 'La réponse reste la même.',
  changes: 'Ce qui change',
  added: 'ajouté',
  removed: 'enlevé',
  /** @param {number} count */
  skipped: (count) => `${count} lignes identiques`,
  publish: 'Mettre en service',
  open: 'Ouvrir, essayer une question',
  discard: 'Écarter',
  openPrepared: 'Voir ce qui a été lu',
  leave: 'Ce que vous avez écrit n’est ni en service, ni gardé en brouillon.',
  /** @param {string} name */
  readingOf: (name) => `Lecture de « ${name} »…`,
};
