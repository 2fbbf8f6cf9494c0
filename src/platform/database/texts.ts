/** What to do when a store cannot be used. */
const WAYS_OUT =
  'Restaurez la dernière sauvegarde ; ou, pour repartir de zéro, lancez « npm run hotline -- store new », qui met de côté ce qui reste sans rien effacer.';

/** What is read when the database is missing, refuses or is copied. */
export const storageTexts = {
  lost: 'La base de données ne répond pas. Réessayez dans un instant.',
  /** What a person reads; why stands in the log. */
  failing: 'La base de données ne peut pas servir en ce moment. Réessayez dans un instant.',
  fileElsewhere: (path: string): string =>
    `Le fichier de la base, ${path}, a été supprimé ou remplacé pendant que la Hotline tournait : plus rien n’est enregistré. Arrêtez-la, remettez le fichier ou restaurez la sauvegarde, puis relancez-la.`,
  fileCut: (path: string): string =>
    `Le fichier de la base, ${path}, a été tronqué pendant que la Hotline tournait : plus rien n’est enregistré. Arrêtez-la, restaurez la sauvegarde, puis relancez-la.`,
  refused: 'La base de données a refusé une opération.',
  closed: 'La base de données est fermée.',
  notOpened: (place: string, reason: string): string =>
    `La base PostgreSQL ${place} ne s’ouvre pas : ${reason}. Vérifiez DATABASE_URL et que le serveur répond.`,
  notMigrated: (reason: string): string =>
    `Les tables de la Hotline ne peuvent pas être mises à jour : ${reason}. Rien n’a été changé.`,
  foreignTables:
    'La base PostgreSQL de DATABASE_URL contient les tables d’un autre programme, aux mêmes noms que celles de la Hotline. Rien n’y a été changé. Donnez une base neuve.',
  notUtf8: (place: string, encoding: string): string =>
    `La base PostgreSQL ${place} est en ${encoding} : la Hotline demande une base en UTF8.`,
  sqliteNotOpened: (path: string, reason: string): string =>
    `La base de données ${path} ne s’ouvre pas : ${reason}.`,

  folderRefused: (folder: string, reason: string): string =>
    `Le dossier des données ${folder} ne peut pas servir : ${reason}. Un autre dossier se donne avec HOTLINE_DATA_DIR.`,
  notAFile: (path: string): string =>
    `À la place de la base de données ${path}, il y a un dossier ou autre chose qu’un fichier. Rien n’a été changé. ${WAYS_OUT}`,
  notSqlite: (path: string): string =>
    `Le fichier ${path} n’est pas une base de la Hotline : ce n’est pas une base SQLite, ou son début a été perdu. Rien n’a été changé. ${WAYS_OUT}`,
  foreign: (path: string): string =>
    `Le fichier ${path} est la base d’un autre programme. Rien n’y a été changé. Donnez un autre dossier avec HOTLINE_DATA_DIR, ou déplacez ce fichier.`,
  newer: (path: string | undefined, names: readonly string[]): string =>
    `La base ${path ?? 'PostgreSQL'} a servi à une version plus récente de la Hotline (${names.join(', ')}), que celle-ci ne connaît pas. Rien n’y a été changé. Relancez la version la plus récente, ou restaurez une sauvegarde faite par la version présente.`,
  journalAlone: (path: string): string =>
    `La base ${path} est vide ou absente, alors que son journal ${path}-wal contient des données : l’ouvrir les détruirait. Rien n’a été changé. Mettez ce journal en lieu sûr, puis remettez à côté de lui le fichier hotline.db qui l’accompagnait. ${WAYS_OUT}`,
  storeMissing: (path: string, isThere: boolean): string =>
    `La base ${path} ${isThere ? 'est vide' : 'manque'}, alors que ce dossier a déjà servi : son disque n’est peut-être pas monté, ou DATABASE_URL n’est plus donnée. Rien n’a été changé. Remettez la base. ${WAYS_OUT}`,
  storeDamaged: (path: string, tables: readonly string[]): string =>
    `La base ${path} est abîmée${tables.length === 0 ? '' : ` (tables ${tables.join(', ')})`} : des pages du fichier ne se lisent plus. Rien n’a été changé. Vérifiez le disque. ${WAYS_OUT}`,
  storeUnreadable: (path: string, reason: string): string =>
    `La base ${path} ne se lit pas : ${reason}. Rien n’a été changé. ${WAYS_OUT}`,

  fileGone: (path: string): string =>
    `Le fichier de la base ${path} a été supprimé, remplacé ou vidé pendant que la Hotline tournait : ce qu’elle recevrait serait perdu, elle s’arrête. Remettez-le avec ses fichiers -wal et -shm, ou restaurez la dernière sauvegarde, puis relancez-la.`,
  tablesGone:
    'La base PostgreSQL a été vidée ou refaite pendant que la Hotline tournait : ses tables ne sont plus là, elle s’arrête. Restaurez la sauvegarde avant de la relancer ; sinon, elle repartira d’une base neuve.',
  sound: (path: string): string => `La base ${path} est saine.`,
  nothingToCheck: (path: string): string => `Il n’y a pas encore de base : ${path} n’existe pas.`,
  postgresCheck:
    'La base est une base PostgreSQL : son propre outil la vérifie (pg_amcheck), à lancer sur son serveur.',
  putAside: (folder: string): string =>
    `Ce qui restait de la base est mis de côté dans ${folder}, sans rien effacer. Le prochain démarrage repart de zéro.`,
  nothingAside: (folder: string): string =>
    `Il n’y a rien à mettre de côté dans ${folder} : le prochain démarrage repart de zéro.`,

  notClosed: (path: string, reason: string): string =>
    `D’autres utilisateurs de cette machine peuvent lire ${path}, et ses droits ne peuvent pas être corrigés : ${reason}.`,
  sharedFolder: (path: string): string =>
    `Le dossier des données ${path} est partagé avec d’autres utilisateurs de cette machine. Donnez à la Hotline un dossier à elle, avec HOTLINE_DATA_DIR.`,

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
    `${rows} lignes copiées, les comptes sont les mêmes. Démarrez maintenant la Hotline avec DATABASE_URL ; le fichier SQLite reste, avec la trace de cette copie.`,

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
