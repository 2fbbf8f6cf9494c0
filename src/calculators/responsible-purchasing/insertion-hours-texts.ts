/** French sentences on the hours of an insertion clause. */

export const INSERTION_TITLE = 'Calcul des heures d’insertion';

interface HoursWords {
  /** Whole hours, and the exact result when it differs. */
  readonly hours: string;
  readonly exactHours?: string | undefined;
  readonly amount: string;
  readonly labourShare: string;
  readonly rate: string;
  readonly hourlyCost: string;
  readonly labour: string;
  readonly insertion: string;
}

const FORMULA = 'heures = montant HT × part de main-d’œuvre × pourcentage d’insertion ÷ coût horaire chargé';

export const hoursHeadline = (w: HoursWords): string =>
  `Environ ${w.hours} d’insertion : ${w.amount} × ${w.labourShare} de main-d’œuvre × ${w.rate} d’insertion ÷ ${w.hourlyCost} de l’heure.`;

export const hoursSteps = (w: HoursWords): string[] => [
  `Main-d’œuvre : ${w.amount} × ${w.labourShare} = ${w.labour}.`,
  `Part d’insertion : ${w.labour} × ${w.rate} = ${w.insertion}.`,
  `Heures : ${w.insertion} ÷ ${w.hourlyCost} = ${w.exactHours ? `${w.exactHours}, soit environ ${w.hours}` : w.hours}.`,
];

/** « Par an : 237 heures ÷ 4 ans = environ 59 heures. » */
export const hoursByYear = (hours: string, years: string, each: string): string =>
  `Par an : ${hours} ÷ ${years} = environ ${each}.`;

/** What the formula still needs, in its order. */
export const missingNames = {
  amount: 'le montant HT du marché ou du lot',
  labourShare: 'la part de main-d’œuvre dans le prix (en %)',
  rate: 'le pourcentage d’insertion demandé',
  hourlyCost: 'le coût horaire du travail, charges comprises',
} as const;

const listed = (names: readonly string[]): string => {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${last}` : last;
};

/** « Il me manque la part de main-d’œuvre … et le coût horaire … . » */
export const missingHeadline = (missing: readonly string[]): string =>
  `Pour calculer les heures d’insertion, il me manque ${listed(missing)}. Formule habituelle : ${FORMULA}.`;

/** « Pouvez-vous me donner la part de main-d’œuvre … ? » */
export const missingQuestion = (missing: readonly string[]): string =>
  `Pouvez-vous me donner ${listed(missing)} ?`;

/** What is known already: « Je retiens : 400 000 € HT, 5 % d’insertion. » */
export const knownStep = (known: readonly string[]): string => `Je retiens : ${known.join(', ')}.`;
export const knownParts = {
  labourShare: (share: string): string => `${share} de main-d’œuvre`,
  rate: (share: string): string => `${share} d’insertion`,
  hourlyCost: (cost: string): string => `${cost} de l’heure`,
} as const;

/** The formula with what is known, and a blank for what is not. */
export const openStep = (known: {
  readonly amount?: string | 0 | undefined;
  readonly labourShare?: string | 0 | undefined;
  readonly rate?: string | 0 | undefined;
  readonly hourlyCost?: string | 0 | undefined;
}): string => {
  const blank = (label: string) => `[à compléter : ${label}]`;
  return `Heures = ${known.amount || blank('montant HT')} × ${known.labourShare || blank('part de main-d’œuvre, en %')} × ${known.rate || blank('pourcentage d’insertion')} ÷ ${known.hourlyCost || blank('coût horaire chargé')}.`;
};

/** The example is invented, and says so. */
export const exampleStep = (w: HoursWords): string =>
  `Exemple, où ce qui manque est inventé (ce n’est ni légal ni conseillé) : ${w.amount} × ${w.labourShare} × ${w.rate} ÷ ${w.hourlyCost} de l’heure = ${w.hours}.`;

export const hoursCaveats = {
  noLegalRate:
    'Aucun taux d’insertion ni coût horaire n’est fixé par la loi : ceux du calcul sont ceux que vous donnez, marché par marché.',
  dossier: 'Le nombre d’heures dû est celui écrit dans le dossier. Le facilitateur peut vérifier le calcul.',
  assumedBeforeTax: (amount: string): string => `Je suppose que le montant donné est hors taxes : ${amount}.`,
  needsBeforeTax: 'Le calcul part du montant hors taxes : vous donnez un montant TTC.',
} as const;
