import type { Proposition } from '#src/knowledge/model/document.ts';

/** The same thing asked twice, each with the verdict that is right. */
export interface QuestionPair {
  readonly first: AskedForVerdict;
  readonly second: AskedForVerdict;
}

/** A yes/no question and its right answer. */
export interface AskedForVerdict {
  readonly question: string;
  readonly verdict: 'oui' | 'non';
}

export const contraryOf = (verdict: 'oui' | 'non'): 'oui' | 'non' => (verdict === 'oui' ? 'non' : 'oui');

/** « de sous-traiter », « d’exclure », « du délai », « des pièces ». */
function withDe(words: string): string {
  if (/^(?:[aeiouyéèêh]|l['’])/i.test(words)) return /^l['’]/i.test(words) ? `de ${words}` : `d’${words}`;
  if (words.startsWith('le ')) return `du ${words.slice(3)}`;
  return words.startsWith('les ') ? `des ${words.slice(4)}` : `de ${words}`;
}

const INFINITIVE =
  /^(?:ne pas |(?:me|se|nous|vous|lui|leur|y|en) |[smtl]['’])?[\p{L}-]*\p{L}(?:er|ir|re|oir)(?![\p{L}'’-])/u;

/**
 * The question of a page's proposition and the contrary one. A page that only says whether something is true has none:
 * its statement is a sentence of any form.
 */
export function pairOf({ modality, statement, verdict }: Proposition): QuestionPair | undefined {
  const does = INFINITIVE.test(statement);
  const first = (question: string): AskedForVerdict => ({ question, verdict });
  const second = (question: string): AskedForVerdict => ({ question, verdict: contraryOf(verdict) });
  const permitted = does ? `Peut-on ${statement} ?` : `${statement}, c’est permis ?`;
  const forbidden = does ? `Est-ce interdit ${withDe(statement)} ?` : `${statement}, c’est interdit ?`;
  switch (modality) {
    case 'permis':
      return { first: first(permitted), second: second(forbidden) };
    case 'interdit':
      return { first: first(forbidden), second: second(permitted) };
    case 'obligatoire':
      return {
        first: first(`${statement}, c’est obligatoire ?`),
        second: second(`Peut-on se dispenser ${withDe(statement)} ?`),
      };
    case 'vrai':
      return undefined;
    default:
      return modality satisfies never;
  }
}

/** The two answers of a pair, as they stand to each other: the right ones are contrary. */
export type Agreement = 'agree' | 'contradict' | 'one unsaid' | 'unsaid';

/** Whether the answers to a question and to its contrary go together. */
export function agreementOf(first: 'oui' | 'non' | undefined, second: 'oui' | 'non' | undefined): Agreement {
  if (first && second) return first === second ? 'contradict' : 'agree';
  return first || second ? 'one unsaid' : 'unsaid';
}
