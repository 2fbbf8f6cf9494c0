/** What a person reads when an address is wrong or a request fails. */
export const httpTexts = {
  notFound: 'Cette page n’existe pas.',
  unreadable: 'Cette demande n’a pas pu être lue.',
  failed: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
  fileGone: 'Ce fichier n’est plus disponible à cette adresse : redemandez-le à la Hotline.',
};
