/** Labels of the buttons on answers to calls. */
export const buttonTexts = {
  go: 'Puis-je y aller ?',
  answer: 'Répondre',
  calm: 'Ce qu’il reste à faire',
  done: 'C’est fait',
  later: 'Plus tard',
  stuck: 'Ça bloque',
  partner: 'Trouver un partenaire',
  allSuited: 'Tous les lots pour moi',
  wholeCall: 'Tous les lots',
  surely: { won: 'Oui, c’est gagné', lost: 'Oui, c’est perdu' },
  outcomes: {
    sent: 'Oui, c’est déposé',
    unsent: 'Non, pas répondu',
    won: 'On a gagné',
    lost: 'Pas retenus',
    wait: 'Pas encore de réponse',
    today: 'Reçue aujourd’hui',
    nolesson: 'Rien à changer',
  },
} as const;
