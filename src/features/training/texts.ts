/** What is said of training sessions, of applications to them and of what admitted companies book. */

export const calendarTexts = {
  owner: 'La Fabrique des Marchés Responsables',
  product: 'La Hotline',
  description: (host: string): string => `Avec ${host}. Session d’entraînement de la Fabrique.`,
};

export const admissionTexts = {
  waitingList: 'Liste d’attente',
  subject: (name: string): string => `Votre candidature à ${name}`,
  applied: (name: string): string =>
    `Votre candidature à ${name} est envoyée, avec votre fiche et votre diagnostic. L’équipe l’étudie, et je vous dis sa réponse dès qu’elle est connue.`,
  admitted: (name: string): string => `Bonne nouvelle : votre entreprise est admise à ${name}.`,
  promoted: (name: string): string =>
    `Bonne nouvelle : une place s’est libérée, et votre entreprise est admise à ${name}.`,
  waiting: (name: string): string =>
    `Votre candidature à ${name} est en liste d’attente. Si une place se libère, elle revient à la première entreprise de la liste, et je vous préviens aussitôt.`,
  refused: (name: string): string => `Votre candidature à ${name} n’est pas retenue.`,
  withdrawn: (name: string): string =>
    `Votre candidature à ${name} est retirée. Tant que les candidatures sont ouvertes, vous pouvez candidater à nouveau.`,
  reason: (words: string): string => `Le mot de l’équipe : ${words}`,
  when: (from: string, to: string, place: string): string => `La session va du ${from} au ${to}, ${place}.`,
  whatNext:
    'Vous pouvez réserver les formations collectives et les rendez-vous avec un expert. Si vous ne pouvez pas venir, rendez votre place : elle servira à une autre entreprise.',
  dropped: (count: number): string =>
    count === 1
      ? 'La place que vous aviez réservée est rendue.'
      : `Les ${count} places que vous aviez réservées sont rendues.`,
  eventsButton: 'Les formations',
  slotsButton: 'Réserver un rendez-vous',
  leaveButton: 'Rendre ma place',
  statusButton: 'Où en est ma candidature ?',
};

export const bookingTexts = {
  subject: (title: string): string => `Session d’entraînement : ${title}`,
  file: 'rendez-vous.ics',
  cancelledFile: 'rendez-vous-annule.ics',
  line: (title: string, when: string, place: string, host: string): string =>
    `${title}, ${when}, ${place}, avec ${host}`,
  eventChanged: (title: string, when: string): string =>
    `Un changement pour « ${title} », prévu le ${when}. Voici ce qui vaut maintenant ; le fichier joint met votre agenda à jour.`,
  eventCancelled: (title: string, when: string): string =>
    `« ${title} », prévu le ${when}, est annulé par l’équipe. Le fichier joint le retire de votre agenda.`,
  dropped: (title: string, when: string): string =>
    `Votre réservation pour « ${title} », le ${when}, est annulée. Le fichier joint la retire de votre agenda.`,
  droppedByTeam: (title: string, when: string): string =>
    `L’équipe a annulé votre réservation pour « ${title} », le ${when}. Le fichier joint la retire de votre agenda.`,
  others: 'Voir les autres dates',
  cancelButton: 'Annuler ma réservation',
  fileButton: 'Pour mon agenda',
  reminder: (title: string, when: string, place: string, host: string): string =>
    `Rappel : « ${title} », ${when}, ${place}, avec ${host}. Si vous ne pouvez pas venir, annulez : la place servira à une autre entreprise.`,
};

/** What is wrong in a form of the staff. */
export const planMistakes = {
  unreadable: 'Cette demande n’a pas pu être lue.',
  missing: 'À remplir.',
  tooLong: (most: number): string => `Trop long : ${most} signes au plus.`,
  tags: 'Écrivez des mots, sans balises.',
  day: 'Cette date n’existe pas. Écrivez-la comme le propose le champ.',
  time: 'Cette heure n’existe pas. Par exemple : 09:30.',
  past: 'C’est déjà passé.',
  endsBefore: 'La fin vient avant le début.',
  appliesAfter: 'On ne peut pas candidater après la fin de la session.',
  places: (most: number): string => `Un nombre de places, de 1 à ${most}.`,
  tooFew: (taken: number): string => `Déjà ${taken} prises : il en faut au moins autant.`,
  kind: 'Choisissez une formation ou un rendez-vous.',
  outside: (from: string, to: string): string => `En dehors de la session, qui va du ${from} au ${to}.`,
  tooLongEvent: 'Plus de douze heures : vérifiez les heures.',
  minutes: 'Une durée en minutes, de 1 à 240.',
  slots: (most: number): string =>
    `Cette durée ne donne aucun créneau, ou plus de ${most} : vérifiez-la, ainsi que les heures.`,
  reasonNeeded: 'Dites pourquoi : l’entreprise le lira.',
};
