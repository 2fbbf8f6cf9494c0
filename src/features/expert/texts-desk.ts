import { caseStateNames } from '#src/company/texts.ts';

/** What experts read: cards, lines of a thread, refusals. */

export const reasonNames: Readonly<Record<string, string>> = {
  asked: 'a demandé un expert',
  refused: 'l’assistant ne savait pas',
  needed: 'situation qui demande une personne',
  ratings: 'deux réponses mal notées',
  deadline: 'date limite proche',
  reopened: 'dossier rouvert',
};

export const endNames: Readonly<Record<string, string>> = {
  answered: 'répondu',
  redirected: 'orienté ailleurs',
  unanswered: 'sans réponse possible',
  too_late: 'trop tard',
  duplicate: 'doublon',
  returned: 'rendu à l’assistant',
  cancelled: 'annulé par l’entreprise',
  ended_by_company: 'terminé par l’entreprise',
  expired: 'expiré, sans nouvelles de l’entreprise',
  erased: 'clos et vidé : la personne a fait supprimer ses données',
};

export const deskTexts = {
  title: (number: number, state: string): string => `Dossier ${number} · ${caseStateNames[state] ?? state}`,
  reopens: (number: number): string => `Suite du dossier ${number}.`,
  facts: {
    company: (name: string, siren: string | undefined): string =>
      `Entreprise référencée : ${name}${siren ? ` (SIREN ${siren})` : ''}`,
    reason: (reason: string): string => `Motif : ${reasonNames[reason] ?? reason}`,
    channel: (channel: string): string => `Canal : ${channel}`,
    person: (name: string): string => `Contact : ${name}`,
    mail: (mail: string): string => `Mail confirmé : ${mail}`,
    owner: (name: string): string => `Suivi par : ${name}`,
    deadline: (moment: string, left: string, certain: boolean): string =>
      `Ferme ${moment} (${left})${certain ? '' : ', heure à vérifier'}`,
    noDeadline: 'Date limite : inconnue',
    answerBy: (moment: string): string => `À répondre ${moment}`,
    ended: (reason: string): string => `Fin : ${endNames[reason] ?? reason}`,
  },
  late: 'date limite passée',
  left: (days: number, hours: number, minutes: number): string =>
    `reste ${[days > 0 ? `${days} j` : '', hours > 0 ? `${hours} h` : '', days === 0 && minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ') || 'moins d’une minute'}`,
  summary: 'En bref',
  tried: 'Ce que l’assistant a répondu',
  triedKinds: {
    answer: 'a répondu',
    refusal: 'n’a pas su',
    handoff: 'a donné la règle générale',
  } as Readonly<Record<string, string>>,
  turns: 'Derniers messages',
  authors: { company: 'Entreprise', bot: 'Assistant', expert: 'Expert' },
  company: (name: string | undefined, text: string): string => `${name ?? 'Entreprise'} : ${text}`,
  bot: (text: string): string => `L’assistant a répondu : ${text}`,
  expert: (name: string, text: string): string => `${name} a répondu : ${text}`,
  note: (name: string, text: string): string => `Note de ${name} : ${text}`,
  corrected: (text: string): string => `L’entreprise a corrigé un message : ${text}`,
  withdrawn: 'L’entreprise a supprimé un message.',
  file: (name: string): string =>
    `L’entreprise a envoyé un fichier (${name}). Il n’est pas transmis ici : demandez-le-lui par mail si vous en avez besoin.`,
  expertFile: (name: string): string =>
    `Le fichier « ${name} » n’a pas été transmis à l’entreprise : seuls les messages passent. Donnez un lien, ou copiez le texte.`,
  callBack: (phone: string | undefined, when: string | undefined): string =>
    `À rappeler : ${[phone, when].filter(Boolean).join(' ; ')}.`,
  claimed: (name: string): string => `${name} a pris le dossier.`,
  reopened: (number: number): string => `Rouvert : la suite est dans le dossier ${number}.`,
  taken: (name: string): string => `Ce dossier est déjà suivi par ${name}.`,
  transferred: (by: string, to: string | undefined): string =>
    to ? `${by} a passé le dossier à ${to}.` : `${by} a remis le dossier dans la file.`,
  ended: (reason: string, by: string | undefined): string =>
    `Dossier clos : ${endNames[reason] ?? reason}${by ? ` (${by})` : ''}.`,
  closedNothingSent:
    'Ce dossier est clos : rien n’a été envoyé à l’entreprise. Rouvrez-le pour lui écrire de nouveau.',
  unknownThread: 'Ce fil n’est lié à aucun dossier.',
  unknownCommand: (command: string): string =>
    `Je ne connais pas « ${command} » : rien n’a été envoyé à l’entreprise. Écrivez « !aide » pour la liste.`,
  empty: 'Il n’y avait rien à envoyer.',
  noteKept: 'Note gardée ; l’entreprise ne la voit pas.',
  undelivered: (why: string): string => `Non remis à l’entreprise : ${why}`,
  unreachable:
    'l’entreprise a bloqué la Hotline ou quitté la conversation. Elle ne recevra rien tant qu’elle n’écrit pas de nouveau.',
  refusedByChannel: 'la messagerie refuse ce message.',
  tooOld: 'la messagerie ne répond pas depuis trop longtemps.',
  remade: 'Le fil précédent a disparu : le dossier continue ici.',
  escalated: (moment: string): string =>
    `Ce dossier attend depuis plus longtemps que promis (réponse attendue ${moment}).`,
  deadlineKept: (moment: string, by: string | undefined): string =>
    `Date limite donnée par ${by ?? 'l’entreprise'} : ${moment}.`,
  rated: (rating: string): string =>
    rating === 'up' ? 'L’entreprise a été aidée.' : 'L’entreprise dit ne pas avoir été aidée.',
  help: [
    'Un message ordinaire est envoyé à l’entreprise et prend le dossier.',
    '« // … » : note interne, jamais envoyée.',
    '« !prendre », « !file » (remettre dans la file), « !rendre » (rendre à l’assistant), « !clore » suivi au besoin de : répondu, orienté, sans réponse, trop tard, doublon.',
    '« !rouvrir » : rouvrir un dossier clos.',
  ],
  buttons: {
    claim: 'Prendre',
    requeue: 'Remettre dans la file',
    giveBack: 'Rendre à l’assistant',
    close: 'Clore (répondu)',
    reopen: 'Rouvrir',
    send: 'Envoyer à l’entreprise',
    hint: 'Votre réponse',
  },
} as const;

/** The job that is the watch over what is due, as staff read it. */
export const caseWatchName = 'Surveillance des délais';
