import type { MailVisitor } from '#support/world/mail-hotline.ts';

/** A SIRET that is well formed, from twelve digits and its own two last ones. */
export function siretFrom(twelve: string): string {
  for (let end = 0; end < 100; end += 1) {
    const digits = `${twelve}${String(end).padStart(2, '0')}`;
    const sum = [...digits].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return digits;
  }
  throw new Error('no such SIRET');
}

/** Answers to the questions of the form that come after the SIRET, the name and what a directory knows. */
export const REST = [
  '80 k€.',
  'aucun.',
  'passer.',
  'on fait du nettoyage de bureaux.',
  'Île-de-France.',
  'jamais.',
  'passer.',
  'trouver des marchés.',
  'Anne Martin, gérante.',
  '06 12 34 56 78.',
  'le matin.',
];

/** Answers some questions in turn. @returns what is said last */
export async function answerAll(visitor: MailVisitor, answers: readonly string[]): Promise<string> {
  let said = '';
  for (const answer of answers) said = await visitor.tell(answer);
  return said;
}

/** Signs a company up in the web chat. @returns what is said at the end */
export const signUp = (
  visitor: MailVisitor,
  { siret, email }: { siret: string; email: string },
): Promise<string> =>
  answerAll(visitor, [
    'je veux m’inscrire.',
    `SAS à Montreuil, 12 salariés, ${siret}.`,
    'Éco Prop.',
    '2015.',
    ...REST,
    `${email}.`,
    'oui.',
    'oui.',
    'non.',
    'je confirme.',
  ]);
