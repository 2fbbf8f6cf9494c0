/** French sentences that the Telegram adapter itself says: buttons, signs of work, its command menu, its log. */
export const telegramTexts = {
  sources: 'Sources',
  /** Above buttons that come without words. */
  choose: 'Que voulez-vous faire ?',
  ratingUp: '👍 Utile',
  ratingDown: '👎 Pas utile',
  pressed: (label: string): string => `✓ ${label}`,
  thanks: 'Merci pour votre avis.',
  alreadyPressed: 'C’est déjà fait : la réponse est plus bas.',
  staleButton: 'Ce bouton ne sert plus : écrivez votre demande en quelques mots.',
  /** Shown in a private chat while an answer takes more than a few seconds. */
  working: 'Je cherche dans mes textes et je vérifie avant de vous répondre…',
  fileGone: (name: string): string => `Le fichier « ${name} » n’est plus disponible : redemandez-le-moi.`,
  fileByLink: (name: string, link: string): string =>
    `Le fichier « ${name} » est trop lourd pour Telegram. Il vous attend ici pendant un jour : ${link}`,
  fileRefused: (name: string, link: string): string =>
    `Telegram n’a pas pris le fichier « ${name} ». Il vous attend ici pendant un jour : ${link}`,
  page: (page: number): string => `p. ${page}`,
  slide: (slide: number): string => `diapositive ${slide}`,
  unreadable: 'message illisible',
  expertLabel: 'Parler à un expert',
  stopLabel: 'Arrêter les alertes',
  helpLabel: 'Aide',
} as const;

/** What a message that is not words is called in the transcript. */
export const telegramKinds: Readonly<Record<string, string>> = {
  photo: 'photo',
  voice: 'message vocal',
  video: 'vidéo',
  video_note: 'message vidéo',
  audio: 'audio',
  sticker: 'autocollant',
  animation: 'animation',
  location: 'position',
  venue: 'lieu',
  contact: 'contact',
  poll: 'sondage',
  dice: 'dé',
  story: 'story',
  document: 'document',
};

/** The command menu, as Telegram shows it beside the text field. */
export const telegramCommands = [
  { command: 'aide', description: 'Ce que je sais faire' },
  { command: 'expert', description: 'Parler à un expert' },
  { command: 'inscription', description: 'Référencer mon entreprise' },
  { command: 'alertes', description: 'Recevoir des opportunités' },
  { command: 'suivi', description: 'Où en sont mes demandes' },
  { command: 'donnees', description: 'Mes données personnelles' },
  { command: 'lier', description: 'Lier une autre messagerie' },
  { command: 'stop', description: 'Arrêter les alertes' },
] as const;

/** What the person who runs the hotline reads in the log. */
export const telegramFaults = {
  notStarted: 'Telegram n’est pas encore démarré.',
  badToken:
    'Telegram refuse le jeton : vérifiez TELEGRAM_BOT_TOKEN auprès de BotFather, il a peut-être été révoqué.',
  otherPoller:
    'Une autre hotline, ou un webhook, reçoit déjà les messages de ce bot (Telegram répond 409). Arrêtez l’autre ; celle-ci réessaie.',
  webhookReplaced: (before: string, now: string): string =>
    `Telegram envoyait les messages de ce bot à ${before} : ils vont maintenant à ${now}.`,
  webhookRemoved: (before: string): string =>
    `Telegram envoyait les messages de ce bot à ${before} : ce webhook est retiré, la hotline interroge Telegram.`,
  webhookUnknown: (reason: string): string =>
    `Telegram ne dit pas où vont les messages de ce bot (getWebhookInfo : ${reason}). La hotline continue sans le savoir.`,
  notAgreed: (reason: string): string =>
    `Telegram n’a pas pris le réglage des messages de ce bot (${reason}). Les réponses partent ; la hotline réessaie pour le reste.`,
  webhookFailing: (reason: string): string => `Telegram n’a pas pu joindre le webhook : ${reason}`,
  polling: (reason: string): string => `Telegram ne répond pas (${reason}) : la hotline réessaie.`,
  desk: (said: string, chatId: number): string =>
    `La hotline ne peut pas écrire dans le groupe Telegram des experts (DESK_TELEGRAM_GROUP, ${chatId}) : activez les sujets du groupe, et nommez le bot administrateur avec le droit « Gérer les sujets ». Telegram répond « ${said} ». Les dossiers partiront ensuite d’eux-mêmes.`,
  deskMoved: (chatId: number, now: number): string =>
    `Le groupe Telegram des experts a changé d’identifiant : mettez DESK_TELEGRAM_GROUP=${now} à la place de ${chatId}, puis redémarrez la hotline.`,
  internal: 'erreur interne',
  abandoned: (updateId: number): string =>
    `Le message ${updateId} de Telegram ne peut pas être enregistré tel quel : la personne est priée d’écrire autrement.`,
  unreadable: (updateId: number): string =>
    `Le message ${updateId} de Telegram a une forme inconnue : il est laissé de côté.`,
} as const;
