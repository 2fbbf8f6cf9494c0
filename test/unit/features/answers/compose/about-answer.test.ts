import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { aboutAnswer } from '#src/features/answers/compose/about-answer.ts';

const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  kind: 'answer',
  blocks: [{ type: 'paragraph', text: [{ text, cites: [1] }] }],
  citations: [
    {
      n: 1,
      documentId: 'guides/avance',
      title: 'L’avance',
      section: 'Ai-je droit à une avance ?',
      articles: ['R2191-3'],
      excerpt: '',
    },
  ],
  composer: 'extractive',
  verdict: null,
  followUps: [],
  thread: { question: 'ai-je droit à une avance ?' },
  ...more,
});
const said = (about: Parameters<typeof aboutAnswer>[0], last: Answer) =>
  plainText(aboutAnswer(about, last, 'ai-je droit à une avance ?').blocks);

describe('What is asked of the answer that was just given', () => {
  it('is its conclusion: the sentence that concludes, whole, below what was asked', () => {
    const text = said(
      'conclusion',
      answer('Oui, au-dessus de 50 000 € HT. Le taux dépend de l’acheteur.', { verdict: 'oui' }),
    );
    expect(text).toContain('« ai-je droit à une avance ? »');
    expect(text).toContain('Oui, au-dessus de 50 000 € HT.');
    expect(text).not.toContain('Le taux dépend');
    expect(text).not.toContain('cela dépend de votre cas');
  });

  it('is that it depends, where the answer said neither yes nor no', () => {
    const text = said('conclusion', answer('L’avance est due au-dessus d’un seuil. Elle se demande.'));
    expect(text).toContain('L’avance est due au-dessus d’un seuil.');
    expect(text).toContain('cela dépend de votre cas');
  });

  it('is where it comes from: its articles and its page', () => {
    expect(said('source', answer('Oui.'))).toMatch(/R2191-3.*« L’avance ».*Ai-je droit/);
  });

  it('is what was not said, after a refusal or a doubt', () => {
    const refused = answer('Je n’ai pas de réponse sûre.', { kind: 'refusal', citations: [] });
    expect(said('sure', refused)).toMatch(/n’ai pas répondu/);
    const doubtful = answer('Vous voulez savoir…', { citations: [], offered: ['guides/avance#a'] });
    expect(said('conclusion', doubtful)).toMatch(/pas encore répondu.*Vous voulez savoir/s);
  });
});
