import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('a rejection that is so many days old', () => {
  it('leaves some days, in words', () => {
    const said = ask('j’ai eu le mail de rejet il y a 4 jours, c’est trop tard pour contester ou pas ?');
    expect(said?.headline).toContain('il est encore temps');
    expect(said?.headline).toContain('30 novembre 2026');
    expect(said?.caveats.join(' ')).toContain('MAPA');
  });

  it.each([
    'il faut que je conteste un rejet reçu il y a 4 jours par mail, c’est trop tard ?',
    'rejet reçu ya 4 jours, trop tard pour un recours ?',
  ])('« %s » is counted, whatever its words', (question) => {
    expect(ask(question)?.headline).toContain('30 novembre 2026');
  });

  it.each([
    'ça fait 3 semaines que je bosse avec cette mairie et on a perdu le marché, combien de temps pour contester ?',
    'ça fait 20 ans que je bosse avec cette mairie et on a perdu le marché, combien de temps pour contester ?',
    'l’acheteur a refusé ma révision de prix il y a 3 semaines, trop tard pour contester ?',
    'ma subvention a été refusée il y a 10 jours, combien de temps pour contester ?',
    'la mairie a notifié le marché à mon concurrent il y a 5 jours, j’ai été rejeté, trop tard pour un référé ?',
  ])('« %s » is no such day', (question) => {
    expect(ask(question)?.headline ?? '').not.toMatch(/encore temps|au plus tôt le/);
  });

  it('leaves none once they are past', () => {
    const said = ask('mail de rejet il y a 20 jours, trop tard pour contester ?');
    expect(said?.headline).not.toContain('encore temps');
    expect(said?.caveats.join(' ')).toContain('Cette date est passée');
  });
});

describe('the signature after a rejection', () => {
  it.each([
    [
      'j’ai reçu la lettre de rejet le 20 novembre par la plateforme, jusqu’à quand je peux faire un référé précontractuel ?',
      '1er décembre 2026',
      '30 novembre 2026',
    ],
    [
      'refus reçu vendredi sur la plateforme, ils peuvent signer quand',
      '1er décembre 2026',
      '30 novembre 2026',
    ],
    [
      'on a perdu l’appel d’offres, mail de rejet envoyé le 16 novembre 2026, combien de temps pour attaquer avant signature ?',
      '27 novembre 2026',
      '26 novembre 2026',
    ],
    [
      'rejeté hier à l’AO de la région par mail, délai avant que le marché soit signé ?',
      '4 décembre 2026',
      '3 décembre 2026',
    ],
    [
      'lettre de rejet datée du 9 novembre 2026 envoyée par courrier, AO, signature au plus tôt ?',
      '25 novembre 2026',
      '24 novembre 2026',
    ],
  ])('%s', (question, signature, lastDay) => {
    const answer = ask(question);
    expect(answer?.id).toBe('standstill');
    expect(answer?.headline).toContain(signature);
    expect(answer?.headline).toContain(lastDay);
    expect(answer?.articles).toEqual(expect.arrayContaining(['R2182-1', 'CJA L551-1']));
    expect(answer?.caveats.join(' ')).toContain('avocat');
  });

  it('judges an announced signature only in a formal procedure', () => {
    const formal = ask(
      'rejet reçu hier par mail sur un appel d’offres, ils peuvent signer le 1er décembre ?',
    );
    expect(formal).toMatchObject({ verdict: 'non' });
    expect(formal?.headline).toMatch(/^Non, signer le 1er décembre 2026 serait trop tôt/);
    const unsaid = ask('rejet reçu hier par mail, ils peuvent signer le 1er décembre ?');
    expect(unsaid?.verdict).toBeUndefined();
    expect(unsaid?.clarify?.choices).toHaveLength(2);
  });

  it.each([
    [
      'appel d’offres, rejets envoyés par la plateforme le lundi 9 novembre, contrat signé le vendredi 13, signé trop tôt ?',
      'oui',
      'au plus tôt le vendredi 20 novembre 2026',
    ],
    [
      'AO, rejet envoyé par mail le 2 novembre, contrat signé le 16, trop tôt ?',
      'non',
      'dès le vendredi 13 novembre 2026',
    ],
    [
      'appel d’offres, lettre de rejet du 10 novembre, ils ont signé le 18, c’est légal ?',
      'non',
      '21 novembre 2026',
    ],
    [
      'AO ouvert, rejet le 3 novembre par la plateforme, signé le 12, ça leur était interdit de signer si vite ?',
      'oui',
      '14 novembre 2026',
    ],
    [
      'appel d’offres, rejet envoyé le 2 novembre, signature le 20 novembre, le délai est respecté ?',
      'oui',
      '13 novembre 2026',
    ],
    ['mapa, rejet reçu le 3 novembre, marché signé le 4, ils ont le droit ?', 'oui', 'aucun délai d’attente'],
    [
      'procédure formalisée, rejets postés sur papier le 2 novembre, signé le 16, combien de jours fallait-il attendre ?',
      undefined,
      '16 jours',
    ],
  ] as const)('judges a signature that is past: %s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'standstill', verdict });
    expect(ask(question)?.headline).toContain(words);
  });

  it('counts nothing exact from the reception of a paper letter', () => {
    const answer = ask(
      'lettre de rejet reçue par courrier recommandé le 20 novembre pour un appel d’offres, ils peuvent signer quand ?',
    );
    expect(answer?.headline).toContain('part du jour d’envoi de la lettre');
    expect(answer?.headline).toContain('avant le dimanche 6 décembre 2026');
  });

  it('has no wait in an adapted procedure', () => {
    const question = 'rejet reçu hier sur la plateforme, ils peuvent signer quand ?';
    expect(ask([question, 'c’est un MAPA'])?.headline).toContain('aucun délai d’attente n’est imposé');
    expect(ask(question)?.headline).toMatch(/^En procédure formalisée/);
    expect(ask(question)?.caveats.join(' ')).toContain(
      'En procédure adaptée (MAPA), il n’y a aucune attente',
    );
  });

  it('warns when the day has passed', () => {
    const answer = ask(
      'rejet de mon appel d’offres envoyé par la plateforme le 2 novembre, quand peuvent-ils signer ?',
    );
    expect(answer?.caveats[0]).toContain('Cette date est passée');
  });
});

describe('appeals against a signed contract', () => {
  it('gives 31 days after the European notice', () => {
    const answer = ask(
      'avis d’attribution publié au JOUE le 3 novembre 2026, jusqu’à quand je peux faire un référé contractuel ?',
    );
    expect(answer?.headline).toContain('4 décembre 2026');
    expect(answer?.articles[0]).toBe('CJA R551-7');
  });

  it('gives six months from the signature only when no notice came out, and says so first', () => {
    const answer = ask('marché signé le 2 juin 2026, combien de temps pour un référé contractuel ?');
    expect(answer?.headline).toContain('si aucun avis d’attribution n’a paru au JOUE');
    expect(answer?.headline).toContain('2 décembre 2026');
    expect(answer?.caveats.join(' ')).toContain('31 jours');
  });

  it('keeps the worked day before a Saturday for the Tarn-et-Garonne action', () => {
    const answer = ask(
      'avis d’attribution paru au BOAMP le 5 octobre 2026, je peux attaquer le marché jusqu’à quand ?',
    );
    expect(answer?.headline).toContain('vendredi 4 décembre 2026');
    // A notice whose journal is not the European one still counts at its shortest.
    expect(answer?.headline).toContain('5 novembre 2026');
    expect(answer?.steps.join(' ')).toContain('par prudence comme s’il avait paru au JOUE');
  });

  it('promises no exact day without a complete publicity', () => {
    const answer = ask(
      'j’ai appris le 3 septembre 2026 que le marché était signé, rien n’a été publié, recours possible jusqu’à quand ?',
    );
    expect(answer?.headline).toContain('environ 1 an');
    expect(answer?.headline).toContain('sans garantie');
    expect(answer?.verdict).toBeUndefined();
  });
});

describe('reasons and documents', () => {
  it.each([
    [
      'j’ai demandé les motifs du rejet le 12 novembre, ils ont jusqu’à quand pour me répondre ?',
      '27 novembre 2026',
      'rejection-reasons',
    ],
    [
      'J’ai écrit le 3 mai à la commune pour connaître les raisons de mon échec sur un MAPA de peinture, quand doit-elle répondre ?',
      '18 mai 2026',
      'rejection-reasons',
    ],
    [
      'toujours pas de réponse à ma demande de motifs de rejet envoyée le 2 novembre, le délai est dépassé ?',
      '17 novembre 2026',
      'rejection-reasons',
    ],
    [
      'j’ai demandé le rapport d’analyse à la mairie le 10 octobre 2026, pas de réponse, quand saisir la cada ?',
      '8 janvier 2027',
      'document-request',
    ],
    [
      'la mairie a refusé le 4 novembre de me donner le rapport d’analyse, j’ai jusqu’à quand pour saisir la cada ?',
      '4 janvier 2027',
      'document-request',
    ],
    [
      'j’ai saisi la CADA le 1er octobre 2026, si elle ne répond pas c’est quand le refus ?',
      '1er décembre 2026',
      'document-request',
    ],
  ])('%s', (question, date, id) => {
    const answer = ask(question);
    expect(answer?.id).toBe(id);
    expect(answer?.headline).toContain(date);
  });
});

describe('other questions', () => {
  it.each([
    'c’est quoi le standstill ?',
    'combien de jours avant la signature après le rejet ?',
    'je suis rejeté, que faire ?',
    'c’est quoi le référé précontractuel ?',
    'combien de temps pour saisir la CADA ?',
    'on a signé le marché le 3 novembre, quand commence-t-on ?',
    'j’ai envoyé ma candidature le 3 novembre, quand aurai-je une réponse ?',
    'la concession signée le 3 mars 2026, délai de recours ?',
    'marché de 120 000 € résilié le 4 novembre, quels recours ?',
    'on a reçu le refus vendredi, la ville n’a rien signé, je voudrais lire les notes avant que ce soit trop tard',
    'mon DC4 a été refusé le 3 novembre, quel recours ?',
    'ma facture a été rejetée le 3 novembre, que faire ?',
    'j’ai demandé mon attestation urssaf le 3 novembre, pas de réponse',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});

describe('whether an appeal is still open', () => {
  it.each([
    [
      'avis disant où consulter le contrat conclu paru le 1er septembre 2026, le recours Tarn-et-Garonne est encore ouvert ?',
      'non',
      'Non, le délai est passé',
    ],
    [
      'avis de conclusion publié le 20 octobre avec l’endroit où consulter le contrat, recours tarn et garonne encore possible ?',
      'oui',
      'Oui, le délai court encore',
    ],
    [
      'avis d’attribution au JOUE le 2 novembre 2026, le référé contractuel est encore ouvert ?',
      'oui',
      '3 décembre 2026',
    ],
    [
      'avis d’attribution au JOUE le 2 octobre 2026, c’est trop tard pour le référé contractuel ?',
      'oui',
      'Oui, le délai est passé',
    ],
    // The two months need a complete publication: past them, nobody can say no.
    [
      'avis d’attribution paru au boamp le 12 août 2026, je peux encore faire un recours tarn-et-garonne ?',
      undefined,
      '12 octobre 2026',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'appeals', verdict });
    expect(ask(question)?.headline).toContain(words);
  });

  it.each([
    ['le contrat est signé, je peux encore faire un référé précontractuel ?', 'non'],
    ['référé précontractuel après signature, recevable ?', 'non'],
    ['ils ont signé hier, trop tard pour un référé précontractuel ?', 'oui'],
    ['marché pas encore signé, le référé précontractuel est possible ?', 'oui'],
  ] as const)('%s', (question, verdict) =>
    expect(ask(question)).toMatchObject({ id: 'pre-contract-appeal', verdict }),
  );

  it.each([
    'référé précontractuel, avant ou après signature ?',
    'c’est quoi un référé précontractuel, avant ou après la signature ?',
    'on a saisi le juge hier et l’acheteur menace de signer demain, il a le droit ?',
    'un référé précontractuel coûte combien une fois le marché signé ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('a silence that is over', () => {
  it.each([
    [
      'j’ai demandé les motifs par écrit le 2 novembre, mapa, ils sont hors délai ?',
      'oui',
      '17 novembre 2026',
    ],
    ['motifs de rejet demandés par écrit le 16 novembre, ils sont en retard ?', 'non', '1er décembre 2026'],
    [
      'demande de documents reçue par la mairie le 20 octobre, aujourd’hui c’est un refus ?',
      'oui',
      '20 novembre 2026',
    ],
    [
      'la mairie répond pas à ma demande de documents depuis 5 semaines, ça vaut refus ?',
      'oui',
      'Saisissez la CADA',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ verdict });
    expect(ask(question)?.headline).toContain(words);
  });
});

describe('the loser’s appeal, asked about by who bought', () => {
  it('has no last days of its own', () => {
    const contested = 'marché signé le 10 novembre, le perdant veut un référé contractuel, on risque quoi ?';
    expect(ask(`nous sommes la commune qui achète, ${contested}`)?.headline ?? '').not.toContain(
      'votre dernier jour',
    );
    expect(
      ask('le marché a été signé le 10 novembre, jusqu’à quand puis-je faire un référé contractuel ?')
        ?.headline,
    ).toContain('votre dernier jour');
  });
});
