/** What the web desk's server says to an expert's page. */
export const deskPageTexts = {
  unknownCase: 'Ce dossier n’existe pas.',
  closed: 'Ce dossier est clos : rien n’a été envoyé ni changé. Rouvrez-le pour continuer.',
  taken: (name: string): string => `Ce dossier est déjà suivi par ${name}.`,
  unreadable: 'Cette demande n’a pas pu être lue : rechargez la page, puis recommencez.',
  empty: 'Il n’y a rien à envoyer : écrivez quelques mots.',
  tooLong: (most: number): string =>
    `Texte trop long : ${most} caractères au plus. Envoyez-le en plusieurs fois.`,
  noOutcome: 'Dites comment l’échange se termine.',
  badDay: 'Cette date n’existe pas : donnez un jour et une heure.',
  unknownColleague: 'Cette personne n’est pas connue du bureau : choisissez un nom de la liste.',
  noKnowledge: 'Les connaissances ne sont pas encore chargées : réessayez dans un instant.',
  tooManySources: (most: number): string => `${most} passages au plus dans une réponse.`,
  deadlineSaid: (name: string): string => `notée par ${name}`,
};
