/** French sentences that the Teams adapter itself says. */
export const teamsTexts = {
  /** What the history shows when somebody only names the hotline, or adds it to a conversation. */
  helpLabel: 'Aide',
  installedLabel: 'Application ajoutée',
  unnamedFile: 'fichier sans nom',
  unnamedPicture: 'image',
  /** Shown while an answer takes more than a moment. */
  searching: 'Je cherche dans mes textes et mes guides…',
  checking: 'Je vérifie chaque chiffre avant de vous répondre…',
  sources: 'Sources',
  page: (page: number): string => `p. ${page}`,
  slide: (slide: number): string => `diapositive ${slide}`,
  showExcerpts: 'Voir les extraits',
  openSource: 'Ouvrir la source',
  download: (name: string): string => `Télécharger « ${name} »`,
  fileWaits: (name: string): string => `Le fichier « ${name} » vous attend ici pendant un jour :`,
  pressed: (label: string): string => `✓ ${label}`,
  /** Answer to a press whose card is no longer known. */
  noted: 'C’est demandé : la réponse arrive dans la conversation.',
  alsoAsk: (label: string): string => `Vous pouvez aussi écrire : « ${label} »`,
  helpful: '👍 Utile',
  notHelpful: '👎 Pas utile',
  thanks: 'Merci pour votre avis.',
  thanksAndWhy: 'Merci. Qu’est-ce qui n’allait pas ?',
  reasonHint: 'Une erreur, un oubli, une réponse à côté…',
  reasonSend: 'Envoyer',
  ratingGone: 'Cette réponse n’est plus dans la conversation : votre avis n’a pas pu être gardé.',
  unreadablePress: 'Ce bouton ne peut plus servir : écrivez votre demande en quelques mots.',
  /** Answers to what an expert did on the card of a case. */
  caseNoted: 'C’est noté.',
  replyLabel: 'Réponse du bouton « Envoyer à l’entreprise »',
  replyKept: (text: string): string => `✓ Gardé : « ${text} »`,
  failed: (reference: string): string =>
    `Votre message n’a pas pu être enregistré. Envoyez-le de nouveau dans un instant ; si cela recommence, donnez cette référence à l’équipe : ${reference}.`,
} as const;

/** What a program that calls the address of Teams wrongly is answered. */
export const teamsErrors = {
  malformed: 'Ce n’est pas une activité de Teams.',
  unauthorized: 'Cette demande ne vient pas de Teams.',
  serviceUrl: 'Cette adresse de service n’est pas autorisée.',
  tenant: 'Cette organisation n’est pas autorisée.',
  unavailable: 'La hotline ne peut pas recevoir ce message maintenant.',
  wrongMethod: 'Cette adresse ne s’utilise pas de cette façon.',
} as const;

/** What the person who runs the hotline reads in the log. */
export const teamsFaults = {
  identity: (reason: string): string =>
    `Microsoft refuse l’identité du bot (${reason}) : vérifiez TEAMS_APP_ID, TEAMS_TENANT_ID et TEAMS_APP_PASSWORD, qui a peut-être expiré.`,
  desk: (said: string, channel: string): string =>
    `La hotline ne peut pas publier dans le canal Teams des experts (DESK_TEAMS_CHANNEL, ${channel}) : vérifiez que l’application est installée dans l’équipe, et que l’identifiant est celui d’un canal standard. ${said}. Les dossiers partiront ensuite d’eux-mêmes.`,
  deskService:
    'L’adresse de service de Teams n’est pas autorisée : vérifiez TEAMS_SERVICE_URL et TEAMS_SERVICE_HOSTS.',
  login: 'Le service de jetons de Microsoft ne répond pas : la hotline réessaie.',
} as const;
