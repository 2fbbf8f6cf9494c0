/** What is read when the database is missing, refuses or is copied. */
export const storageTexts = {
  lost: 'La base de données ne répond pas. Réessayez dans un instant.',
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

  compactsItself: 'Une base PostgreSQL reprend son espace d’elle-même : il n’y a rien à faire.',
  nothingToCompact: (file: string): string => `Il n’y a rien à compacter : ${file} n’existe pas.`,
  noRoomToCompact: (needed: number, free: number): string =>
    `Il faut ${frenchSize(needed)} libres pour écrire le fichier à neuf, et il y en a ${frenchSize(free)} : rien n’a été fait.`,
  compacting: (before: number): string =>
    `Le fichier de ${frenchSize(before)} est écrit à neuf ; n’arrêtez pas la machine.`,
  compacted: (before: number, after: number): string =>
    `Fait : ${frenchSize(before)} avant, ${frenchSize(after)} maintenant. Le serveur rendra désormais l’espace de lui-même.`,
};

/** A size as people read it: « 4,3 Go », « 12 Mo ». */
const frenchSize = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(1).replace('.', ',')}\u00A0Go`
    : `${Math.ceil(bytes / 1e6)}\u00A0Mo`;
