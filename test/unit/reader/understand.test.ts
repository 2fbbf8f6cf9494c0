import { describe, expect, test } from 'vitest';
import { type ThreadContext, understand } from '#src/reader/understand.ts';

const TODAY = '2026-11-24';
const SUPPLIES: ThreadContext = { question: 'Quel est le seuil pour les fournitures d’une mairie ?' };
const IN_2025: ThreadContext = { ...SUPPLIES, askedDate: { date: '2025-07-01', said: '2025' } };
const next = (thread: ThreadContext, text: string) => understand(text, thread, TODAY);

describe('a follow-up', () => {
  test('« et pour les travaux ? » keeps the subject and the buyer, and changes the category', () => {
    const { question, followsUp, case: asked } = next(SUPPLIES, 'et pour les travaux ?');
    expect(followsUp).toBe(true);
    expect(question).toContain('seuil');
    expect(question).not.toContain('fournitures');
    expect(asked).toMatchObject({ buyer: 'local', category: 'works' });
  });

  test('« et si c’étaient des travaux ? Car… » goes on with the question, and tells more of it', () => {
    const { question, followsUp, head, asked } = next(
      SUPPLIES,
      'Et si c’étaient des travaux ? Car c’est bien le cas : la réfection du toit du gymnase, 180 000 € HT, et l’entreprise a découvert une charpente abîmée.',
    );
    expect(followsUp).toBe(true);
    expect(question).toContain('seuil');
    expect(question).toContain('180 000');
    expect(head).toBe('Et si c’étaient des travaux ?');
    expect(asked).toContain('gymnase');
    expect(next(SUPPLIES, 'et pour les travaux ? et comment choisir l’avocat ?').head).toBeUndefined();
  });

  test.each([
    'et pour un hôpital ?',
    'pareil pour les services ?',
    'et si je suis une association ?',
    'non, des travaux',
    'ok merci, et pour l’État ?',
    'c’est obligatoire ?',
    'pourquoi ?',
    'combien ?',
    'quel article ?',
    'jusqu’à combien ?',
    'même question pour l’État',
  ])('« %s » is understood after the last question', (text) => {
    const understanding = next(SUPPLIES, text);
    expect(understanding.followsUp).toBe(true);
    expect(understanding.question).toContain('seuil');
  });

  test.each([
    'Ai-je droit à une avance ?',
    'c’est quoi un DCE ?',
    'Quel est le délai de paiement ?',
    'et combien de temps faut-il pour recevoir le paiement du solde par la ville de Lyon après les travaux ?',
  ])('« %s » is a question of its own', (text) => {
    const understanding = next(SUPPLIES, text);
    expect(understanding).toMatchObject({ followsUp: false, question: text });
  });

  test('is not seen at the start of a conversation', () => {
    expect(understand('et pour les travaux ?', undefined, TODAY).followsUp).toBe(false);
  });

  test('keeps the date of the thread', () => {
    expect(next(IN_2025, 'et pour les travaux ?')).toMatchObject({
      date: '2025-07-01',
      askedDate: { said: '2025' },
    });
  });

  test('« et en 2024 ? » asks for another date, whose rules may differ', () => {
    expect(next(IN_2025, 'et en 2024 ?')).toMatchObject({ date: '2024-07-01', askedDate: { said: '2024' } });
    expect(next(SUPPLIES, 'et pour 2024 ?')).toMatchObject({ date: '2024-07-01' });
    expect(next(IN_2025, 'et en mars 2026 ?')).toMatchObject({ date: '2026-03-15' });
  });

  test.each(['et maintenant ?', 'et aujourd’hui ?', 'et en 2026 ?', 'et cette année ?'])(
    '« %s » comes back to today',
    (text) => {
      const understanding = next(IN_2025, text);
      expect(understanding).toMatchObject({ followsUp: true, date: TODAY });
      expect(understanding.askedDate).toBeUndefined();
    },
  );

  test('the date of the thread is forgotten by a question of its own', () => {
    expect(next(IN_2025, 'Ai-je droit à une avance ?').date).toBe(TODAY);
  });

  test('asks yes or no when the question that it completes did, however many follow', () => {
    const first = next({ question: 'Puis-je sous-traiter des fournitures ?' }, 'et pour les travaux ?');
    expect(first.polarity).toEqual({ modality: 'permis', negated: false, without: false });
    expect(next(first, 'et pour une mairie ?').polarity).toEqual({
      modality: 'permis',
      negated: false,
      without: false,
    });
  });

  test('asks no yes or no when the question that it completes did not', () => {
    expect(next(SUPPLIES, 'et pour les travaux ?').polarity).toBeUndefined();
  });

  test('asks its own yes or no when it says one', () => {
    expect(next(SUPPLIES, 'c’est obligatoire ?').polarity).toEqual({
      modality: 'obligatoire',
      negated: false,
      without: false,
    });
  });
});

describe('a message', () => {
  test('is cleaned of control characters and of invisible ones', () => {
    const typed = 'Ai-je\u0000 droit\u202E à\u200B une\n\navance\u0007 ?';
    expect(understand(typed, undefined, TODAY).asked).toBe('Ai-je droit à une avance ?');
  });

  test('of 100 kB is read at its beginning', () => {
    const { asked, question } = understand(
      `Ai-je droit à une avance ? ${'blabla '.repeat(15_000)}`,
      undefined,
      TODAY,
    );
    expect(asked.length).toBeLessThanOrEqual(1_500);
    expect(question).toContain('avance');
  });

  test('is told apart by the articles it names: those that exist and those that do not', () => {
    const understanding = understand('Que disent R. 2122-8 et R9999-9 ?', undefined, TODAY);
    expect(understanding).toMatchObject({ articles: ['R2122-8'], unknownArticles: ['R9999-9'] });
  });
});
