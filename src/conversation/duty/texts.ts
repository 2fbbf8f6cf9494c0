/** How staff read the work, where it was given up. */
export const dutyMailName = 'Mail aux experts d’astreinte';

/** What staff read of who is on duty, where they typed it wrong. */
export const dutyTexts = {
  unreadable: 'Cette demande n’a pas pu être lue.',
  noName: 'Donnez un nom, de 80 signes au plus.',
  noDay: 'Choisissez au moins un jour.',
  badTimes: 'Donnez une heure de début et une heure de fin, dans cet ordre.',
} as const;

/** What experts on duty read by mail: no word of a person, who is read at the desk alone. */
export const dutyMails = {
  late: (number: number): { subject: string; text: string } => ({
    subject: `Hotline : le dossier ${number} attend depuis trop longtemps`,
    text: `L’entreprise du dossier ${number} attend une réponse depuis plus longtemps qu’annoncé, et personne n’a pris son dossier.`,
  }),
  closing: (number: number, moment: string): { subject: string; text: string } => ({
    subject: `Hotline : le dossier ${number} ferme bientôt`,
    text: `Le dossier ${number} est ouvert, et sa consultation ferme ${moment}.`,
  }),
  distress: {
    subject: 'Hotline : une personne en détresse',
    text: 'Une personne vient d’écrire à la Hotline qu’elle pense à la mort. La Hotline lui a donné aussitôt le 3114, le 15 et le 112, et lui propose de parler à un expert. Si elle le demande, son dossier sera dans la liste.',
  },
  body: (text: string, deskUrl: string): string =>
    [
      'Bonjour,',
      text,
      `La liste des dossiers : ${deskUrl}`,
      'Vous recevez ce mail parce que vous êtes d’astreinte. L’équipe le règle dans son espace, à la page « Astreinte ».',
      'La Hotline de la Fabrique des Marchés Responsables',
    ].join('\n\n'),
} as const;
