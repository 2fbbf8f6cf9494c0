import { counted } from '#src/platform/french/measures.ts';

/** What staff read of who is on duty. */
export const dutyPageTexts = {
  title: 'Astreinte',
  back: 'L’équipe',
  intro:
    'Qui est prévenu par mail de ce qui presse : un dossier qui attend trop, une consultation qui ferme dans les 48 heures, une personne en détresse. Une entreprise ne lit « signalé à l’équipe » que si ce mail est parti, ou si un canal de l’équipe l’a reçu ; sinon la Hotline lui dit quand quelqu’un regardera.',
  see: 'Voir, changer',
  now: (names: readonly string[]): string =>
    names.length === 0 ? 'Personne n’est d’astreinte en ce moment.' : `En ce moment : ${names.join(', ')}.`,
  noMail: 'Aucun serveur de courrier n’est réglé (SMTP_URL) : rien ne partira.',
  someone: 'Ajouter quelqu’un',
  name: 'Nom',
  email: 'Adresse mail',
  days: 'Jours',
  weekdays: [
    { label: 'lundi', place: 1 },
    { label: 'mardi', place: 2 },
    { label: 'mercredi', place: 3 },
    { label: 'jeudi', place: 4 },
    { label: 'vendredi', place: 5 },
    { label: 'samedi', place: 6 },
    { label: 'dimanche', place: 0 },
  ],
  from: 'De',
  until: 'à',
  save: 'Enregistrer',
  saved: (count: number): string =>
    count === 0
      ? 'C’est enregistré : personne n’est d’astreinte.'
      : `C’est enregistré : ${counted(count, 'personne', 'personnes')}. Pour retirer quelqu’un, videz son nom et son adresse.`,
  change: (by: string, moment: string): string => `Dernier changement : ${by}, ${moment}.`,
  changedMeanwhile: (by: string, moment: string): string =>
    `${by} a changé l’astreinte ${moment}, pendant que vous écriviez : rien n’a été remplacé. Notez vos changements, rechargez la page et refaites-les.`,
  unreadable: 'Cette demande n’a pas pu être lue.',
} as const;
