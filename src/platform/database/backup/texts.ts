import { counted } from '#src/platform/french/measures.ts';

/** What operators read when they copy the hotline, or put a copy back. */
export const backupTexts = {
  badBackup: 'Donnez le fichier à écrire : backup FICHIER.tar',
  badRestore:
    'Donnez la copie à remettre : restore FICHIER.tar [--replace] [--with-knowledge] [--without-ledger]',
  exists: (file: string): string => `${file} existe déjà : donnez un autre nom.`,
  notWritten: (file: string): string => `La copie ne peut pas être écrite : ${file}.`,
  copying: (table: string): string => `Copie de « ${table} »`,
  made: (file: string, rows: number, files: number, megabytes: string): string =>
    `Copie faite : ${file}, ${megabytes}\u00A0Mo, ${counted(rows, 'ligne')} et ${counted(files, 'fichier')}.`,
  digest: (sha256: string): string => `SHA-256 : ${sha256}`,
  clear:
    'Elle contient tout ce que les personnes ont écrit, en clair : chiffrez-la avant de la poser ailleurs (voir src/platform/database/README.md).',
  sameDisk: (ledger: string): string =>
    `Attention : le registre des suppressions ${ledger} est sur le même disque que les données. S’il est perdu avec elles, une copie remise en place ferait revenir des personnes supprimées : donnez-lui une autre place avec ERASURE_LEDGER.`,

  noCopy: (file: string): string => `${file} n’existe pas.`,
  notACopy: (file: string): string =>
    `${file} n’est pas une copie de la Hotline, ou elle est abîmée : rien n’a été changé.`,
  damaged: (file: string, part: string): string =>
    `La copie ${file} est abîmée (${part}) : rien n’a été changé. Prenez-en une autre.`,
  stranger: (file: string, part: string): string =>
    `La copie ${file} contient un fichier qu’elle n’annonce pas (${part}) : rien n’a été changé.`,
  newer: (program: string): string =>
    `Cette copie vient d’une version plus récente de la Hotline (${program}) : mettez le programme à jour d’abord.`,
  inUse: (dataDir: string): string =>
    `${dataDir} contient déjà une base : rien n’a été changé. Avec --replace, la copie prend sa place, et l’ancienne est gardée à côté.`,
  serverOnBase:
    'Au moins une hotline tourne sur cette base PostgreSQL : arrêtez-les toutes avant de remettre une copie.',
  baseNotEmpty:
    'Cette base PostgreSQL n’est pas vide : rien n’a été changé. Donnez une base neuve avec DATABASE_URL.',
  noLedger: (path: string): string =>
    `Le registre des suppressions ${path} n’existe pas : sans lui, des personnes supprimées depuis la copie reviendraient. Donnez sa place avec ERASURE_LEDGER ; s’il est perdu, ajoutez --without-ledger, et refaites vous-même les suppressions depuis vos courriers.`,
  shortLedger: (path: string): string =>
    `Le registre des suppressions ${path} est plus court qu’au moment de la copie : ce n’est pas le bon, ou il en manque une partie. Retrouvez-le ; s’il est perdu, ajoutez --without-ledger.`,
  unfinished:
    'Une copie était en train d’être remise dans cette base, et n’a pas été finie : des personnes supprimées peuvent y être encore. Reprenez « restore » dans une base neuve.',
  restored: (moment: string, rows: number): string =>
    `Copie du ${moment} remise en place : ${counted(rows, 'ligne')}.`,
  replayed: (r: { erasures: number; withdrawals: number; unsubscribes: number }): string =>
    `Refait depuis : ${counted(r.erasures, 'suppression')}, ${counted(r.withdrawals, 'accord retiré', 'accords retirés')}, ${counted(r.unsubscribes, 'adresse oubliée', 'adresses oubliées')}.`,
  withoutLedger:
    'Le registre des suppressions n’a pas été lu : des personnes supprimées depuis la copie peuvent être revenues.',
  held: (messages: number, mails: number): string =>
    `À vérifier dans /staff avant tout envoi : ${counted(messages, 'message')}, ${counted(mails, 'mail')}.`,
  voided: 'Les connexions, les codes et les liens d’avant ne servent plus.',
  aside: (path: string): string =>
    `Gardé à côté : ${path}. Supprimez-le une fois la reprise vérifiée : il contient ce qui a été effacé depuis.`,
  knowledgeNotWritten: (folder: string): string =>
    `Le dossier des connaissances ${folder} ne peut pas recevoir celui de la copie : rien n’a été changé. Donnez à ce compte le droit d’y écrire, et dans le dossier qui le contient, ou un autre dossier avec HOTLINE_KNOWLEDGE_DIR.`,
  knowledgeRestored: 'Le dossier des connaissances est celui de la copie.',
  knowledgeKept:
    'Le dossier des connaissances présent a été laissé tel quel ; --with-knowledge met celui de la copie à sa place.',
} as const;
