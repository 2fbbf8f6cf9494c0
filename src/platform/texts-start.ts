/** What the person who starts the hotline reads. */
export const startTexts = {
  /** Who makes the link to the desk that is shown then. */
  server: 'Démarrage du serveur',
  building: 'Première mise en route : lecture des connaissances…',
  ready: (url: string): string =>
    `La Hotline est prête. Ouvrez ${url} dans un navigateur pour discuter avec elle.`,
  stopping: 'Arrêt de la Hotline…',
  stoppingNow: 'Arrêt immédiat : ce qui n’est pas fini reprendra au prochain démarrage.',
  notBuilt: (reason: string, serves: boolean): string =>
    `${reason.replace(/\.$/, '')} : ${serves ? 'l’index en service reste le même.' : 'aucun index n’est en service, la Hotline ne peut pas encore répondre.'}`,
  portTaken: (port: number): string => `Le port ${port} est déjà pris. Choisissez-en un autre avec PORT=…`,
  portForbidden: (port: number): string =>
    `Le système refuse le port ${port} à ce compte (les ports sous 1024 lui sont souvent réservés). Choisissez-en un autre avec PORT=…`,
  badHost: (host: string, code: string): string =>
    `HOST=${host} n’est pas une adresse de cette machine (${code}). Mettez 127.0.0.1 pour elle seule, 0.0.0.0 pour le réseau, ou l’une de ses adresses.`,
  alreadyRunning: (dataDir: string): string =>
    `Une hotline tourne déjà sur ${dataDir} : une base SQLite n’a qu’un serveur. Arrêtez l’autre, ou donnez un autre dossier avec HOTLINE_DATA_DIR.`,
  leaseLost: (dataDir: string): string =>
    `Une autre hotline a pris la base de ${dataDir} pendant que celle-ci ne répondait plus : celle-ci s’arrête aussitôt. Ce qu’elle n’a pas fini, l’autre le reprend.`,
  indexRepaired: (kept: string): string =>
    `L’index était abîmé dans la base : il est refait d’après le dossier de connaissances, tout le reste est intact. Vérifiez le disque. Le fichier abîmé est gardé sous ${kept} ; effacez-le quand vous n’en aurez plus besoin.`,
  staticEmbeddings:
    'EMBEDDINGS_PROVIDER=static : la table de vecteurs n’existe plus. La recherche se fait par mots-clés seulement ; retirez ce réglage pour que le lecteur serve.',
  noEmbedder: (reason: string): string => `${reason} La recherche se fait par mots-clés seulement.`,
};
