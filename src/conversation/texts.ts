/** French sentences of the conversation itself: changes, files, what it can't take. */

export const messageDeleted = '(message supprimé par son auteur)';

export const fileReceived = (name: string): string => `[fichier : ${name}]`;

/** What is said to a file, a sticker, a voice message. */
export const onlyWords =
  'Je ne sais lire que du texte : je n’ai pas ouvert ce que vous venez d’envoyer. Écrivez votre question en quelques mots, ou demandez à parler à un expert.';

/** What is said to a message that was set aside: it may not be what the person did wrong, and it was not lost. */
export const setAsideText =
  'Je n’ai pas réussi à lire ce message : il est gardé, et l’équipe va le regarder. Écrivez votre question autrement, en une ou deux phrases, ou demandez à parler à un expert.';

/** « a, b et c ». */
const inFrench = (all: readonly string[]): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} et ${all.at(-1)}`;

/** Stands in the place of the middle of a message that was too long to keep. */
export const leftOut = '\n[… le milieu de ce message n’a pas été gardé …]\n';

/** What is said of the limits of what is kept. */
export const boundsTexts = {
  cut: (most: number): string =>
    `Votre message est très long : j’en ai gardé le début et la fin, ${most.toLocaleString('fr-FR')} caractères en tout. Si le passage important est au milieu, renvoyez-le seul, avec votre question.`,
  /** Where the person sees that the message did not leave. */
  budget: (hours: number): string =>
    `Vous avez beaucoup écrit aujourd’hui : ce message n’a pas été gardé. Réessayez dans ${hours > 1 ? `${hours} heures` : 'une heure'} au plus. Les boutons marchent toujours ; avec un expert, la limite est levée.`,
  /** On a messenger, once a day. `heard` are words that always work. */
  budgetOnce: (hours: number, heard: readonly string[]): string =>
    `Vous avez beaucoup écrit aujourd’hui : pendant ${hours > 1 ? `${hours} heures` : 'une heure'} au plus, je ne garde plus vos messages et je n’y réponds pas. ${inFrench(['Les boutons', ...heard.map((words) => `« ${words} »`)])} marchent toujours ; avec un expert, la limite est levée.`,
  /** Where the page still shows a conversation that its browser no longer may. */
  notYours:
    'Ce message n’est pas parti : cette conversation n’est plus celle de ce navigateur. Rechargez la page.',
  noRoom:
    'La hotline ne peut rien enregistrer de plus en ce moment : votre message n’a pas été gardé. Réessayez dans quelques minutes. Ce qui est déjà écrit reste lisible.',
  /** For the log. */
  noRoomLog:
    'Le disque des données est presque plein : les nouveaux messages sont refusés. Faites de la place, ou abaissez DISK_FLOOR_MB.',
  roomLog: 'Il y a de nouveau de la place sur le disque des données : les messages sont acceptés.',
};

/** What is asked where it is not known whom a message is for. */
export const doubtTexts = {
  asks: (wishes: readonly string[]): string => `Vous voulez ${wishes.join(', ou ')} ?`,
};

export const expertButtonText = 'Parler à un expert';
