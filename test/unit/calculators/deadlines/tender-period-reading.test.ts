import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('the earliest closing day, asked from the notice', () => {
  it.each([
    [
      'avis envoyé le 2 mars 2026, dépôt électronique, appel d’offres ouvert : quelle date limite minimum ?',
      '1er avril 2026',
    ],
    [
      'AO ouvert, avis envoyé au BOAMP le 15/06/2026, l’acheteur peut fermer quand au plus tôt ?',
      '15 juillet 2026',
    ],
    [
      'appel d’offres ouvert dépôt papier, avis envoyé le 2 mars 2026, date limite au plus tôt',
      '6 avril 2026 (jour férié)',
    ],
    ['appel d’offre en urgence, avis publié le 4 mai 2026, ils peuvent fermer quand ?', '19 mai 2026'],
    [
      'appel d’offres restreint, avis envoyé le 4 mai 2026, date limite des candidatures au plus tôt ?',
      '3 juin 2026',
    ],
    [
      'un avis d’appel d’offres ouvert est paru hier pour le ménage, combien de jours ils doivent nous laisser ?',
      '23 décembre 2026',
    ],
  ])('%s', (question, date) => {
    const answer = ask(question);
    expect(answer?.id).toBe('tender-period');
    expect(answer?.headline).toContain(date);
    expect(answer?.verdict).toBeUndefined();
  });

  it('shows what urgency would bring it to, and that the counting should be checked', () => {
    const answer = ask('avis envoyé le 2 mars 2026, appel d’offres ouvert : quelle date limite minimum ?');
    expect(answer?.steps.join(' ')).toContain('15 jours = mardi 17 mars 2026');
    expect(answer?.caveats.join(' ')).toContain('faites vérifier');
    expect(answer?.articles).toContain('R2161-3');
    expect(answer?.clarify?.choices.map(({ value }) => value)).toContain('en urgence justifiée');
  });
});

describe('whether a time is enough', () => {
  it.each([
    ['20 jours pour répondre à un appel d’offres c’est légal ?', 'non', 'Non, 20 jours, c’est trop court'],
    ['c’est illégal de laisser 20 jours pour répondre à un appel d’offres ouvert ?', 'oui', 'Oui, 20 jours'],
    ['appel d’offres 15 jours pour répondre en urgence c’est autorisé ?', 'oui', 'Oui, 15 jours suffisent'],
    ['l’acheteur peut laisser 35 jours pour répondre à l’appel d’offres ?', 'oui', 'Oui, 35 jours suffisent'],
    [
      'le département dit urgence et laisse deux semaines pour son appel d’offres ouvert, il a le droit ?',
      'non',
      '14 jours',
    ],
    [
      'avis publié le 2 mars 2026 et remise des offres le 20 mars 2026 pour un appel d’offres, c’est légal ?',
      'non',
      '18 jours',
    ],
    [
      'la sncf nous laisse 12 jours pour candidater à un appel d’offres restreint, c’est légal ?',
      'non',
      '15 jours',
    ],
    ['20 jours pour répondre à un appel d’offres ouvert, c’est trop court ?', 'oui', 'Oui, 20 jours'],
    [
      'pour un appel d’offres on nous donne 32 jours pour déposer, c’est trop court ?',
      'non',
      'Non, 32 jours suffisent',
    ],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer?.verdict).toBe(verdict);
    expect(answer?.headline).toContain(words);
  });

  it('names the exception at once, and takes it when it is said next', () => {
    const question = '20 jours pour répondre à un appel d’offres c’est légal ?';
    expect(ask(question)?.headline).toContain('sauf préinformation ou urgence justifiée (15 jours au moins)');
    expect(ask([question, 'en urgence justifiée'])).toMatchObject({ verdict: 'oui', clarify: undefined });
    expect(
      ask('20 jours pour répondre à un appel d’offres parce qu’il y avait un avis avant, c’est légal ?'),
    ).toMatchObject({ verdict: 'oui', clarify: undefined });
    expect(ask([question, 'sans urgence ni préinformation'])).toMatchObject({
      verdict: 'non',
      clarify: undefined,
    });
  });

  it('depends on the buyer for the offers of a restricted procedure', () => {
    const question =
      'admis à un appel d’offres restreint, l’invitation laisse trois semaines pour l’offre, est-ce conforme ?';
    expect(ask(question)?.headline).toContain('cela dépend de l’acheteur');
    expect(ask([question, 'pour l’État'])?.headline).toContain('il faut au moins 25 jours');
    expect(ask([question, 'pour une mairie'])?.headline).toContain('le minimum est de 10 jours');
    // R2161-7: whoever was chosen has their time from the invitation on.
    expect(ask(question)?.caveats.join(' ')).toContain('part de l’envoi de l’invitation');
    expect(
      ask('30 jours pour candidater à un appel d’offres restreint, c’est légal ?')?.caveats.join(' '),
    ).toContain('part de l’envoi de l’avis');
  });
});

describe('other questions', () => {
  it.each([
    'quel est le délai minimum pour un appel d’offres ouvert ?',
    'appel d’offres restreint, avis envoyé le 4 mai 2026, date limite des offres au plus tôt ?',
    'combien de jours minimum pour répondre à un appel d’offres ?',
    '10 jours pour répondre à un MAPA c’est légal ?',
    'il reste 8 jours pour répondre à l’appel d’offres, c’est possible ?',
    'l’appel d’offres est sur 48 mois, c’est légal ?',
    'mon offre à l’appel d’offres est valable 120 jours, c’est normal ?',
    'j’ai posé une question il y a 6 jours sur l’appel d’offres, ils doivent répondre ?',
    'l’appel d’offres ferme le 12 décembre, je peux encore poser une question ?',
    'réunion publique le 3 décembre à la mairie pour l’appel d’offres',
    '20 jours pour répondre à un appel d’offres du ministère des Armées, c’est légal ?',
    'la concession laisse 20 jours pour répondre à l’appel d’offres, c’est légal ?',
    'j’ai perdu l’appel d’offres il y a 15 jours, je peux avoir une explication ?',
    'mon client privé me laisse 10 jours pour répondre à son appel d’offres, il a le droit ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});

describe('a prior notice', () => {
  it.each([
    '20 jours pour répondre à un appel d’offres sans avis préalable, c’est légal ?',
    '20 jours pour répondre à un appel d’offres, pas d’avis préalable, c’est légal ?',
    '20 jours pour répondre à un appel d’offres, aucune annonce avant, c’est légal ?',
    '20 jours pour répondre à un appel d’offres, il n’y a jamais eu d’avis avant, c’est légal ?',
    '20 jours pour répondre à l’appel d’offres publié avant Noël, c’est légal ?',
  ])('shortens nothing where there is none: %s', (question) => {
    expect(ask(question)).toMatchObject({ verdict: 'non' });
    expect(ask(question)?.headline).toContain('au moins 30 jours');
  });

  it('is no notice that was published the day before yesterday', () => {
    const answer = ask('avis d’appel d’offres publié avant-hier, ils ferment quand au plus tôt ?');
    expect(answer?.headline).toContain('22 décembre 2026');
    expect(answer?.headline).toContain('30 jours');
  });

  it('is left to a person to read, where another reason is denied beside it', () => {
    expect(
      ask(
        '20 jours pour un appel d’offres sans urgence mais avec un avis préalable, c’est légal pour répondre ?',
      ),
    ).toBeUndefined();
  });
});
