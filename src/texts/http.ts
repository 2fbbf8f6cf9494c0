/** What a person reads when an address is wrong or a request fails. */
export const httpTexts = {
  notFound: 'Cette page n’existe pas.',
  failed: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
};
