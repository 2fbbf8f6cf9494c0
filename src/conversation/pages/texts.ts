/** What is to be put right on the platforms. */
export const concernsTitle = 'À corriger sur vos messageries';

/** What staff read of what went wrong, and of the channels. */
export const watchTexts = {
  title: 'À surveiller',
  nothing: 'Rien à signaler.',
  letters: 'Messages non remis',
  lettersHint:
    'La messagerie les a refusés, ou ne répondait plus. « Réessayer » les envoie de nouveau, après ce qui a été dit depuis.',
  jobs: 'Tâches abandonnées',
  jobsHint: 'Elles ont échoué plusieurs fois de suite.',
  repeated: 'Envois peut-être faits deux fois',
  repeatedHint:
    'Le programme s’est arrêté pendant l’envoi : la personne a pu recevoir ces messages deux fois. Il n’y a rien à faire, sinon le savoir.',
  aside: 'Messages mis de côté',
  asideHint:
    'Leur lecture a arrêté le programme qui les lisait, ou pris trop de temps. La personne a été prévenue et la conversation continue. « Relancer » les fait lire de nouveau ; l’équipe technique doit les voir si cela se répète.',
  asideWhen: (written: string, aside: string): string => `Écrit ${written} · mis de côté ${aside}`,
  asideWhy: {
    time: 'lecture trop longue',
    memory: 'mémoire épuisée',
    crash: 'arrêt du fil de lecture',
    process: 'arrêt du programme',
    error: 'erreur à chaque essai',
  },
  relaunch: 'Relancer',
  relaunchOf: (what: string): string => `Relancer : ${what}`,
  relaunched: 'Remis à lire.',
  asideGone: 'Ce message a déjà été relancé, ou n’existe plus.',
  more: (shown: number, all: number): string => `Les ${shown} derniers, sur ${all}.`,
  retry: 'Réessayer',
  retryOf: (what: string): string => `Réessayer : ${what}`,
  letterGone: 'Ce message a déjà été remis en file, ou n’existe plus.',
  jobGone: 'Cette tâche a déjà été relancée, ou n’existe plus.',
  retried: 'Remis en file.',
  to: (channel: string, person: string | undefined): string => (person ? `${person}, ${channel}` : channel),
  toThread: (channel: string, number: number | undefined): string =>
    number === undefined ? `Fil des experts, ${channel}` : `Fil des experts du dossier ${number}, ${channel}`,
  when: (moment: string, attempts: number): string =>
    `Écrit ${moment} · ${attempts} ${attempts > 1 ? 'essais' : 'essai'}`,
  jobWhen: (moment: string, attempts: number): string =>
    `Abandonnée ${moment} · ${attempts} ${attempts > 1 ? 'essais' : 'essai'}`,
  why: 'Raison donnée :',
  unreachable: 'La personne a bloqué la Hotline ou quitté la conversation.',
  noWords: '(message sans texte)',
  channels: 'Canaux',
  noChannels: 'Aucun canal n’est ouvert.',
  states: { starting: 'démarre', running: 'en service', failed: 'ne démarre pas : nouvel essai en cours' },
} as const;

/** What staff read of what a restored copy had not sent. */
export const heldTexts = {
  title: 'À vérifier',
  hint: 'Une copie de la Hotline a été remise en place : ces messages n’étaient pas partis au moment de la copie, mais ils ont pu partir depuis. Rien ne part avant que vous l’ayez dit.',
  mailTo: (address: string): string => `Mail à ${address}`,
  written: (moment: string): string => `Écrit ${moment}`,
  send: 'Envoyer',
  sendOf: (to: string): string => `Envoyer : ${to}`,
  drop: 'Abandonner',
  dropOf: (to: string): string => `Abandonner : ${to}`,
  sent: 'Mis en file d’envoi.',
  dropped: 'Abandonné : la personne ne le recevra pas.',
  gone: 'Quelqu’un s’en est déjà occupé.',
} as const;
