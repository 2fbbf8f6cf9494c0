/** How staff read the jobs of this feature, where one was given up. */
export const recallJobNames = {
  look: 'Chercher les réponses qui ont changé',
  send: 'Prévenir les personnes dont une réponse a changé',
} as const;

/** What people read whose answer changed. */
export const recallTexts = {
  opening: 'Une réponse que nous vous avions donnée a changé :',
  asked: (question: string, day: string): string => `Le ${day}, vous aviez demandé : « ${question} »`,
  answersNow: 'Aujourd’hui, nous répondons :',
  noneNow:
    'Ce que nous avions répondu n’est plus en vigueur, et nous n’avons pas encore d’autre réponse à vous donner : ne vous y fiez plus. Un expert peut vous répondre.',
} as const;
