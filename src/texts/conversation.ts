/** French sentences of the conversation itself: changes, files, links between channels. */

export const messageDeleted = '(message supprimé par son auteur)';

export const fileReceived = (name: string): string => `[fichier : ${name}]`;

/** What is said to a file, a sticker, a voice message. */
export const onlyWords =
  'Je ne sais lire que du texte : je n’ai pas ouvert ce que vous venez d’envoyer. Écrivez votre question en quelques mots, ou demandez à parler à un expert.';

/** What is said to a message that was set aside: it may not be what the person did wrong, and it was not lost. */
export const setAsideText =
  'Je n’ai pas réussi à lire ce message : il est gardé, et l’équipe va le regarder. Écrivez votre question autrement, en une ou deux phrases, ou demandez à parler à un expert.';

/** Words of the link between two channels of one person. */
export const linkTexts = {
  code: (code: string, minutes: number): string =>
    `Votre code : ${code}. Sur l’autre messagerie, écrivez-moi « lier ${code} » dans les ${minutes} minutes. Il ne sert qu’une fois.`,
  why: 'Vous serez alors la même personne pour la Hotline, avec un seul historique. Ne donnez ce code à personne.',
  linked: (channels: readonly string[]): string =>
    `C’est fait : vos messageries sont liées (${channels.join(', ')}). La Hotline vous reconnaît sur chacune.`,
  own: 'Ce code est le vôtre : écrivez-le sur l’autre messagerie. Si vous y êtes déjà, c’est que vos messageries sont liées.',
  wrong:
    'Ce code n’existe pas, a déjà servi ou n’est plus valable. Demandez-en un autre avec « lier mes messageries ».',
  tooMany: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  anonymous:
    'Ici, je ne sais pas qui vous êtes, ou d’autres personnes lisent : je ne peux pas lier cette conversation. Écrivez-moi en privé pour lier vos messageries.',
};

export const channelNames: Readonly<Record<string, string>> = {
  web: 'le site',
  teams: 'Teams',
  slack: 'Slack',
  telegram: 'Telegram',
};
