import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Where staff stand with a draft. */
export const draftStates = {
  to_read: 'À relire',
  kept: 'Retenu',
  dropped: 'Écarté',
  done: 'Repris dans les connaissances',
} as const;

/** What experts and staff read of the sections drawn from exchanges. */
export const draftTexts = {
  title: 'Brouillons',
  oneTitle: (number: number): string => `Brouillon du dossier ${number}`,
  noQuestion: 'Question à écrire ?',
  noAnswer: 'Réponse courte à écrire.',
  unknownCase: 'Ce dossier n’existe pas.',
  nothingSaid:
    'Aucun expert n’a encore répondu dans ce dossier : il n’y a pas de réponse dont tirer un brouillon.',
  unreadable: 'Ce brouillon n’a pas pu être lu.',
  changedMeanwhile: (by: string): string =>
    `${by} a modifié ce brouillon pendant que vous l’écriviez : rien n’a été remplacé. Gardez une copie de votre texte, rechargez la page et reportez vos changements.`,
  gone: 'Ce brouillon n’existe pas.',
  mistakes: {
    heading: 'Écrivez la question, telle qu’une entreprise la poserait.',
    longHeading: (max: number): string => `La question est trop longue : ${max} caractères au plus.`,
    shortAnswer: 'Écrivez la réponse courte.',
    longAnswer: (words: number, max: number): string =>
      `La réponse courte a ${words} mots : ${max} au plus. Passez le reste dans les détails.`,
    longDetails: (max: number): string => `Les détails sont trop longs : ${max} caractères au plus.`,
    noArticle: (reference: string): string =>
      `« ${reference} » n’est pas un article connu. Écrivez par exemple « R2122-8 » ou « C. trav. L5132-4 », séparés par des points-virgules.`,
    state: 'Choisissez où en est ce brouillon.',
  },
  intro:
    'Des sections tirées des échanges par les experts. Les données personnelles qu’un programme reconnaît en sont retirées : relisez tout de même chaque ligne avant de reprendre le texte dans les connaissances.',
  none: 'Aucun brouillon pour l’instant. Un expert en tire un d’un dossier, depuis le bureau.',
  download: 'Télécharger les brouillons à reprendre (Markdown)',
  downloadHint:
    'Le fichier réunit ceux qui sont à relire ou retenus, dans la forme des pages du dossier « guides ». Complétez-le, puis vérifiez-le avec « knowledge check ».',
  source: (number: number, owner: string, day: IsoDate): string =>
    `Dossier ${number}, ${owner}, ${frenchDate(day)}`,
  changed: (by: string, moment: string): string => `Dernière modification : ${by}, ${moment}.`,
  labels: {
    question: 'Question',
    state: 'État',
    source: 'Source',
    heading: 'Question, telle qu’une entreprise la poserait',
    shortAnswer: 'Réponse courte (60 mots au plus)',
    details: 'Détails',
    references: 'Références, séparées par des points-virgules',
    save: 'Enregistrer',
    back: 'Tous les brouillons',
  },
  fileTitle: 'Brouillons tirés des échanges avec les experts',
  fileOwner: 'Équipe Hotline',
  article: (reference: string): string => `Article ${reference}`,
} as const;
