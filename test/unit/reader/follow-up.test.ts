import { describe, expect, test } from 'vitest';
import { asksSomething, followUpOf, newSubject, onLastSubject, withoutLink } from '#src/reader/follow-up.ts';

const TODAY = '2026-11-24';
const ADVANCE = { question: 'La mairie me doit une avance sur un marché de services de 80 000 € HT ?' };
const joined = (earlier: { question: string; open?: boolean }, text: string) =>
  followUpOf(text, earlier, TODAY)?.question;

describe('a follow-up', () => {
  test('« et pour 40 000 € ? » says the amount anew and keeps the rest', () => {
    const question = joined(ADVANCE, 'et pour 40 000 € ?');
    expect(question).toContain('40 000');
    expect(question).not.toContain('80 000');
    expect(question).toContain('avance');
  });

  test.each([
    'non, des travaux',
    'pardon, des travaux',
    'en fait, des travaux',
    'je voulais dire des travaux',
  ])('« %s » corrects the category', (text) => {
    const question = joined(ADVANCE, text);
    expect(question).toContain('travaux');
    expect(question).not.toContain('services');
  });

  test.each(['une région', '80 000 €', 'pour l’État', 'des travaux'])(
    'a bare slot, « %s », completes the question before it',
    (text) => {
      expect(joined({ question: 'Quel est le seuil de la procédure ?' }, text)).toContain('seuil');
    },
  );

  test('« 11000 sur 84000 ca passe les 15% ? » says by itself what it counts', () => {
    expect(joined({ ...ADVANCE, open: true }, '11000 sur 84000 ca passe les 15% ou pas ?')).toBeUndefined();
    expect(joined({ ...ADVANCE, open: true }, '80 000 € sur 6 mois')).toBeDefined();
  });

  test.each(['et si je suis auto-entrepreneur ?', 'elle peut refuser ?', 'ils ont le droit ?', 'et après ?'])(
    '« %s » speaks of the question before it',
    (text) => {
      expect(joined(ADVANCE, text)).toContain('avance');
    },
  );

  test.each([
    'c’est quoi un DCE ?',
    'Quels papiers fournir pour candidater ?',
    'est-ce que je peux répondre en groupement avec un confrère ?',
    'quel est le délai de paiement d’un hôpital ?',
    'bonjour',
  ])('« %s » changes the subject', (text) => {
    expect(joined(ADVANCE, text)).toBeUndefined();
  });

  test.each(['marché de 30 000 €', '6 mois', 'contrat de 20 000 euros'])(
    'a detail, « %s », completes the question before it',
    (text) => {
      expect(joined(ADVANCE, text)).toContain('avance');
    },
  );

  test('another time replaces the one said before, and « aujourd’hui » leaves none', () => {
    const then = joined({ question: 'seuil pour une mairie ?' }, 'et en février 2026 ?');
    expect(then).toContain('fevrier 2026');
    const later = joined({ question: then ?? '' }, 'et en mars 2025 ?');
    expect(later).toContain('mars 2025');
    expect(later).not.toContain('2026');
    const dated = joined(
      { question: 'le CA exigible est plafonné à combien ?' },
      'et pour une consultation lancée en novembre 2025 ?',
    );
    expect(dated).toContain('plafonn');
    const now = joined({ question: then ?? '' }, 'et aujourd’hui ?');
    expect(now).not.toMatch(/2026|aujourd/);
    expect(now).toContain('seuil');
  });

  test.each([
    ['laisse tomber, comment je dépose une offre', 'comment je dépose une offre'],
    ['ok merci. autre question : c’est quoi un MAPA', 'c’est quoi un MAPA'],
    ['au fait, je peux sous-traiter ?', 'je peux sous-traiter ?'],
  ])('« %s » leaves the last subject', (message, question) => {
    expect(newSubject(message)).toBe(question);
  });

  test('« laisse tomber » within a story leaves nothing', () => {
    expect(newSubject('on me dit de laisser tomber, j’ai le droit d’insister ?')).toBeUndefined();
    expect(newSubject('autre question')).toBeUndefined();
  });

  test('a story told in pieces is read as one', () => {
    const first = { question: 'la mairie veut m’acheter des repas', open: true };
    const second = joined(first, 'pour 52 000 euros HT');
    expect(second).toContain('52 000');
    const third = joined({ question: second ?? '', open: true }, 'elle a le droit sans appel d’offres ?');
    expect(third).toMatch(/repas.*52 000.*sans appel d.offres/);
  });

  test('what completes an open question adds to its figures', () => {
    const asked = { question: 'clause d’insertion, marché de 600 000 €, 50 % de main d’œuvre', open: true };
    expect(joined(asked, '5 % d’insertion et 30 €/h')).toMatch(/600 000.*50 %.*5 %.*30/);
  });
});

test('a story asks nothing, a question does', () => {
  expect(asksSomething('je suis traiteur à Lyon')).toBe(false);
  expect(asksSomething('la mairie veut m’acheter des repas')).toBe(false);
  expect(asksSomething('quel délai de paiement')).toBe(true);
  expect(asksSomething('je demande si je dois faire des lots pour le toit')).toBe(true);
  expect(asksSomething('je voudrais savoir si une avance est due')).toBe(true);
  expect(asksSomething('ma collègue sait faire une déclaration')).toBe(false);
  expect(asksSomething('l’acheteur peut refuser')).toBe(true);
});

describe('what is corrected, counted on or gone on with', () => {
  test.each([
    'non pardon, c’est pas des services, c’est des travaux',
    'ah non, pas des services, des travaux',
  ])('« %s » keeps what it is, not what it is not', (text) => {
    const question = joined(ADVANCE, text);
    expect(question).toContain('travaux');
    expect(question).not.toContain('services');
  });

  test('« ça fait combien pour un lot de … » counts on, in a clause of its own', () => {
    const question = joined(
      { question: 'Il y a un plafond de chiffre d’affaires ?' },
      'ça fait combien pour un lot de 30 000 € ?',
    );
    expect(question).toMatch(/plafond.*, ca fait combien/);
  });

  test('a question after a story is asked of the story', () => {
    const story = { question: 'marché de 65 000 € HT, avis publié par une ville', open: true };
    expect(joined(story, 'le dossier doit être en ligne ?')).toContain('65 000');
  });

  test('a message that opens by « et » may be completed with the words of the last question', () => {
    const earlier = { question: 'Un lot réservé au handicap, c’est pour qui ?' };
    expect(onLastSubject('et pour l’insertion, quelle part de salariés faut-il ?', earlier)).toContain('lot');
    expect(onLastSubject('quelle heure est-il à Lille ?', earlier)).toBeUndefined();
  });
});

describe('what links a message to the one before', () => {
  test.each([
    ['et l’avance ?', "l'avance ?"],
    ['ok merci, et du coup une caution ?', 'une caution ?'],
    ['et sinon on a droit à un acompte ?', 'on a droit a un acompte ?'],
  ])('is taken away from « %s »', (text, alone) => {
    expect(withoutLink(text)).toBe(alone);
  });

  test('is not there in « l’avance est due ? »', () => {
    expect(withoutLink('l’avance est due ?')).toBeUndefined();
  });
});
