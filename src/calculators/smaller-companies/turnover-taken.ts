import { listed } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { Said, TurnoverSaid } from './turnover-said.ts';

const NAMES: Readonly<Record<Exclude<Said['role'], 'none'>, string>> = {
  contract: 'montant du marché',
  lot: 'montant du lot',
  required: 'minimum demandé',
  own: 'votre chiffre d’affaires',
  partner: 'chiffre d’affaires de l’autre entreprise',
  together: 'chiffre d’affaires du groupement',
};

/** What each amount is taken for: « 210 000 € (votre chiffre d’affaires), 300 000 € (minimum demandé) ». */
export const namesOf = (said: readonly Said[]): string =>
  listed(
    said.flatMap(({ amount, role }) =>
      role === 'none' ? [] : `${formatValue('€', amount.value)} (${NAMES[role]})`,
    ),
  );

/** Every amount that is counted with, as what. */
export const allTaken = ({ required, own, partners, together, contracts, lots }: TurnoverSaid): Said[] => [
  ...(required ? [{ amount: required, role: 'required' as const }] : []),
  ...(own ? [{ amount: own, role: 'own' as const }] : []),
  ...partners.map((amount) => ({ amount, role: 'partner' as const })),
  ...(together ? [{ amount: together, role: 'together' as const }] : []),
  ...(lots.length > 0 ? lots : contracts).map((amount) => ({
    amount,
    role: lots.length > 0 ? ('lot' as const) : ('contract' as const),
  })),
];

/** After a correction, what is now taken for what; nothing to say otherwise. */
export const takenWhenMended = (said: TurnoverSaid): string[] =>
  said.mended.length > 0 ? [`Montants pris en compte : ${namesOf(allTaken(said))}.`] : [];
