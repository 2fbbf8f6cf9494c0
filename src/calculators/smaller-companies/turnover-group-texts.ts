/** French sentences on the turnover of companies that answer together. Amounts come with their unit. */

export const groupHeadline = {
  covered: (total: string, required: string): string =>
    `en groupement, le minimum est couvert : ${total}, au moins les ${required} demandés. L’acheteur regarde les capacités du groupement dans son ensemble : chaque membre n’a pas à tout avoir. Lisez dans le règlement ce qui est demandé à chacun.`,
  short: (total: string, required: string, lacking: string): string =>
    `en groupement, il manque ${lacking} : ${total}, sous les ${required} demandés. L’acheteur regarde les capacités du groupement dans son ensemble.`,
  coversCap: (total: string, cap: string): string =>
    `en groupement, vous couvrez le maximum exigible sans justification écrite : ${total}, au moins ${cap}. L’acheteur regarde les capacités du groupement dans son ensemble : chaque membre n’a pas à tout avoir. Lisez dans le règlement ce qui est demandé à chacun.`,
  underCap: (total: string, cap: string): string =>
    `cela dépend du minimum demandé : en groupement, ${total}, et l’acheteur peut exiger jusqu’à ${cap} sans justification écrite. Lisez le règlement de la consultation.`,
  /** What a correction changed, before the result. */
  noted: (names: string): string => `C’est noté : ${names}.`,
} as const;

export const groupSteps = {
  taken: (names: string): string => `Montants pris en compte : ${names}.`,
  sum: (parts: readonly string[], total: string): string => `${parts.join(' + ')} = ${total}.`,
  compared: (total: string, required: string, covers: boolean): string =>
    `${total} : ${covers ? 'au moins' : 'moins que'} les ${required} demandés.`,
  lacking: (required: string, total: string, lacking: string): string =>
    `${required} − ${total} = ${lacking}.`,
  alone: (own: string, required: string, covers: boolean): string =>
    `Seul, vos ${own} : ${covers ? 'au moins' : 'moins que'} les ${required} demandés.`,
} as const;

export const groupCaveats = {
  help: 'Pour ce qui manque, cherchez un membre de plus, ou appuyez-vous sur les capacités d’une autre entreprise.',
  exceeded: (required: string, cap: string): string =>
    `Les ${required} demandés dépassent ${cap}, le plafond sans justification écrite : posez la question sur la plateforme.`,
  mend: 'Un de ces montants est autre chose ? Dites-le, et le calcul est refait.',
} as const;
