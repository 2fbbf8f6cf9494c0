export const usageText = `Commandes de la Hotline : npm run -s hotline -- COMMANDE

  ingest [--knowledge DOSSIER] [--data DOSSIER]     met l’index à jour
  ask "QUESTION" [--json] [--date AAAA-MM-JJ] [--data DOSSIER]
  ask --batch ENTREE.jsonl --out SORTIE.jsonl       une réponse par ligne
  search "MOTS" [--k 10] [--json] [--date AAAA-MM-JJ] [--data DOSSIER]
  search --batch ENTREE.jsonl --out SORTIE.jsonl
  knowledge check [--report] [--knowledge DOSSIER]  vérifie les pages ; --report : tout ce qui est à voir
  knowledge status [--data DOSSIER]                 dit ce qui est en service
  knowledge drift FICHIER [--since FICHIER]         pages à relire : ce qu’une édition plus récente du code change aux articles cités
  knowledge answers RÉFÉRENCE                       les réponses données d’après une section ou un chiffre, et s’il a changé
  knowledge accept [--knowledge DOSSIER]            met en service un dossier qui a perdu beaucoup de pages, exprès
  import-law CHEMIN… [--data DOSSIER | --out FICHIER] [--date AAAA-MM-JJ] [--code LEGITEXT…]
                                                    indexe le code en vigueur
  migrate [--data DOSSIER]                          met le schéma de la base à jour
  store copy --to postgres://… [--data DOSSIER]     copie tout vers une base PostgreSQL vide
  store compact [--data DOSSIER]                    réécrit le fichier SQLite sans ses vides ; serveur arrêté
  store check [--data DOSSIER]                      relit toute la base, et dit ce qui est abîmé
  store new [--data DOSSIER]                        met la base de côté, pour repartir de zéro
  backup FICHIER [--data DOSSIER]                   copie tout dans un fichier, pendant que la Hotline tourne
  restore FICHIER [--replace] [--with-knowledge] [--without-ledger]
                                                    remet une copie en place, la Hotline arrêtée
  status [--json | --metrics] [--data DOSSIER]      dit comment va la Hotline de cette machine
  jobs [retry NUMÉRO]                               montre les tâches abandonnées, ou en relance une
  bounces FICHIER…                                  lit des avis de non-remise (.eml, mbox) : une adresse morte ne reçoit plus d’alertes
  desk link [--data DOSSIER]                        donne un lien à usage unique vers le bureau des experts
  desk revoke "NOM" [--data DOSSIER]                termine les connexions d’une personne de l’équipe, aussitôt
  privacy find "MOTS"                               trouve une personne par son nom, son adresse, son SIRET…
  privacy export --person ID [--out FICHIER]        donne tout ce qui est gardé d’une personne
  privacy erase --person ID                         supprime une personne, tout de suite
  privacy receipt RÉFÉRENCE                         dit ce qu’est devenue une suppression
  privacy retention [--dry-run]                     efface ce qui a passé sa durée, ou dit ce qui partirait`;

export const cliTexts = {
  operator: (user: string): string => `Ligne de commande : ${user}`,
  noUser: 'utilisateur sans nom',
  noQuestion: 'Donnez une question entre guillemets, ou --batch ENTREE.jsonl --out SORTIE.jsonl.',
  noOut: 'Avec --batch, donnez aussi --out SORTIE.jsonl.',
  badDate: (text: string): string => `« ${text} » n’est pas une date : écrivez AAAA-MM-JJ.`,
  noReference:
    'Donnez une section (« guides/avance#ai-je-droit-a-une-avance ») ou un chiffre de figures.yaml (« avance-seuil-montant »).',
  answersFound: (reference: string, count: number, changed: number, now: string | undefined): string => {
    const state = now === undefined ? 'n’est plus en service' : `vaut aujourd’hui « ${now} »`;
    return `${reference} ${state}. ${count} réponse(s) gardée(s) s’y appuient, dont ${changed} sur une autre version.`;
  },
  answerGiven: (day: string, conversation: string, message: string, version: string | undefined): string =>
    `${day}  conversation ${conversation}  message ${message}${version === undefined ? '' : `  version « ${version} »`}`,
  offeredIn: (count: number): string => `Elle a aussi été proposée, sans certitude, ${count} fois.`,
  badK: '--k attend un nombre de 1 à 100.',
  badLine: 'Cette ligne n’est pas lisible : attendu {"id", "question"} ou {"id", "turns": [...]}.',
  noFile: (path: string): string => `Le fichier ${path} ne se lit pas.`,
  noWrite: (path: string): string => `Le fichier ${path} ne peut pas être écrit.`,
  badOption: (option: string): string =>
    `L’option « ${option} » est inconnue, ou sa valeur manque. Un texte qui commence par un tiret se met après « -- ».`,
  noIndex: 'Aucun index : lancez d’abord « ingest ».',
  sources: 'Sources :',
  goOn: 'Pour continuer :',
  checked: (documents: number, sections: number, figures: number): string =>
    `${documents} documents, ${sections} sections, ${figures} chiffres vérifiés.`,
  problems: (errors: number, warnings: number): string =>
    `${errors} erreur(s), ${warnings} avertissement(s).`,
  ingested: (report: {
    files: number;
    filesRead: number;
    passages: number;
    articles: number;
    published: boolean;
  }): string => {
    const held = `${report.passages} passages${report.articles > 0 ? ` et ${report.articles} rédactions d’articles` : ''} de ${report.files} fichiers`;
    return report.published
      ? `Index publié : ${held} (${report.filesRead} relus).`
      : `Rien n’a changé : l’index en service reste le même (${held}).`;
  },
  migrated: (names: readonly string[]): string =>
    names.length === 0 ? 'La base est à jour.' : `Appliqué : ${names.join(', ')}.`,
  status: (s: {
    generation: string;
    created: string;
    passages: number;
    figures: number;
    terms: number;
    vectors: string;
  }): string =>
    `Index ${s.generation}, publié le ${s.created} : ${s.passages} passages, ${s.figures} chiffres, ${s.terms} termes, vecteurs : ${s.vectors}.`,
  noVectors: 'aucun, les mots seuls',
  overdue: (title: string, on: string): string => `À relire depuis le ${on} : ${title}`,
  expiring: (label: string, on: string): string => `Chiffre sans valeur après le ${on} : ${label}`,
};
