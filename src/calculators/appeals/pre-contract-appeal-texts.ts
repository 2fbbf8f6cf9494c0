import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { JUDGE } from '#src/calculators/texts-calendar-days.ts';

export const PRE_CONTRACT_TITLE = 'Référé précontractuel : avant ou après la signature';

/** Sentences on the appeal that the signature closes. */
export const preContractTexts = {
  closed: (verdict: Verdict): string =>
    opened(
      verdict,
      verdict === 'oui'
        ? 'c’est trop tard : le référé précontractuel n’est possible qu’avant la signature du contrat.'
        : 'le référé précontractuel n’est possible qu’avant la signature du contrat : une fois signé, il est fermé.',
    ),
  open: (verdict: Verdict): string =>
    opened(
      verdict,
      verdict === 'non'
        ? 'il n’est pas trop tard tant que le contrat n’est pas signé. Agissez vite : la signature peut venir à tout moment.'
        : 'tant que le contrat n’est pas signé, le référé précontractuel reste possible. Agissez vite : la saisine du juge bloque la signature.',
    ),
  blocked: (verdict: Verdict): string =>
    opened(
      verdict,
      'une fois le juge du référé précontractuel saisi, l’acheteur ne peut pas signer le contrat avant sa décision.',
    ),
  notice:
    'Prévenez l’acheteur de votre recours dès que vous le déposez : il doit savoir qu’il ne peut plus signer.',
  after:
    'Après la signature, d’autres recours existent (référé contractuel, recours « Tarn-et-Garonne »), avec des délais courts : voyez un avocat tout de suite.',
  wait: 'En procédure formalisée, une attente est due entre l’envoi des rejets et la signature ; en procédure adaptée, aucune.',
  judge: JUDGE,
};
