/** French sentences that the Slack adapter itself says. */

/** What must be put right when the experts' channel can't be written in, by Slack's word. */
const deskRemedies: Readonly<Record<string, string>> = {
  not_in_channel: 'invitez-y la hotline (dans ce canal, écrivez « /invite @hotline »)',
  channel_not_found: 'vérifiez l’identifiant ; si le canal est privé, invitez-y la hotline',
  is_archived: 'il est archivé : rouvrez-le, ou donnez-en un autre',
  missing_scope: 'il manque une permission : mettez le manifeste à jour, puis réinstallez l’application',
};

/** What the person who runs the hotline reads in the log. */
export const slackFaults = {
  desk: (said: string, channel: string): string =>
    `La hotline ne peut pas écrire dans le canal Slack des experts (DESK_SLACK_CHANNEL, ${channel}) : ${deskRemedies[said] ?? `Slack répond « ${said} »`}. Les dossiers partiront ensuite d’eux-mêmes.`,
  publicDesk: (channel: string): string =>
    `Le canal Slack des experts (DESK_SLACK_CHANNEL, ${channel}) est public : tous les membres de l’espace de travail peuvent y lire les dossiers des entreprises. Rendez-le privé, ou donnez un canal privé.`,
  sharedDesk: (channel: string): string =>
    `Le canal Slack des experts (DESK_SLACK_CHANNEL, ${channel}) est partagé avec une autre organisation, qui peut y lire les dossiers des entreprises. Donnez un canal privé de votre seul espace de travail.`,
  unseenDesk: (channel: string): string =>
    `La hotline ne peut pas vérifier que le canal Slack des experts (DESK_SLACK_CHANNEL, ${channel}) n’est pas public : il manque la permission « channels:read ». Mettez le manifeste à jour, puis réinstallez l’application.`,
  names:
    'Slack ne dit pas le nom des experts : il manque la permission « users:read ». Mettez le manifeste à jour, puis réinstallez l’application ; d’ici là, les entreprises lisent « Un expert ».',
} as const;

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
  slide: (slide: number): string => `diapositive ${slide}`,
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
  fileRefused: (name: string, link: string): string =>
    `Slack n’a pas pris le fichier « ${name} ». Il vous attend ici pendant un jour : ${link}`,
  failed: (reference: string): string =>
    `Votre message n’a pas pu être enregistré. Envoyez-le de nouveau dans un instant ; si cela recommence, donnez cette référence à l’équipe : ${reference}.`,
} as const;
