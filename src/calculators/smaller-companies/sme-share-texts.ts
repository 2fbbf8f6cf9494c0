/** French sentences on the part of a large contract that goes to SMEs. Amounts come with their unit. */

export const SME_SHARE_TITLE = 'Calcul de la part confiée aux PME';

export const contractNames = {
  global: 'un marché global',
  partnership: 'un marché de partenariat',
} as const;

export const smeShareHeadline = {
  minimum: (share: string, amount: string, minimum: string, contract: string): string =>
    `pour ${contract} de ${amount}, le titulaire confie au moins ${minimum} à des PME ou artisans, soit ${share}, s’il n’est pas lui-même une PME ou un artisan.`,
  enough: (entrusted: string, needed: string, contract: string): string =>
    `${entrusted} confiés à des PME ou artisans suffisent : pour ${contract}, il en faut au moins ${needed}.`,
  short: (entrusted: string, needed: string, contract: string): string =>
    `${entrusted} confiés à des PME ou artisans ne suffisent pas : pour ${contract}, un titulaire qui n’est ni PME ni artisan doit en confier au moins ${needed}.`,
} as const;

export const smeShareStep = (share: string, amount: string, minimum: string): string =>
  `${share} × ${amount} = ${minimum}.`;

export const smeShareCaveats = {
  holder: 'La règle ne vise pas un titulaire qui est lui-même une PME ou un artisan.',
  sector: 'Exception : la structure économique du secteur ne le permet pas.',
  financing: 'Le coût du financement ne compte pas dans le montant.',
  ways: 'La part peut être confiée directement ou indirectement.',
} as const;
