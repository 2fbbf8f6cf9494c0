/** What a person reads when an address is wrong or a request fails. */
export const httpTexts = {
  notFound: 'Cette page n’existe pas.',
  unreadable: 'Cette demande n’a pas pu être lue.',
  failed: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
  fileGone: 'Ce fichier n’est plus disponible à cette adresse : redemandez-le à la Hotline.',
  ready: 'prête',
  notReady: 'indisponible',
  forOperators: 'Le détail est pour l’équipe : connectez-vous, ou donnez le jeton.',
  unknownRelay:
    'Un relais se tient devant la Hotline (en-tête X-Forwarded-For) et n’est pas cru : tous ses visiteurs comptent pour un seul. Nommez-le avec TRUST_PROXY.',
};
