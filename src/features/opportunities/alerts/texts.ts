import type { Refusal } from './rules/refusals.ts';
import type { HoursChoice } from './rules/times.ts';

/** What is written on the buttons of alerts. */
export const buttonTexts = {
  why: 'Pourquoi celui-ci ?',
  refuse: 'Pas intéressé',
  follow: 'Suivre',
  unfollow: 'Ne plus suivre',
  start: 'Recevoir les alertes',
  here: 'Les recevoir ici',
  stop: 'Arrêter les alertes',
  show: 'Mes alertes',
  more: 'Voir les autres',
  slower: 'Moins souvent',
  faster: 'Plus souvent',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  times: 'Choisir l’heure',
  hours: {
    early: 'Tôt (7 h – 9 h)',
    morning: 'Le matin',
    noon: 'Entre midi et deux',
    afternoon: 'L’après-midi',
    evening: 'Le soir (18 h – 21 h)',
    usual: 'Aux heures de bureau',
  } satisfies Record<HoursChoice, string>,
  days: ['Le lundi', 'Le mardi', 'Le mercredi', 'Le jeudi', 'Le vendredi'],
  noNeighbours: 'Sans les voisins',
  asFile: 'Tout ce que dit ma fiche',
  undo: 'Annuler ce réglage',
  refusals: {
    big: 'Trop gros',
    far: 'Trop loin',
    trade: 'Pas mon métier',
    time: 'Pas le temps',
    other: 'Autre raison',
  } satisfies Record<Refusal, string>,
} as const;

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What a company is told by itself. */
export const tellTexts = {
  opening: (count: number): string =>
    plural(count, 'Un avis pour vous :', `${count} avis pour vous, le plus proche d’abord :`),
  others: (count: number): string =>
    plural(count, 'Et un autre : « Voir les autres ».', `Et ${count} autres : « Voir les autres ».`),
  hint: 'Écrivez « moins souvent », « que le nettoyage dans le 13 », « en pause jusqu’au 5 janvier » ou « stop » : c’est fait aussitôt.',
  changed: (title: string): string => `Un avis que vous suivez a changé : « ${title} ».`,
  cancelled: (title: string): string => `Un avis que vous suivez est annulé : « ${title} ».`,
  awarded: (title: string): string => `Un avis que vous suivez est attribué : « ${title} ».`,
  why: (words: string): string => `L’acheteur écrit : « ${words} »`,
  winners: (names: string): string => `Attribué à ${names}.`,
  closingMoved: (isLater: boolean, to: string, from: string | undefined): string =>
    `La date limite est ${isLater ? 'reportée' : 'avancée'} : avant le ${to}${from === undefined ? '' : ` (c’était le ${from})`}.`,
  closingTold: (to: string): string => `La date limite est maintenant dite : avant le ${to}.`,
  closingGone: 'La date limite n’est plus dite : vérifiez-la dans l’avis.',
  fields: (names: string): string => `A changé aussi : ${names}. Relisez l’avis avant de répondre.`,
  onlyFields: (names: string): string => `A changé : ${names}. Relisez l’avis avant de répondre.`,
  reminder: (title: string, days: number): string =>
    days < 1
      ? `Moins d’un jour pour répondre à un avis que vous suivez : « ${title} ».`
      : `Encore ${days} ${plural(days, 'jour', 'jours')} pour répondre à un avis que vous suivez : « ${title} ».`,
  until: (closing: string): string => `À remettre avant le ${closing}.`,
} as const;

/** The parts of a notice, as what changed is told. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  title: 'l’objet',
  description: 'la description',
  amount: 'le montant',
  lots: 'les lots',
  procedure: 'la procédure',
  documentsUrl: 'l’adresse du dossier',
  depositUrl: 'l’adresse de dépôt',
  contact: 'le contact',
  kind: 'l’état de l’avis',
};

/** What is answered about alerts. */
export const chatTexts = {
  group:
    'Les alertes se règlent en tête à tête : dans un groupe, je ne montre rien de la fiche d’une entreprise. Écrivez-moi en privé.',
  noCompany:
    'Les alertes sont pour les entreprises référencées : il me faut votre métier et vos territoires. Faisons d’abord votre référencement ; vos alertes commenceront aussitôt après.',
  /** What was told of the alerts that are wanted, said back: « peinture, dans le 93 ». */
  noted: (named: string): string => `C’est noté pour vos alertes : ${named}.`,
  noCompanyTold:
    'Elles sont pour les entreprises référencées. Faisons d’abord votre référencement ; vos alertes commenceront aussitôt après, avec ce que vous venez de dire.',
  hoursLater:
    'Leurs heures se choisissent une fois vos alertes commencées : dites-moi alors quand vous les voulez.',
  weekendClosed:
    'Le samedi, le dimanche et les jours fériés, rien ne part : vos alertes viendront les jours ouvrés.',
  noCompanyYet:
    'Je garde votre demande d’alertes : elles commenceront dès que votre référencement sera terminé.',
  noCompanyStop: 'Vous n’avez pas d’alertes en cours : rien ne part.',
  fileTooShort:
    'Votre fiche ne dit pas encore ce que vous faites, ou dans quels territoires : sans cela, je ne peux rien choisir pour vous. Complétez-la, puis redites-le-moi.',
  started: (sentence: string): string => `C’est noté. ${sentence}`,
  firstSoon: (isChosen: boolean): string =>
    `Je regarde ce qui est ouvert aujourd’hui : s’il y a de quoi vous aller, vous l’aurez ${isChosen ? 'dès que ce sera votre heure' : 'à la prochaine heure ouvrée'}.`,
  webWaits: 'Sur ce site, rien ne peut vous être envoyé : les avis vous attendent ici, dans la conversation.',
  moved: 'Elles arrivent dans cette conversation désormais.',
  elsewhere:
    'Les alertes de votre entreprise arrivent déjà dans la conversation d’un collègue. Voulez-vous les recevoir ici à la place ?',
  stopped: 'C’est arrêté : plus d’alertes, plus de rappels. Pour reprendre, écrivez « je veux des alertes ».',
  notOn: 'Vos alertes ne sont pas en cours.',
  slowest: 'C’est déjà le rythme le plus lent. Je peux aussi les mettre en pause.',
  fastest: 'C’est déjà le rythme le plus rapide.',
  paused: (until: string): string => `C’est noté : rien avant le ${until}, où je reprends.`,
  pausedFrom: (from: string, until: string): string =>
    `C’est noté : rien du ${from} au ${until}, où je reprends.`,
  pausedNoEnd: 'C’est noté : plus rien jusqu’à ce que vous écriviez « reprendre les alertes ».',
  pausedFollowed: 'Les rappels des avis que vous suivez continuent.',
  resumed: (sentence: string): string => `C’est reparti. ${sentence}`,
  tuned: (sentence: string): string => `C’est réglé. ${sentence}`,
  askTimes:
    'Quand voulez-vous les recevoir ? Touchez un bouton, ou dites-le : « après 18 h », « entre midi et deux », « pas avant 9 h », « le lundi matin ».',
  timesFollowed:
    'Les rappels des avis que vous suivez viennent aux mêmes heures ; ce qui fermerait avant vous est dit sans les attendre.',
  noWeekend: 'Le samedi, le dimanche et les jours fériés, rien ne part. Je n’ai rien changé.',
  noNight: 'Entre 22 h et 6 h, rien ne part : c’est la nuit. Je n’ai rien changé.',
  whichTune:
    'Je n’y ai reconnu ni métier, ni lieu, ni montant : je n’ai donc rien changé. Dites-le en une phrase, par exemple « que le nettoyage dans le 13 ».',
  unsure: 'Je ne suis pas sûr de ce que vous voulez changer à vos alertes : je n’ai rien changé.',
  sayIt:
    'Dites-le en peu de mots (« moins souvent », « après 18 h », « que le nettoyage dans le 13 », « en pause jusqu’au 5 janvier »), ou touchez un bouton.',
  nothingLeft: 'Il ne resterait aucun métier : je n’ai rien changé.',
  tuneKept: 'Votre demande est gardée : l’équipe la lira telle que vous l’avez écrite.',
  asNow: (sentence: string): string => `Aujourd’hui : ${sentence}`,
  undone: (sentence: string): string => `C’est annulé. ${sentence}`,
  undoOld: 'Ce réglage a changé depuis : je n’ai rien annulé.',

  on: (sentence: string): string => `Vos alertes sont en cours. ${sentence}`,
  off: 'Vos alertes sont arrêtées.',
  onPause: (until: string | undefined): string =>
    until === undefined
      ? 'Elles sont en pause, jusqu’à ce que vous les repreniez.'
      : `Elles sont en pause jusqu’au ${until}.`,
  willPause: (from: string, until: string): string => `Elles seront en pause du ${from} au ${until}.`,
  unreachable: 'Je n’arrivais plus à vous écrire ; elles reprennent, puisque vous voilà.',
  lastSent: 'Les derniers avis envoyés :',
  noneSent: 'Aucun avis ne vous a encore été envoyé.',
  followed: 'Vous suivez :',
  noneFollowed: 'Vous ne suivez aucun avis.',
  sentLine: (title: string, day: string): string => `${title} (le ${day})`,
  followedLine: (title: string, until: string | undefined): string =>
    until === undefined ? title : `${title}, à remettre avant le ${until}`,

  gone: 'Cet avis n’est plus dans nos listes.',
  notYours: 'Cet avis ne vous a pas été signalé.',
  whyTitle: (title: string): string => `Pourquoi « ${title} » :`,
  whyNoMore: (title: string): string => `« ${title} » ne vous correspond plus :`,
  whyWhich: 'Pour lequel ?',
  whyNone: 'Je ne vous ai encore signalé aucun avis.',
  follows: (title: string): string =>
    `C’est noté, je suis « ${title} » pour vous : tout changement vous sera dit.`,
  remindersOn: (days: readonly string[]): string =>
    days.length === 1 ? `Rappel le ${days[0]}.` : `Rappels le ${days.join(' et le ')}.`,
  noReminder: 'La date limite est trop proche, ou n’est pas dite : il n’y aura pas de rappel.',
  followOff: 'Vos alertes sont arrêtées : je ne vous écrirai pas tant que vous ne les aurez pas reprises.',
  unfollowed: (title: string): string => `Je ne suis plus « ${title} ».`,
  askRefusal: (title: string): string => `Je retire « ${title} ». Pour mieux choisir ensuite : pourquoi ?`,
  refusedSize: (most: string): string => `C’est noté : rien au-dessus de ${most}.`,
  refusedPlaces: (places: string): string =>
    `C’est noté : plus rien qui soit seulement dans ce territoire : ${places}.`,
  refusedTrades: (trades: string): string => `C’est noté : plus rien pour ce métier : ${trades}.`,
  refusedUnknown: {
    big: 'C’est noté. L’avis ne dit pas son montant : je n’ai pas de limite à en tirer. Dites-la-moi, par exemple « rien au-dessus de 50 000 euros ».',
    far: 'C’est noté. L’avis ne dit pas son lieu : rien d’autre ne change. Dites-moi où, par exemple « que le 13 ».',
    trade:
      'C’est noté. Je n’y reconnais aucun métier précis : rien d’autre ne change. Dites-moi ce qu’il faut laisser, par exemple « enlevez la voirie ».',
    time: 'C’est noté. Rien d’autre ne change ; si c’est trop, je peux écrire moins souvent.',
    other:
      'C’est noté. Si quelque chose doit changer, écrivez-le en une phrase, par exemple « que le nettoyage dans le 13 ».',
  } satisfies Record<Refusal, string>,
  refusedAll:
    'C’est noté pour celui-ci. Le laisser de côté ne vous laisserait plus rien : je n’ai donc rien réglé. Si votre activité a changé, corrigez votre fiche (« ma fiche »).',
  moreTitle: 'Les autres :',
  noMore: 'Il n’y en a pas d’autre encore ouvert.',
  moreLeft: (count: number): string => plural(count, 'Il en reste un.', `Il en reste ${count}.`),
  offer: 'Voulez-vous recevoir les opportunités qui vous correspondent ?',
} as const;

/** How staff read the jobs of alerts, where one was given up, and what is to be looked at. */
export const alertStaffTexts = {
  match: 'Chercher à quelles entreprises vont les avis',
  send: 'Envoyer les alertes',
  follow: 'Prévenir de ce qui change, et rappeler, les avis suivis',
  mail: 'Envoyer une alerte par mail',
  mailRefused: (count: number): string =>
    plural(
      count,
      'Une entreprise ne reçoit plus ses alertes par mail : son adresse les refuse. Elles n’arrivent que dans sa conversation.',
      `${count} entreprises ne reçoivent plus leurs alertes par mail : leur adresse les refuse. Elles n’arrivent que dans leur conversation.`,
    ),
  unreachable: (count: number): string =>
    plural(
      count,
      'Une entreprise abonnée aux alertes ne peut plus être jointe : son abonnement est en pause.',
      `${count} entreprises abonnées aux alertes ne peuvent plus être jointes : leur abonnement est en pause.`,
    ),
} as const;

/** Where alerts stand, in the words of « où en est ma demande ». */
export const statusTexts = {
  on: 'Alertes : elles sont en marche. Écrivez « mes alertes » pour les voir ou les régler.',
  wished: 'Alertes : elles commencent dès que votre entreprise est référencée.',
};
