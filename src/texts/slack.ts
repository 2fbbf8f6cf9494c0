/** French sentences that the Slack adapter itself says. */

export const slackTexts = {
  /** Shown by Slack after the name of the bot: « Hotline cherche la réponse… ». */
  status: 'cherche la réponse…',
  working: 'Je cherche la réponse, un instant…',
  asked: (question: string): string => `Vous avez demandé : « ${question} ». Je cherche…`,
  askedHelp: 'Voici comment je peux vous aider…',
  answerToCommand: 'Réponse à la question que vous avez posée avec /hotline :',
  chosen: (name: string, label: string): string => `✓ ${name} a choisi « ${label} »`,
  someone: 'Quelqu’un',
  alreadyChosen: 'C’est déjà demandé : la réponse est dans la conversation.',
  help: 'Aide',
  sources: 'Sources',
  page: (page: number): string => `page ${page}`,
  alsoAsk: (label: string): string => `Vous pouvez aussi écrire : « ${label} »`,
  helpful: 'Utile',
  notHelpful: 'Pas utile',
  reasonTitle: 'Votre avis',
  reasonLabel: 'Qu’est-ce qui n’allait pas ?',
  reasonHint: 'Une erreur, un oubli, une réponse à côté… Quelques mots suffisent.',
  reasonSend: 'Envoyer',
  reasonSkip: 'Passer',
  unnamedFile: 'fichier sans nom',
  fileGone: (name: string): string => `Le fichier « ${name} » n’est plus disponible : redemandez-le.`,
  failed: (reference: string): string =>
    `Votre message n’a pas pu être enregistré. Envoyez-le de nouveau dans un instant ; si cela recommence, donnez cette référence à l’équipe : ${reference}.`,
} as const;
