/** The words around the pages of experts and staff. */
export const officeTexts = {
  skip: 'Aller au contenu',
  navigation: 'Pages du bureau',
  cases: 'Dossiers',
  figures: 'Chiffres',
  session: 'Session',
  sessions: 'Sessions',
  introductions: 'Mises en relation',
  staff: 'Équipe',
  companies: 'Entreprises',
  traces: 'Traces',
  signOut: 'Se déconnecter',
  changeName: 'Changer de nom',
  notFound: 'Cette page n’existe pas.',
  failed: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
  unreadable: 'Cette demande n’a pas pu être lue.',
  errorTitle: 'Page indisponible',
};
