/** No index is in service: no page can be read, and the question may well be ours. */
export const noKnowledgeText =
  'Mes pages ne sont pas disponibles en ce moment : je ne peux répondre à aucune question. La vôtre est bien gardée ; l’équipe est prévenue, et un expert peut vous répondre.';
export const failedText =
  'Une erreur de mon côté m’empêche de répondre. Votre message est bien gardé : réessayez dans un instant, ou demandez à parler à un expert.';

/** Instead of a text that was just given. */
export const againTexts = {
  understood: (question: string): string =>
    `J’ai compris : « ${question} ». Ma réponse est celle que je viens de donner.`,
  otherwise: (hasNear: boolean): string =>
    hasNear
      ? 'Si ce n’est pas ce que vous demandez, voici ce qui s’en approche. Vous pouvez aussi le dire autrement, ou parler à un expert.'
      : 'Si ce n’est pas ce que vous demandez, dites-le autrement, ou parlez à un expert.',
  stillNone:
    'Je ne peux toujours pas répondre à cela. Le plus sûr est d’en parler à un expert : il lira ce que vous venez d’écrire.',
  orNear: 'Ou choisissez une question proche, à laquelle je sais répondre.',
};

/** To the second of two questions, where one answer holds for both. */
export const sameAsAbove = 'La réponse ci-dessus vaut aussi pour cette question.';

/** Of a question that was not understood, beside something that was. */
export const notUnderstood = (question: string): string =>
  `Je n’ai pas compris « ${question} » : dites-le autrement.`;

/** Of a question for which nothing is near, beside one that is answered. */
export const notKnown = (question: string): string =>
  `Pour « ${question} », je n’ai pas de réponse sûre, et je préfère ne pas deviner : dites-le autrement, ou demandez à parler à un expert.`;

/** Of a question that may be one of several, beside one that is answered: the buttons are below. */
export const perhapsMeant = (question: string, offered: readonly string[]): string =>
  `Pour « ${question} », vous voulez savoir : ${offered.map((one) => `« ${one} »`).join(', ou ')}`;
