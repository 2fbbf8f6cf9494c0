/** Words around a clause that is given filled; the clause itself is in `knowledge/clauses/`. */
export const clauseTexts = {
  blank: (label: string): string => `[à compléter : ${label.replace(/'/g, '’')}]`,
  headerLine: (label: string, value: string): string =>
    `${label.charAt(0).toUpperCase()}${label.slice(1)} : ${value}`,
  opening: (title: string, isFilled: boolean): string =>
    `Voici le modèle « ${title.replace(/'/g, '’')} », ${isFilled ? 'rempli avec ce que vous m’avez dit' : 'à remplir'}. C’est un projet, à faire valider par votre service juridique.`,
  hoursCount: (hours: string): string => `${hours} heures`,
  /** What a clause was filled with, as its labels tell it again. */
  carried: { object: 'Objet', buyer: 'Acheteur', place: 'Lieu', lot: 'Lot' },
  hours: 'Le calcul des heures :',
  wording: 'Le texte :',
  legal: (articles: readonly string[]): string => {
    // Articles of other codes carry the name of theirs.
    const own = articles.filter((article) => /^[LRD]/.test(article));
    const others = articles.filter((article) => !own.includes(article));
    const listed = own.length > 1 ? `${own.slice(0, -1).join(', ')} et ${own.at(-1)}` : own[0];
    const named =
      listed && `${own.length > 1 ? 'articles' : 'article'} ${listed} du code de la commande publique`;
    return `Base légale : ${[named, ...others].filter(Boolean).join(' ; ')}.`;
  },
  file: 'Le fichier Word contient la clause entière : à quoi elle sert, quand ne pas l’utiliser, le poids à lui donner, les preuves et le contrôle, la liste à vérifier et les sources.',
  titles: {
    header: 'Le marché',
    but: 'À quoi elle sert',
    usage: 'Quand l’utiliser, et quand ne pas l’utiliser',
    butAndUsage: 'À quoi elle sert, et quand ne pas l’utiliser',
    variables: 'Ce qu’il faut remplir',
    hoursCount: (hours: string): string => `${hours} heures`,
    /** What a clause was filled with, as its labels tell it again. */
    carried: { object: 'Objet', buyer: 'Acheteur', place: 'Lieu', lot: 'Lot' },
    hours: 'Le calcul des heures',
    texte: 'Le texte à insérer',
    suivi: 'Poids, preuves et contrôle',
    contrôle: 'À vérifier avant de publier',
    legal: 'Base légale',
  },
  lot: (lot: string, object: string | undefined): string => (object ? `${lot} (${object})` : lot),
  share: (share: string): string => `${share} du montant`,
  fileTitle: (title: string): string => title.replace(/'/g, '’'),
  categories: { works: 'travaux', 'supplies-services': 'fournitures et services' },
} as const;
