/** What the person who starts the hotline reads. */
export const startTexts = {
  /** Who makes the link to the desk that is shown then. */
  server: 'Démarrage du serveur',
  building: 'Première mise en route : lecture des connaissances…',
  ready: (url: string): string =>
    `La Hotline est prête. Ouvrez ${url} dans un navigateur pour discuter avec elle.`,
  stopping: 'Arrêt de la Hotline…',
  portTaken: (port: number): string => `Le port ${port} est déjà pris. Choisissez-en un autre avec PORT=…`,
  alreadyRunning: (dataDir: string): string =>
    `Une hotline tourne déjà sur ${dataDir} : une base SQLite n’a qu’un serveur. Arrêtez l’autre, ou donnez un autre dossier avec HOTLINE_DATA_DIR.`,
  noEmbedder: (reason: string): string => `${reason} La recherche se fait par mots-clés seulement.`,
};
