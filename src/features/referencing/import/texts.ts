import { counted } from '#src/platform/french/measures.ts';

/** What staff are told of a list of companies that they bring in. */
export const importTexts = {
  title: 'Importer une liste',
  intro:
    'Un fichier CSV : une entreprise par ligne, avec le nom des colonnes sur la première. Les noms des colonnes sont ceux de la fiche, ou proches (« Raison sociale », « Ville », « Tél. »). Le SIRET ou le SIREN et le nom sont nécessaires.',
  rules: [
    'Rien n’est enregistré avant que vous ayez vu l’aperçu et confirmé ; puis tout l’est d’un coup, ou rien.',
    'Un SIREN déjà connu complète sa fiche. Ce que l’entreprise a dit elle-même, ce qui est vérifié et ce que dit la base publique ne sont pas remplacés.',
    'Une liste ne vaut pas accord : l’entreprise donne les siens elle-même, quand elle rejoint sa fiche. D’ici là, elle ne reçoit rien.',
  ],
  file: 'Fichier CSV',
  preview: 'Voir l’aperçu',
  pattern: 'Télécharger un modèle',
  last: 'Derniers imports',
  none: 'Aucune liste n’a encore été importée.',
  done: (
    file: string,
    by: string,
    moment: string,
    { made, changed, leftOut }: { made: number; changed: number; leftOut: number },
  ): string =>
    `${moment}, ${by} : ${file} (${counted(made, 'créée')}, ${counted(changed, 'complétée')}, ${counted(leftOut, 'ligne')} ${leftOut > 1 ? 'laissées' : 'laissée'} de côté)`,
  workbook:
    'Ce fichier est un classeur, pas un CSV. Dans votre tableur : « Enregistrer sous », « CSV UTF-8 (séparateur : point-virgule) ».',
  binary: 'Ce fichier n’est pas un tableau en texte : enregistrez-le au format CSV.',
  empty: 'Ce fichier est vide : il faut une ligne de titres, puis une entreprise par ligne.',
  tooMany: (most: number): string => `Cette liste a plus de ${most} lignes : coupez-la en plusieurs.`,
  unreadable: (line: number | undefined): string =>
    `Ce tableau ne se lit pas : un guillemet (") est ouvert et mal refermé${line === undefined ? '' : `, lu jusqu’à la ligne ${line}`}. Rien n’a été importé.`,
  noSiretColumn:
    'Aucune colonne « SIRET » ni « SIREN » : sans elle, deux fiches pourraient être faites pour la même entreprise.',
  noNameColumn: 'Aucune colonne ne donne le nom de l’entreprise : appelez-la « Nom » ou « Raison sociale ».',
  noSiren: 'Il manque le SIRET ou le SIREN.',
  badSiren: 'SIREN : il a 9 chiffres qui vont ensemble ; celui-ci a une faute.',
  sirenDiffers: 'Le SIREN et le SIRET ne sont pas ceux de la même entreprise.',
  scientific: (label: string): string =>
    `${label} : le tableur l’a abîmé (7,3E+13). Mettez la colonne au format « Texte » et recopiez les numéros.`,
  noName: 'Il manque le nom.',
  twiceInList: (line: number): string => `Même entreprise qu’à la ligne ${line}.`,
  tooManyCells: (most: number, got: number): string =>
    `${got} colonnes au lieu de ${most} : un séparateur est peut-être de trop.`,
  reason: (label: string, error: string): string => `${label} : ${error}`,
  stale:
    'Des fiches ont changé depuis l’aperçu : rien n’a été importé. Regardez le nouvel aperçu, puis confirmez.',
  nothing: 'Cette liste n’apporte rien de nouveau : il n’y a rien à importer.',
  tooBig: 'Ce fichier dépasse 5 Mo : coupez la liste en plusieurs.',
  summary: (made: number, updates: number, same: number, bad: number): string =>
    [
      `${made} ${made > 1 ? 'nouvelles fiches' : 'nouvelle fiche'}`,
      `${updates} ${updates > 1 ? 'mises à jour' : 'mise à jour'}`,
      `${same} déjà ${same > 1 ? 'connues' : 'connue'}`,
      `${bad} ${bad > 1 ? 'lignes à corriger' : 'ligne à corriger'}`,
    ].join(', '),
  confirm: (count: number, bad: number): string =>
    `Importer ${count} ${count > 1 ? 'entreprises' : 'entreprise'}${bad === 0 ? '' : `, sans ${bad > 1 ? `les ${bad} lignes` : 'la ligne'} à corriger`}`,
  imported: (made: number, changed: number): string =>
    `C’est fait : ${made} ${made > 1 ? 'fiches créées' : 'fiche créée'}, ${changed} ${changed > 1 ? 'complétées' : 'complétée'}.`,
  noHead: '(sans titre)',
  ignored: {
    unknown: 'ignorée : aucune rubrique de ce nom',
    twice: 'ignorée : une autre colonne la donne déjà',
    consent: 'ignorée : l’entreprise donne ses accords elle-même',
  },
  pieces: {
    siren: 'SIREN',
    postcode: 'Code postal de la commune',
    'first-name': 'Prénom du contact',
    'last-name': 'Nom du contact',
  },
  groups: {
    bad: (count: number): string => `À corriger : ${count} ${count > 1 ? 'lignes' : 'ligne'}`,
    updates: (count: number): string => `${count > 1 ? 'Mises' : 'Mise'} à jour : ${count}`,
    made: (count: number): string => `${count > 1 ? 'Nouvelles fiches' : 'Nouvelle fiche'} : ${count}`,
    same: (count: number): string => `Déjà ${count > 1 ? 'connues' : 'connue'} : ${count}`,
  },
  line: (line: number, words: string): string => `Ligne ${line} : ${words}`,
  made: (name: string, siren: string, fields: number, kept: readonly string[]): string =>
    `${name} (${siren}), ${fields} ${fields > 1 ? 'rubriques' : 'rubrique'}${notTaken(kept)}`,
  update: (name: string, fields: readonly string[], kept: readonly string[]): string =>
    `${name}, ${fields.join(' ; ')}${notTaken(kept)}`,
  same: (name: string, kept: readonly string[]): string => `${name}${notTaken(kept)}`,
};

const notTaken = (labels: readonly string[]): string =>
  labels.length === 0 ? '' : `. Pas repris, déjà dit ou ne va pas avec le reste : ${labels.join(', ')}`;
