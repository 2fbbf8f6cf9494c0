/** What staff are told of a model of a document that has a mistake. */
export const handoutModelTexts = {
  badId: 'un identifiant s’écrit en minuscules, sans accent ni espace',
  badFile: 'un nom de fichier s’écrit en minuscules, avec des tirets, sans extension',
  noHeader: 'le modèle doit commencer par un en-tête entre deux lignes « --- »',
  badLine: 'élément non accepté : écrivez « ## », « ### », « - [ ] », « - » ou un paragraphe',
  empty: 'le modèle n’a pas de texte',
  noFigure: (id: string): string => `le chiffre « ${id} » n’existe pas dans figures.yaml`,
  noVariable: (id: string): string => `la variable « ${id} » n’est pas dans l’en-tête (« variables »)`,
  noFact: (id: string): string => `le fait « ${id} » n’est pas dans l’en-tête (« facts »)`,
  bareFigure: (bare: string): string => `chiffre écrit en dur « ${bare} » : utilisez {{identifiant}}`,
  noArticle: (article: string): string => `l’article « ${article} » n’existe pas`,
} as const;
