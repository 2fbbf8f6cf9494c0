import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Jour de l’an',
  '05-01': 'Fête du travail',
  '05-08': 'Victoire de 1945',
  '07-14': 'Fête nationale',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': 'Armistice de 1918',
  '12-25': 'Noël',
};
const MOVING: Readonly<Record<number, string>> = {
  1: 'Lundi de Pâques',
  39: 'Ascension',
  50: 'Lundi de Pentecôte',
};

/** The name of a public holiday; `afterEaster` in days. Two may fall on one day. */
export const holidayName = (day: IsoDate, afterEaster: number): string =>
  [FIXED[day.slice(5)], MOVING[afterEaster]].filter((name) => name !== undefined).join(', ');

/** What the staff's page says. */
export const staffTexts = {
  concerns: 'À corriger sur vos messageries',
  hours: {
    title: 'Horaires de l’équipe',
    intro:
      'Quand un expert peut répondre. Les délais annoncés aux entreprises en dépendent. Les jours fériés sont toujours fermés.',
    byDefault: 'Ce sont les horaires de départ : personne ne les a encore changés.',
    changes: 'Dernières modifications',
    change: (by: string, moment: string): string => `${by}, ${moment}`,
    holidays: (year: number): string => `Jours fériés ${year}`,
    holiday: (day: IsoDate, name: string): string => `${frenchDate(day)} : ${name}`,
    changedMeanwhile: (by: string, moment: string): string =>
      `${by} a changé les horaires ${moment}, pendant que vous écriviez : rien n’a été remplacé. Notez vos changements, rechargez la page et refaites-les.`,
    changedUnknown:
      'Les horaires ont changé pendant que vous écriviez : rien n’a été remplacé. Notez vos changements, rechargez la page et refaites-les.',
  },
  watch: {
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
    asideWhen: (said: string, aside: string): string => `Écrit ${said} · mis de côté ${aside}`,
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
      number === undefined
        ? `Fil des experts, ${channel}`
        : `Fil des experts du dossier ${number}, ${channel}`,
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
    jobNames: {
      housekeeping: 'Ménage de la base',
      'ledger-flush': 'Écriture du registre des suppressions',
      'case-watch': 'Surveillance des délais',
      'introduction-expiry': 'Fin d’une demande de contact',
    } as Readonly<Record<string, string>>,
  },
  held: {
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
  },
  drafts: 'Brouillons pour les connaissances',
  draftsCount: (count: number): string =>
    count === 0
      ? 'Aucun à relire.'
      : count === 1
        ? 'Un brouillon à relire.'
        : `${count} brouillons à relire.`,
} as const;
