import type { ApplicationState } from '#src/features/training/store/applications.ts';

/** What companies are told when they ask about sessions in chat. */
export const sessionTexts = {
  notReferenced:
    'Pour candidater à la session d’entraînement, votre entreprise doit d’abord être référencée à la Fabrique. C’est gratuit, et nous le faisons ensemble ici, en cinq minutes environ.',
  signUpButton: 'Me référencer',
  session: (name: string, from: string, to: string, place: string, until: string): string =>
    `${name} : du ${from} au ${to}, ${place}. Candidatures jusqu’au ${until}.`,
  choose: 'Plusieurs sessions prennent des candidatures. Laquelle vous intéresse ?',
  noSession:
    'Aucune session ne prend de candidatures en ce moment. L’équipe publie ici la prochaine : redemandez-moi dans quelque temps, ou posez-lui la question avec « parler à un expert ».',
  already: 'Votre entreprise a déjà candidaté. Voici où elle en est :',
  diagnosisFirst:
    'La candidature comprend votre fiche et un diagnostic flash, que voici. Vous le gardez, quelle que soit la réponse.',
  sendWhat: (profile: string, on: string): string =>
    `Votre diagnostic du ${on} est prêt (${profile}). J’envoie votre fiche et ce diagnostic à l’équipe ?`,
  sendButton: 'Envoyer ma candidature',
  applyButton: 'Candidater à la session',
  tooLate: 'Cette session ne prend plus de candidatures.',
  theCompany: 'L’entreprise',
  noApplication: 'Votre entreprise n’a pas de candidature à une session.',
  statusLine: (name: string, state: ApplicationState, reason: string | undefined): string =>
    `${name} : ${STATUS[state]}${reason ? ` Le mot de l’équipe : ${reason}` : ''}`,
  application: (name: string, state: ApplicationState, reason: string | undefined): string =>
    `Votre candidature, ${sessionTexts.statusLine(name, state, reason)}`,
  eventsButton: 'Les formations',
  slotsButton: 'Réserver un rendez-vous',
  leaveButton: 'Retirer ma candidature',
  diagnosisButton: 'Mon diagnostic',
  nothingToLeave: 'Vous n’avez pas de candidature à retirer.',
  leaveWhich: 'Quelle candidature voulez-vous retirer ?',
  leaveAsk: (name: string): string => `Retirer votre candidature à ${name} ?`,
  leavePlace: (name: string): string =>
    `Vous avez une place à ${name}. La rendre ? Elle reviendra à une autre entreprise, et vos réservations seront annulées.`,
  leaveYes: 'Oui, la retirer',
  leaveNo: 'Non, la garder',
};

const STATUS: Readonly<Record<ApplicationState, string>> = {
  applied: 'candidature reçue, l’équipe l’étudie.',
  admitted: 'vous êtes admis.',
  waiting: 'en liste d’attente. Je vous préviens dès qu’une place se libère.',
  refused: 'candidature non retenue.',
  withdrawn: 'candidature retirée.',
};

/** What admitted companies are told of what they book. */
export const bookingChat = {
  onlyAdmitted: {
    workshop: 'Les formations collectives sont pour les entreprises admises à une session d’entraînement.',
    meeting:
      'Les rendez-vous de la session sont pour les entreprises admises. Pour une question sur un marché, écrivez « parler à un expert ».',
  },
  applyButton: 'Candidater à la session',
  none: {
    workshop: 'Aucune formation n’est publiée pour l’instant. L’équipe les annonce ici.',
    meeting: 'Aucun rendez-vous n’est libre pour l’instant. L’équipe en publie régulièrement.',
  },
  title: { workshop: 'Les formations collectives à venir :', meeting: 'Les rendez-vous libres :' },
  offer: (line: string, left: number | 'held'): string =>
    `${line}${left === 'held' ? ' (réservé)' : left === 0 ? ' (complet)' : ''}`,
  more: 'D’autres suivront : ce sont les prochaines.',
  mine: 'Vos réservations :',
  nothingHeld: 'Vous n’avez pas de réservation à venir.',
  notHeld: 'Cette réservation n’existe plus, ou c’est déjà commencé.',
  slotsButton: 'Réserver un rendez-vous',
  eventsButton: 'Les formations',
  booked: (line: string): string => `C’est réservé : ${line}.`,
  bookedBefore: (line: string): string => `C’est déjà réservé : ${line}.`,
  file: 'Le fichier joint l’ajoute à votre agenda. Je vous le rappellerai.',
  unbookable: {
    'not-admitted': 'Cette réservation est pour les entreprises admises à la session.',
    cancelled: 'C’est annulé par l’équipe.',
    past: 'C’est déjà passé.',
    full: 'Il n’y a plus de place.',
    unknown: 'Je n’ai pas retrouvé ce rendez-vous : il n’est plus proposé.',
  },
  cancelWhich: 'Quelle réservation voulez-vous annuler ?',
  cancelOne: (label: string): string => `Annuler : ${label}`,
  cancelAsk: (line: string): string => `Annuler ${line} ?`,
  cancelYes: 'Oui, annuler',
  cancelNo: 'Non, la garder',
  cancelled: (line: string): string => `C’est annulé : ${line}. Le fichier joint le retire de votre agenda.`,
};
