/** The French that these pages say by themselves. */
export const texts = {
  failed: 'La Hotline ne répond pas. Réessayez dans un instant.',
  offline: 'Pas de connexion au réseau.',
  sessionEnded: 'Votre connexion a pris fin : rien de ce que vous feriez ici ne serait enregistré.',
  signInAgain: 'Se reconnecter',
};
