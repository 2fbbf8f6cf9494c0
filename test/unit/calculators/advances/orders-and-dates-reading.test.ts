import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('the advance of a purchase order', () => {
  it.each([
    [
      'accord-cadre à bons de commande sans minimum avec une ville, un bon de 54 000 HT à faire en 3 mois, j’ai droit à l’avance sur ce bon ?',
      'oui',
      'sans minimum',
    ],
    [
      'bon de commande de 65 000 HT exécuté en 4 mois pour un département, sans minimum, est-ce que l’avance s’applique ?',
      'oui',
      'sans minimum',
    ],
    [
      'bon de 40 000 € HT sur 3 mois dans un accord-cadre sans minimum avec la région, une avance est due ?',
      'non',
      '50 000 € HT et 2 mois',
    ],
    [
      'bon de commande à 62 000 HT fait en 5 semaines pour un département, sans minimum, j’ai droit à une avance ?',
      'non',
      '50 000 € HT et 2 mois',
    ],
    [
      'accord-cadre avec un minimum de 80 000 HT, commune, mon bon fait 60 000 HT sur 4 mois, j’ai droit à une avance sur chaque bon ?',
      'non',
      'en une seule fois',
    ],
    [
      'bon de commande de 70 000 HT sur 4 mois avec une SPL, accord-cadre sans minimum, l’avance est due ?',
      'non',
      'simple faculté',
    ],
    [
      'bon de commande de 70 000 euros, ai-je droit à une avance ?',
      undefined,
      'si l’accord-cadre est sans minimum',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'advance-order', verdict });
    expect(ask(question)?.headline).toContain(words);
    expect(ask(question)?.articles).toContain('R2191-16');
  });

  it('asks for the minimum that decides', () => {
    const question = 'bon de commande de 70 000 HT sur 4 mois pour une mairie, ai-je droit à une avance ?';
    expect(ask(question)?.clarify?.choices.map(({ value }) => value)).toEqual(['accord-cadre sans minimum']);
    expect(ask([question, 'accord-cadre sans minimum'])).toMatchObject({ verdict: 'oui' });
  });
});

describe('the last day to pay an advance', () => {
  it.each([
    [
      'marché notifié le 5 octobre 2026 par la mairie, l’avance devait être payée au plus tard quel jour ?',
      '4 novembre 2026',
    ],
    ['l’hôpital m’a notifié le marché le 1er octobre 2026, date limite pour l’avance ?', '20 novembre 2026'],
    [
      'garantie remise le 12 novembre, marché notifié le 30 octobre, avance payée au plus tard quand ?',
      '12 décembre 2026',
    ],
    ['marché notifié le 1er novembre 2026, quand est versée l’avance ?', '1er décembre 2026'],
  ])('%s', (question, day) => {
    expect(ask(question)?.id).toBe('advance-payment');
    expect(ask(question)?.headline).toContain(day);
    expect(ask(question)?.articles[0]).toBe('R2192-24');
  });

  it('says whether it is late today', () => {
    const late = ask(
      'notification le 20 octobre, l’avance n’est toujours pas versée par le département, ils sont en retard ?',
    );
    expect(late).toMatchObject({ id: 'advance-payment', verdict: 'oui' });
    expect(late?.headline).toContain('5 jours de retard');
    const early = ask(
      'marché notifié le 2 novembre par la mairie, avance pas encore versée, ils sont en retard ?',
    );
    expect(early).toMatchObject({ verdict: 'non' });
  });

  it.each([
    'quand est payée l’avance ?',
    'quand rembourser l’avance de 18 000 € ?',
    'marché à bons de commande sans minimum, avance ?',
    'l’avance de 20 000 € a été notifiée le 3 novembre, je dois la rembourser quand ?',
    'c’est quoi une avance sur bon de commande ?',
    'bon de commande notifié le 3 novembre, quand dois-je livrer ?',
    'combien d’avance sur un bon de commande de 60 000 € ?',
    'avance d’un sous-traitant sur un bon de 60 000 € de l’accord-cadre, due ?',
    'accord-cadre de 3 ans avec la mairie, avance possible ?',
    'mon client privé me passe un bon de commande de 70 000 €, avance due ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});
