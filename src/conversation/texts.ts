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
    `Votre code : ${code}. Sur l’autre messagerie, écrivez-moi « lier ${code} » dans les ${minutes} minutes. Il ne sert qu’une fois ; majuscules, espaces et tirets ne comptent pas.`,
  why: 'Je vous demanderai ici de confirmer. Vous serez alors la même personne pour la Hotline, avec un seul historique. Ne donnez ce code à personne, et n’écrivez jamais le code de quelqu’un d’autre.',
  asked: (channel: string, minutes: number): string =>
    `Ce code est le bon. Confirmez maintenant là où vous l’avez demandé (${channel}) : j’y demande si c’est bien vous. Vous avez ${minutes} minutes.`,
  askedHint:
    'Rien n’est encore lié. Si ce code vous a été donné par quelqu’un d’autre, ne faites rien : demandez un expert si vous avez un doute.',
  isThatYou: (channel: string, name: string, minutes: number): string =>
    `Quelqu’un vient d’écrire votre code ${onChannel(channel)}${name ? `, sous le nom « ${name} »` : ''}. C’est bien vous, ${onChannel(channel)} ? Répondez dans les ${minutes} minutes.`,
  isThatYouWhy:
    'Si vous dites oui, cette messagerie verra vos demandes, la fiche de votre entreprise et vos données. Si ce n’est pas vous, dites non : rien ne sera lié.',
  yes: 'Oui, c’est moi',
  no: 'Non',
  refused: 'C’est noté : rien n’est lié, et ce code ne sert plus.',
  refusedElsewhere: 'La liaison a été refusée là où le code a été demandé : rien n’est lié.',
  expired:
    'Cette question n’attend plus de réponse : rien n’est lié. Recommencez avec « lier mes messageries ».',
  notAsked: 'Je n’avais rien à vous demander ici : rien n’est lié.',
  linked: (channels: readonly string[]): string =>
    `C’est fait : vos messageries sont liées (${channels.join(', ')}). La Hotline vous reconnaît sur chacune.`,
  own: 'Ce code est le vôtre : écrivez-le sur l’autre messagerie. Si vous y êtes déjà, c’est que vos messageries sont liées.',
  wrong:
    'Ce code n’existe pas, a déjà servi ou n’est plus valable. Demandez-en un autre avec « lier mes messageries ».',
  incomplete:
    'Ce code n’est pas entier : il a dix signes, en deux groupes de cinq, comme « lier 7K3PM-9QX2F ». Recopiez-le tel qu’il est.',
  tooMany: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  anonymous:
    'Ici, je ne sais pas qui vous êtes, ou d’autres personnes lisent : je ne peux pas lier cette conversation. Écrivez-moi en privé pour lier vos messageries.',
};

/** « sur Telegram », « sur le site ». */
const onChannel = (channel: string): string => `sur ${channel}`;

export const channelNames: Readonly<Record<string, string>> = {
  web: 'le site',
  teams: 'Teams',
  slack: 'Slack',
  telegram: 'Telegram',
};

/** Stands in the place of the middle of a message that was too long to keep. */
export const leftOut = '\n[… le milieu de ce message n’a pas été gardé …]\n';

/** What is said of the limits of what is kept. */
export const boundsTexts = {
  cut: (most: number): string =>
    `Votre message est très long : j’en ai gardé le début et la fin, ${most.toLocaleString('fr-FR')} caractères en tout. Si le passage important est au milieu, renvoyez-le seul, avec votre question.`,
  /** Where the person sees that the message did not leave. */
  budget: (hours: number): string =>
    `Vous avez beaucoup écrit aujourd’hui : ce message n’a pas été gardé. Réessayez dans ${hours > 1 ? `${hours} heures` : 'une heure'} au plus. Les boutons marchent toujours ; avec un expert, la limite est levée.`,
  /** On a messenger, once a day. */
  budgetOnce: (hours: number): string =>
    `Vous avez beaucoup écrit aujourd’hui : pendant ${hours > 1 ? `${hours} heures` : 'une heure'} au plus, je ne garde plus vos messages et je n’y réponds pas. Les boutons, « stop » et « supprimez mes données » marchent toujours ; avec un expert, la limite est levée.`,
  noRoom:
    'La hotline ne peut rien enregistrer de plus en ce moment : votre message n’a pas été gardé. Réessayez dans quelques minutes. Ce qui est déjà écrit reste lisible.',
  /** For the log. */
  noRoomLog:
    'Le disque des données est presque plein : les nouveaux messages sont refusés. Faites de la place, ou abaissez DISK_FLOOR_MB.',
  roomLog: 'Il y a de nouveau de la place sur le disque des données : les messages sont acceptés.',
};
