/** What staff read about mistakes in the ready-made answers. */
export const cannedTexts = {
  badId: 'un identifiant s’écrit en minuscules, avec des tirets : « demande-de-precision »',
  longTitle: 'titre trop long : 60 caractères au plus',
  twice: (id: string): string => `l’identifiant « ${id} » sert deux fois`,
  unknownVariable: (name: string, known: readonly string[]): string =>
    `« {{${name}}} » n’est pas connu ; utilisez ${known.map((one) => `{{${one}}}`).join(', ')}`,
  brokenMark: 'une marque {{…}} est mal écrite',
  bareFigure: (figure: string): string =>
    `chiffre « ${figure} » : une réponse prête n’en contient pas, insérez plutôt un passage des connaissances`,
};
