/** No index is in service: no page can be read, and the question may well be ours. */
export const noKnowledgeText =
  'Mes pages ne sont pas disponibles en ce moment : je ne peux répondre à aucune question. La vôtre est bien gardée ; l’équipe est prévenue, et un expert peut vous répondre.';
export const failedText =
  'Une erreur de mon côté m’empêche de répondre. Votre message est bien gardé : réessayez dans un instant, ou demandez à parler à un expert.';
