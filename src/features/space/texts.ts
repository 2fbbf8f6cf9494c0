/** What is said of one's own space: finding it again, leaving it, another conversation. */
export const spaceWords = {
  findButton: 'Retrouver mon espace',
  notMeButton: 'Ce n’est pas moi',
  newButton: 'Nouvelle conversation',
  find: 'Vos conversations, votre fiche, vos dossiers et vos fichiers s’ouvrent ici avec un code à six chiffres, envoyé à l’adresse mail que vous avez confirmée. Pressez « Retrouver mon espace » (aussi dans le menu, en haut de la page).',
  findNoMail:
    'Ici, je ne peux pas envoyer de code par mail : ce service n’est pas ouvert. Les conversations de ce navigateur sont dans le menu, en haut de la page ; pour le reste, demandez un expert.',
  findElsewhere:
    'Ici, je vous connais par votre compte : ce que vous y avez fait est déjà là, sur tous vos appareils.',
  findLink:
    'Pour y joindre ce que vous avez fait sur le site ou sur une autre messagerie, écrivez « lier mes messageries ».',
  notMe:
    'Pour que plus rien de ce qui se trouve dans ce navigateur ne s’y affiche (conversations, fiche, dossiers, fichiers), pressez « Ce n’est pas moi » (aussi dans le menu, en haut de la page). Rien n’est fermé avant que vous confirmiez.',
  notMeElsewhere:
    'Ici, je vous connais par le compte de la messagerie : si ce n’est pas le vôtre, déconnectez-vous de cette messagerie. Je ne peux pas le faire pour vous.',
  anew: 'Pressez « Nouvelle conversation » : celle-ci reste dans le menu, avec votre fiche, vos dossiers et vos fichiers.',
  anewElsewhere: 'Écrivez simplement votre nouvelle question : je la lirai pour elle-même.',
  which:
    'Vos conversations de ce navigateur sont dans le menu, en haut de la page. Pour le reste, pressez ce qui convient ; « lier mes messageries » joint aussi Slack, Teams ou Telegram.',
  away: 'Personne n’est venu dans ce navigateur depuis plus de 30 jours. Avant de montrer ou de changer une fiche, un dossier, un accord ou un fichier, je demande un code, envoyé à l’adresse mail que vous avez confirmée : pressez « Retrouver mon espace ». Si ce navigateur servait à quelqu’un d’autre, pressez « Ce n’est pas moi ».',
  awayHint: 'Vos questions sur les marchés, elles, ont leur réponse sans code.',
};
