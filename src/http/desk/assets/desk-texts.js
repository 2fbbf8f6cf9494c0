/** The French of the desk's page. */
export const deskTexts = {
  title: 'Dossiers · Hotline',
  filters: { todo: 'À traiter', mine: 'Les miens', all: 'Tous', closed: 'Clos' },
  empty: {
    todo: ['Rien à traiter pour le moment.', 'Les demandes des entreprises apparaissent ici d’elles-mêmes.'],
    mine: ['Vous ne suivez aucun dossier.', 'Prenez-en un dans « À traiter ».'],
    all: ['Aucun dossier ouvert.', 'Les demandes des entreprises apparaissent ici d’elles-mêmes.'],
    closed: ['Aucun dossier clos.', 'Les derniers dossiers clos restent lisibles ici.'],
    none: ['Aucun dossier ne correspond.', 'Essayez un autre mot, ou un autre filtre.'],
  },
  /** @param {number} count */
  more: (count) => `Afficher ${count} dossiers de plus`,
  lost: 'Connexion perdue : cette page n’est plus à jour. Elle se reconnecte seule.',
  levels: { too_late: 'Trop tard', critical: 'Urgent', soon: 'Bientôt', normal: '' },
  news: 'Nouveau',
  /** @param {string} channel */
  someone: (channel) => `Entreprise, ${channel}`,
  you: 'vous',
  toTake: 'À prendre',
  waitsYou: 'Attend votre réponse',
  /** @param {string} name */
  waitsOwner: (name) => `Attend ${name}`,
  waitsCompany: 'Attend l’entreprise',
  /** @param {string} name */
  heldBy: (name) => `Suivi par ${name}`,
  /** @param {string} left */
  closesIn: (left) => `ferme dans ${left}`,
  closesPast: 'date limite passée',
  unsureHour: 'heure à vérifier',
  noDeadline: 'date limite inconnue',
  /** @param {string} time */
  waits: (time) => `attend depuis ${time}`,
  /** @param {string} moment */
  answerBy: (moment) => `répondre avant ${moment}`,
  /** @param {string} moment */
  answerLate: (moment) => `en retard, promis avant ${moment}`,
  /** @param {number} number */
  number: (number) => `Dossier ${number}`,
  back: 'La file',
  loading: 'Ouverture du dossier…',
  previous: (/** @type {number} */ number) => `Suite du dossier ${number}`,
  next: (/** @type {number} */ number) => `Rouvert : dossier ${number}`,
  facts: { reason: 'Motif', channel: 'Canal', mail: 'Mail confirmé', deadline: 'Date limite', end: 'Fin' },
  rated: { up: 'L’entreprise a été aidée.', down: 'L’entreprise dit ne pas avoir été aidée.' },
  actions: {
    claim: 'Prendre',
    transfer: 'Passer à…',
    return: 'Rendre à l’assistant',
    close: 'Clore…',
    reopen: 'Rouvrir',
    deadline: 'Date limite…',
  },
  authors: { company: 'Entreprise', bot: 'Assistant', expert: 'Expert' },
  withheld: 'Non envoyé : une personne avait pris le dossier.',
  sources: 'Sources :',
  buttons: (/** @type {string[]} */ labels) => `Boutons proposés : ${labels.join(' · ')}`,
  file: (/** @type {string} */ name) => `Fichier : ${name}`,
  newBelow: 'Nouveau message ↓',
  brief: 'En bref',
  asks: 'Ce que demande l’entreprise',
  tried: 'Ce que l’assistant a répondu',
  triedKinds: { answer: 'a répondu', refusal: 'n’a pas su', handoff: 'a donné la règle générale' },
  ratedDown: 'mal noté par l’entreprise',
  ratedUp: 'bien noté par l’entreprise',
  passages: 'Connaissances',
  suggested: 'Proposés pour cette demande',
  found: (/** @type {string} */ words) => `Pour « ${words} »`,
  noPassage: 'Aucun passage trouvé : essayez d’autres mots.',
  searchPassages: 'Chercher dans les connaissances',
  search: 'Chercher',
  insert: 'Insérer',
  cite: 'Citer seulement',
  /** @param {string} title */
  insertNamed: (title) => `Insérer « ${title} » dans la réponse`,
  /** @param {string} title */
  citeNamed: (title) => `Citer seulement « ${title} », sans son texte`,
  readMore: 'Lire le passage',
  toCompany: 'À l’entreprise',
  toTeam: 'Note interne',
  replyLabel: 'Votre réponse à l’entreprise',
  noteLabel: 'Note interne, jamais envoyée à l’entreprise',
  closedComposer: 'Ce dossier est clos : vous pouvez encore y laisser une note, ou le rouvrir pour répondre.',
  send: 'Envoyer',
  keep: 'Garder la note',
  sending: 'Envoi…',
  sendHint: 'Ctrl + Entrée',
  canned: 'Réponses prêtes',
  removeSource: (/** @type {string} */ title) => `Retirer la source « ${title} »`,
  willTake: 'Envoyer prendra le dossier.',
  /** @param {string} name */
  helping: (name) => `Suivi par ${name} : votre réponse partira sous votre nom, sans lui prendre le dossier.`,
  draftKept: 'Brouillon gardé sur cet appareil.',
  unfilled: 'Complétez les passages entre crochets [ ] avant d’envoyer.',
  sentNews: 'Envoyé.',
  noteNews: 'Note gardée.',
  cancel: 'Annuler',
  transfer: {
    title: 'Passer le dossier',
    to: 'À qui ?',
    queue: 'La file (un autre expert le prendra)',
    me: 'Moi',
    confirm: 'Passer',
    why: 'L’entreprise en est informée. Laissez une note si votre collègue doit savoir quelque chose.',
  },
  close: {
    title: 'Clore le dossier',
    legend: 'Comment l’échange se termine-t-il ?',
    confirm: 'Clore',
    why: 'L’entreprise en est informée, et l’assistant lui répond de nouveau.',
  },
  return: {
    title: 'Rendre à l’assistant',
    why: 'L’échange avec l’équipe se termine ; l’assistant répond de nouveau à l’entreprise, qui en est informée.',
    confirm: 'Rendre',
  },
  /** @param {string} name */
  notYours: (name) => `Attention : ce dossier est suivi par ${name}.`,
  deadline: {
    title: 'Date limite de la consultation',
    day: 'Jour',
    time: 'Heure (de Paris)',
    save: 'Enregistrer',
    none: 'Pas de date limite',
  },
  help: {
    title: 'Raccourcis du clavier',
    close: 'Fermer',
    single: 'Raccourcis d’une seule touche',
    keys: [
      ['j, k', 'dossier suivant, précédent (ou ↓ ↑ dans la file)'],
      ['Entrée', 'ouvrir le dossier'],
      ['r', 'répondre à l’entreprise'],
      ['n', 'écrire une note interne'],
      ['p', 'chercher un passage des connaissances'],
      ['/', 'chercher un dossier'],
      ['Ctrl + Entrée', 'envoyer'],
      ['Échap', 'quitter le champ, puis revenir à la file'],
      ['?', 'cette aide'],
    ],
  },
  /**
   * @param {string} company
   * @param {number} number
   */
  heard: (company, number) => `Nouveau message de ${company}, dossier ${number}.`,
  /** @param {number} number */
  arrived: (number) => `Nouveau dossier à prendre : dossier ${number}.`,
};
