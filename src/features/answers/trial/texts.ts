/** What staff read of an answer that a page they write would not give. */
export const trialTexts = {
  noFigure: 'Un chiffre de cette section n’a pas de valeur aujourd’hui : elle ne serait pas servie.',
  unverified: 'La Hotline ne donnerait pas cette réponse : elle ne passe pas ses vérifications.',
  noIndex: 'Aucun index n’est en service : rien ne peut être essayé.',
};
