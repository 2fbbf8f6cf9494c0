/** What experts and staff read when they enter, or may not. */
export const signInTexts = {
  product: 'Hotline',
  owner: 'La Fabrique des Marchés Responsables',
  localName: 'Équipe (accès local)',
  unnamed: 'Équipe',
  unknownVisitor: 'personne non reconnue',
  tooManyRefusals:
    'Beaucoup de connexions refusées à la suite : les prochaines ne laissent plus qu’une trace par minute.',

  closed:
    'Le bureau des experts et l’espace de l’équipe ne s’ouvrent pas d’ici : configurez OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET pour qu’on puisse s’y connecter à distance.',
  closedTitle: 'Accès fermé',
  needed: 'Connectez-vous pour continuer.',
  neededTitle: 'Connexion',
  useLink:
    'Ouvrez le lien affiché au démarrage de la Hotline, sur cet ordinateur. Il ne sert qu’une fois ; pour en avoir un autre, lancez cette commande dans son dossier :',
  linkCommand: 'npm run -s hotline -- desk link',
  linkUsed:
    'Ce lien a déjà servi, ou il a plus de quinze minutes. Demandez-en un autre avec cette commande :',
  linkUsedTitle: 'Lien périmé',
  wrongRole: 'Votre compte n’a pas accès à cette partie, réservée à l’équipe.',
  needsAudit: 'Les traces sont réservées aux personnes qui ont le rôle « audit ».',
  wrongRoleTitle: 'Accès réservé',
  noRole: (who: string): string =>
    `Votre compte n’a pas accès au bureau des experts${who ? ` (${who})` : ''}. Demandez à la personne qui administre la Hotline de vous l’ouvrir, puis réessayez.`,
  noRoleTitle: 'Compte sans accès',
  expired: 'Cette demande de connexion a expiré ou a déjà servi. Recommencez.',
  expiredTitle: 'Connexion à refaire',
  refused: 'La connexion a été refusée ou annulée. Vous pouvez recommencer.',
  refusedTitle: 'Connexion annulée',
  providerDown: 'Le service de connexion ne répond pas, ou pas comme prévu. Réessayez dans quelques minutes.',
  providerDownTitle: 'Connexion impossible pour le moment',
  forged: 'Cette action n’a pas pu être vérifiée, et rien n’a changé. Rechargez la page, puis recommencez.',
  forgedTitle: 'Action non vérifiée',
  signedOut: 'Vous êtes déconnecté de la Hotline.',
  signedOutTitle: 'À bientôt',
  sharedComputer:
    'Sur un ordinateur partagé, déconnectez-vous aussi de votre compte (Microsoft, Google ou autre) : il vous reconnaîtrait sans rien demander.',
  again: 'Se connecter',
  backToDesk: 'Aller au bureau des experts',

  nameTitle: 'Votre nom',
  nameWhy: 'Les entreprises à qui vous répondez verront ce nom.',
  nameLabel: 'Prénom et nom',
  nameEmpty: 'Écrivez votre nom, ou passez cette étape.',
  nameSave: 'Enregistrer',
  nameSkip: 'Plus tard',
};
