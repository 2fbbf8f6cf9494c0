import type { ApplicationState } from '#src/features/training/store/applications.ts';

/** What the staff's pages say of sessions, applications and events. */
export const trainingTexts = {
  title: 'Sessions d’entraînement',
  intro:
    'Ouvrez une session, étudiez les candidatures, publiez les formations collectives et les rendez-vous. Les entreprises sont prévenues de chaque décision là où elles parlent à la Hotline.',
  none: 'Aucune session pour l’instant.',
  count: (open: number, toStudy: number): string =>
    `${open === 0 ? 'Aucune session ouverte' : open === 1 ? 'Une session ouverte' : `${open} sessions ouvertes`}, ${toStudy === 0 ? 'aucune candidature à étudier' : toStudy === 1 ? 'une candidature à étudier' : `${toStudy} candidatures à étudier`}.`,
  goTo: 'Voir les sessions',
  seeBooked: 'Les entreprises admises et ce qu’elles ont réservé',
  back: 'Toutes les sessions',
  backToSession: 'La session',
  open: 'Ouvrir une session',
  change: 'Modifier la session',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  opened: 'La session est ouverte.',
  published: (count: number): string => (count === 1 ? 'C’est publié.' : `${count} créneaux sont publiés.`),
  told: (count: number): string =>
    count === 0
      ? 'Enregistré.'
      : count === 1
        ? 'Enregistré : une entreprise est prévenue.'
        : `Enregistré : ${count} entreprises sont prévenues.`,
  promoted: (count: number): string =>
    count === 1
      ? 'La place libérée va à la première entreprise de la liste d’attente, qui est prévenue.'
      : `${count} entreprises de la liste d’attente sont admises et prévenues.`,
  decided: 'C’est noté, et l’entreprise est prévenue.',
  dates: (from: string, to: string): string => `Du ${from} au ${to}`,
  until: (day: string): string => `candidatures jusqu’au ${day}`,
  states: { open: 'Candidatures ouvertes', closed: 'Candidatures closes' },
  close: 'Clore les candidatures',
  reopen: 'Rouvrir les candidatures',
  places: (admitted: number, places: number): string =>
    `${admitted} ${admitted > 1 ? 'places prises' : 'place prise'} sur ${places}`,
  applications: 'Candidatures',
  noApplication: 'Aucune candidature pour l’instant.',
  download: 'Télécharger les candidatures (CSV)',
  fileName: (day: string): string => `candidatures-${day}.csv`,
  events: 'Formations et rendez-vous',
  noEvent: 'Rien n’est publié pour l’instant.',
  publish: 'Publier une formation ou des rendez-vous',
  changeEvent: 'Modifier',
  cancelEvent: 'Annuler cet événement',
  cancelHint: 'Les entreprises inscrites sont prévenues, avec de quoi l’ôter de leur agenda.',
  cancelled: 'annulé',
  cancelBooking: 'Annuler sa réservation',
  cancelBookingHint:
    'L’entreprise lit ce mot, avec de quoi ôter le rendez-vous de son agenda. Sa place est libre aussitôt : pour fermer le créneau, annulez l’événement.',
  cancelAndTell: 'Annuler la réservation et prévenir l’entreprise',
  bookingCancelled: 'La réservation est annulée, et l’entreprise est prévenue.',
  bookingGone: 'Cette réservation est déjà annulée.',
  bookings: 'Inscrites',
  noBooking: 'Personne n’est inscrit.',
  booked: (booked: number, places: number): string => `${booked} / ${places}`,
  presence: { present: 'Présente', absent: 'Absente', unknown: 'Ne pas dire' },
  presenceOf: (name: string): string => `Présence de ${name}`,
  kinds: { workshop: 'Formation collective', meeting: 'Rendez-vous avec un expert' },
  labels: {
    name: 'Nom',
    place: 'Lieu',
    startsOn: 'Premier jour',
    endsOn: 'Dernier jour',
    applyUntil: 'Dernier jour pour candidater',
    places: 'Nombre de places',
    kind: 'Quoi',
    title: 'Titre',
    host: 'Avec qui',
    day: 'Jour',
    from: 'De',
    to: 'À',
    eventPlace: 'Lieu ou adresse de la visio',
    eventPlaces: 'Places (entreprises)',
    minutes: 'Durée d’un rendez-vous, en minutes',
    company: 'Entreprise',
    state: 'État',
    profile: 'Diagnostic',
    appliedOn: 'Candidature',
    when: 'Quand',
    reason: 'Un mot à l’entreprise',
    siren: 'SIREN',
    presence: 'Présence',
  },
  minutesHint:
    'Pour des rendez-vous : le temps de « De » à « À » est coupé en créneaux de cette durée, un par entreprise si le nombre de places est 1. Vide, il n’y en a qu’un.',
  free: (free: number): string =>
    free <= 0 ? 'La session est complète.' : free === 1 ? 'Il reste une place.' : `Il reste ${free} places.`,
  application: 'Candidature',
  file: 'La fiche',
  openFile: 'Ouvrir la fiche, avec ses personnes et son historique',
  diagnosis: 'Le diagnostic',
  noDiagnosis: 'Pas de diagnostic.',
  history: 'Ce qui s’est passé',
  decide: 'Décider',
  decideAgain: 'Changer la décision',
  decideHint: 'L’entreprise lit votre mot avec la décision. Il est nécessaire pour un refus.',
  decisions: { admit: 'Admettre', hold: 'Mettre en liste d’attente', refuse: 'Refuser' },
  historyLine: (when: string, state: string, by: string, reason: string | undefined): string =>
    `${when} : ${state}, ${by}${reason ? `. « ${reason} »` : ''}`,
  gone: 'Cette page n’existe plus.',
  refused: {
    unknown: 'Cette candidature n’existe plus.',
    same: 'C’est déjà le cas.',
    full: 'La session est complète. Ajoutez des places, ou mettez cette entreprise en liste d’attente.',
    impossible: 'L’entreprise a retiré sa candidature.',
    changed: 'Quelqu’un l’a changée entre-temps. Rechargez la page, puis décidez.',
  },
  notChanged: {
    unknown: 'Cet élément n’existe plus.',
    changed: 'Quelqu’un l’a changé entre-temps. Rechargez la page pour voir ce qui vaut maintenant.',
    cancelled: 'C’est déjà annulé.',
    past: 'C’est déjà commencé.',
  },
  unreadable: 'Cette demande n’a pas pu être lue.',
  desk: {
    title: 'Session d’entraînement',
    intro: 'Les entreprises admises et ce qu’elles ont réservé.',
    noSession: 'Aucune session n’est en cours ni à venir.',
    noAdmitted: 'Aucune entreprise admise pour l’instant.',
    booked: 'Réservations',
  },
};

/** An application's state, in front of its company. */
export const stateLabels: Readonly<Record<ApplicationState, string>> = {
  applied: 'À étudier',
  admitted: 'Admise',
  waiting: 'Liste d’attente',
  refused: 'Refusée',
  withdrawn: 'Retirée',
};
