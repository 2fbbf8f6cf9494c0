/** What the person who starts the hotline reads about its desk. */
export const deskTexts = {
  link: (link: string): string =>
    `Le bureau des experts et l’espace de l’équipe s’ouvrent une fois, dans les quinze minutes, par ${link}`,
  provider: (address: string): string =>
    `Le bureau des experts est à ${address}/desk, l’espace de l’équipe à ${address}/staff.`,
  closed:
    'Le bureau des experts et l’espace de l’équipe restent fermés : HOST n’est pas cet ordinateur, configurez OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET pour les ouvrir.',
  hasProvider:
    'Le lien à usage unique ne sert pas ici : on se connecte au bureau par le fournisseur que donne OIDC_ISSUER.',
  noServer:
    'Aucune Hotline ne tourne sur cet ordinateur avec ces données, ou son bureau ne s’ouvre pas par un lien. Lancez d’abord « npm start ».',
};
