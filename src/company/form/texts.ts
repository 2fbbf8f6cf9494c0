/** What is wrong with the sign-up form, for the staff who write it. */
export const formProblems = {
  id: 'un identifiant a 2 à 20 signes : lettres minuscules sans accent, chiffres, tirets',
  short: 'phrase trop courte',
  long: 'phrase de plus de 600 signes : coupez-la',
  longLabel: 'libellé de plus de 60 signes : raccourcissez-le',
  twice: (id: string): string => `« ${id} » est déjà utilisé plus haut : choisissez un autre identifiant`,
  neededType: (id: string, type: string): string =>
    `« ${id} » doit garder le type « ${type} » : la Hotline s’en sert`,
  fewChoices: (id: string): string => `« ${id} » : donnez au moins deux choix`,
  noChoices: (type: string): string => `une question de type « ${type} » n’a pas de choix`,
  brackets: (id: string): string =>
    `« ${id} » : chaque tranche a son « from », le premier vaut 0 et chacun est plus grand que le précédent`,
  noVersion: (id: string): string =>
    `« ${id} » : un accord a une « version », à changer quand sa question change de sens`,
  whenUnknown: (id: string): string => `« when » : la question « ${id} » n’existe pas plus haut`,
  whenValue: (id: string, value: string): string =>
    `« when » : « ${value} » n’est pas une réponse à « ${id} »`,
  missing: (id: string): string => `la question « ${id} » manque : la Hotline s’en sert`,
};
