/** What is read when the database is missing, refuses or is copied. */
export const storageTexts = {
  lost: 'La base de données ne répond pas. Réessayez dans un instant.',
  /** What a person reads; why stands in the log. */
  failing: 'La base de données ne peut pas servir en ce moment. Réessayez dans un instant.',
  fileGone: (path: string): string =>
    `Le fichier de la base, ${path}, a été supprimé ou remplacé pendant que la Hotline tournait : plus rien n’est enregistré. Arrêtez-la, remettez le fichier ou restaurez la sauvegarde, puis relancez-la.`,
  fileCut: (path: string): string =>
    `Le fichier de la base, ${path}, a été tronqué pendant que la Hotline tournait : plus rien n’est enregistré. Arrêtez-la, restaurez la sauvegarde, puis relancez-la.`,
  refused: 'La base de données a refusé une opération.',
  closed: 'La base de données est fermée.',
  notOpened: (place: string, reason: string): string =>
    `La base PostgreSQL ${place} ne s’ouvre pas : ${reason}. Vérifiez DATABASE_URL et que le serveur répond.`,
  notMigrated: (reason: string): string =>
    `Les tables de la Hotline ne peuvent pas être mises à jour : ${reason}.`,
  notUtf8: (place: string, encoding: string): string =>
    `La base PostgreSQL ${place} est en ${encoding} : la Hotline demande une base en UTF8.`,
  sqliteNotOpened: (path: string): string => `La base de données ${path} ne s’ouvre pas.`,

  needsTarget: (expected: string): string =>
    `Donnez la base d’arrivée avec --to ou DATABASE_URL : ${expected}.`,
  noSource: (file: string): string => `Il n’y a rien à copier : ${file} n’existe pas.`,
  targetNotEmpty: (table: string): string =>
    `La base d’arrivée n’est pas vide (table « ${table} ») : rien n’a été copié. Donnez une base neuve.`,
  countsDiffer: (table: string, before: number, after: number): string =>
    `La table « ${table} » a ${before} lignes au départ et ${after} à l’arrivée : rien n’a été copié. Arrêtez la Hotline pendant la copie.`,
  copying: (table: string): string => `Copie de « ${table} »`,
  copiedTable: (table: string, rows: number): string => `${table} : ${rows}`,
  copied: (rows: number): string =>
    `${rows} lignes copiées, les comptes sont les mêmes. Démarrez maintenant la Hotline avec DATABASE_URL ; le fichier SQLite n’a pas changé.`,
};
