/** A code as Légifrance numbers it, with the name that our citations put before its articles (none for the CCP). */
export interface LawCode {
  /** « LEGITEXT000037701019 ». */
  readonly id: string;
  readonly title: string;
  readonly prefix: string;
}

/** The code de la commande publique. */
export const CCP = 'LEGITEXT000037701019';

const code = (id: string, title: string, prefix = ''): readonly [string, LawCode] => [
  id,
  { id, title, prefix },
];

/** The codes whose articles can be cited without a doubt on the code: those that `article-number.ts` names. */
export const LAW_CODES: ReadonlyMap<string, LawCode> = new Map([
  code(CCP, 'Code de la commande publique'),
  code('LEGITEXT000006072050', 'Code du travail', 'C. trav.'),
  code('LEGITEXT000031366350', 'Code des relations entre le public et l’administration', 'CRPA'),
  code('LEGITEXT000006070933', 'Code de justice administrative', 'CJA'),
  code('LEGITEXT000005634379', 'Code de commerce', 'C. com.'),
  code('LEGITEXT000006070633', 'Code général des collectivités territoriales', 'CGCT'),
  code('LEGITEXT000006074220', 'Code de l’environnement', 'C. env.'),
  code('LEGITEXT000006071367', 'Code rural et de la pêche maritime', 'C. rural'),
  code('LEGITEXT000006074069', 'Code de l’action sociale et des familles', 'CASF'),
  code('LEGITEXT000006073189', 'Code de la sécurité sociale', 'CSS'),
]);
