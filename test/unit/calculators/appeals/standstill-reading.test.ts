import { describe, expect, it } from 'vitest';
import { ask as askOn, register } from '#support/knowledge/deadline-and-money.ts';

/** A Sunday. */
const ask = (...turns: string[]) => askOn(turns, register, '2026-11-29');

describe('the procedure of a rejection, as it is said', () => {
  it.each([
    'rejet le 20 novembre, appel d’offres (pas MAPA), ils ont signé le 26, c’est légal ?',
    'offre rejetée le 20 novembre, marché de 300 000 €, pas en procédure adaptée, ils ont signé le 26, c’était légal ?',
    'c’est pas un mapa c’est un appel d’offres, rejet le 20 novembre, ils ont signé le 27, c’est légal ?',
    'je croyais que c’était un mapa mais c’est un appel d’offres, rejet reçu le 20 novembre, ils ont signé le 26, c’est légal ?',
    'on n’est pas en MAPA, rejet reçu le 20 novembre par la plateforme, ils ont signé le 25, ils avaient le droit ?',
    'c pas un mapa, rejeté le 20 novembre par mail, ils ont signé le 24, c’était légal ?',
  ])('denied, is the other one, and the signature too early: « %s »', (question) => {
    expect(ask(question)).toMatchObject({ id: 'standstill', verdict: 'non' });
    expect(ask(question)?.headline).toContain('1er décembre 2026');
  });

  it.each([
    'c’est pas un appel d’offres, rejet le 20 novembre, ils ont signé le 27, c’est légal ?',
    'c’est ni un mapa ni un AO, rejet le 20 novembre, ils ont signé le 27, c’est légal ?',
    'je ne sais pas si c’est un mapa, rejet le 20 novembre, ils ont signé le 27, c’est légal ?',
    'MAPA ou appel d’offres je sais plus, rejet le 20 novembre, ils ont signé le 27, c’est légal ?',
    'rejet le 20 novembre, c’est un mapa ou quoi ? ils ont signé le 27, c’est légal ?',
  ])('is unknown, and the answer neither yes nor no: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline ?? 'En procédure formalisée').toMatch(/procédure formalisée/i);
  });

  it.each([
    ['c’est pas un MAPA', 'Le marché peut être signé au plus tôt le mardi 1er décembre 2026'],
    ['non, pas un mapa', 'Le marché peut être signé au plus tôt le mardi 1er décembre 2026'],
    ['on n’est pas en procédure adaptée', 'Le marché peut être signé au plus tôt le mardi 1er décembre 2026'],
    ['c’est pas une procédure formalisée', 'aucun délai d’attente n’est imposé'],
    ['c’est un MAPA', 'aucun délai d’attente n’est imposé'],
    ['en procédure formalisée', 'Le marché peut être signé au plus tôt le mardi 1er décembre 2026'],
    ['non c’est pas un appel d’offres', 'En procédure formalisée, le marché'],
    ['je sais pas si c’est un mapa', 'En procédure formalisée, le marché'],
  ])('is read in the answer to our own question: « %s »', (reply, words) => {
    expect(ask('rejet reçu le 20 novembre, quand peuvent-ils signer ?', reply)?.headline).toContain(words);
  });

  it('is supposed, where it is asked what then', () => {
    const told = 'rejet le 20 novembre, ils signent le 27, appel d’offres, c’est légal ?';
    expect(ask(told, 'et si c’est un MAPA ?')?.headline).toContain('aucun délai d’attente');
  });

  it('is adapted, where it is named so', () => {
    for (const question of [
      'mapa de la mairie, on m’a pas retenu, rejet le 20 novembre, ils ont signé le 21, c’est légal ?',
      'ils m’ont pas retenu sur un mapa, mail de rejet le 20 novembre, signé le 21, ils avaient le droit ?',
      'c’est un mapa, pas un appel d’offres, rejet le 20 novembre, signé le 24, c’était légal ?',
    ])
      expect(ask(question)).toMatchObject({ id: 'standstill', verdict: 'oui' });
  });
});

describe('the day of a rejection', () => {
  it.each([
    'j’ai déposé mon offre le 2 novembre et ils m’ont rejeté le 20 novembre, jusqu’à quand pour attaquer ?',
    'la visite était le 5 novembre, j’ai reçu le rejet le 20 novembre, quand peuvent-ils signer ?',
    'la visite du site était le 3 novembre, rejet reçu le 20, ils peuvent signer quand ?',
    'réunion de négociation le 10 novembre, lettre de rejet le 20, jusqu’à quand le référé ?',
    'rejet le 20 novembre, mon rdv avec l’avocat est le 2 décembre, ils peuvent signer avant ?',
    'lettre de rejet le 20 novembre, marché attribué le 18, quand peuvent-ils signer ?',
    'rejet le 20 novembre, je pars en congé le 5, je signe mon recours quand ?',
    'lettre de rejet le 20 novembre, la visite était le 3, ils signent quand ?',
    'le 20 novembre j’ai reçu un mail de rejet, ils peuvent signer quand ?',
    'Le 20 novembre, j’ai appris que mon offre était refusée, quand peuvent-ils signer ?',
    'on a remis notre offre le 30 octobre, oral de négociation le 12 novembre, refus reçu le 20 novembre, ils signent quand au plus tôt ?',
    'la consultation fermait le 15 octobre, j’ai été rejeté le 20 novembre, jusqu’à quand je peux contester ?',
    'je veux contester le rejet du 20 novembre, jusqu’à quand ?',
    'rejet le 20 novembre, j’ai reçu les motifs le 25, jusqu’à quand pour le référé ?',
    'bonjour voilà j’ai déposé le 4 novembre, audition le 13 novembre, et mail de rejet le 20 novembre, combien de temps pour attaquer ?',
    'notre offre n’a pas été retenue (mail du 20 novembre), quand peuvent-ils signer ?',
    'on nous a écartés le 20 novembre, la date limite était le 30 octobre, quand la mairie peut signer ?',
    'j’ai perdu le marché, la lettre est du 20 novembre, jusqu’à quand pour un recours ?',
    'ma candidature a été rejetée il y a 9 jours en appel d’offres, j’ai jusqu’à quand pour le référé ?',
    'lettre de rejet envoyée il y a 9 jours par la plateforme, ils peuvent signer quand ?',
    'j’ai déposé mon offre il y a 30 jours, rejet reçu le 20 novembre, ils signent quand ?',
    'commission le 17 novembre, rejet par mail le 20 novembre, quand signent-ils au plus tôt ?',
  ])('is told by its own clause: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.id).toBe('standstill');
    expect(answer?.headline).toMatch(/1er décembre 2026/);
    expect(answer?.headline).toMatch(/30 novembre 2026/);
    expect(answer?.headline).not.toMatch(/attente obligatoire est finie/);
    expect(answer?.steps.join(' ')).not.toContain('Signature annoncée');
  });

  it.each([
    'j’ai déposé mon offre le 2 novembre, pas retenu, quand peuvent-ils signer ?',
    'la visite était le 5 novembre, on est rejetés, quand peuvent-ils signer ?',
    'mon offre n’a pas été rejetée le 20 novembre, ils signent quand ?',
    'rejeté, réunion avec la mairie le 12 novembre, quand peuvent-ils signer ?',
    'j’ai contesté le rejet le 22 novembre, ils peuvent signer quand ?',
    'rejet du lot 1 reçu le 2 octobre, rejet du lot 2 reçu le 20 novembre, ils signent quand ?',
    'j’ai envoyé mon offre le 3 novembre et été refusé, quand peuvent-ils signer ?',
  ])('is none where no clause says it: « %s »', (question) => {
    expect(ask(question)?.headline ?? '').not.toMatch(
      /au plus tôt le|dernier jour prudent|attente obligatoire/,
    );
  });

  it('is not that of the signature, which is read in its own clause', () => {
    const answer = ask(
      'AO, visite le 3 novembre, rejet par mail le 10 novembre et ils ont signé le 16 novembre, légal ?',
    );
    expect(answer).toMatchObject({ verdict: 'non' });
    expect(answer?.headline).toContain('21 novembre 2026');
    const late = ask('AO, rejet par mail le 2 novembre, signé le 16 novembre, c’est légal ?');
    expect(late).toMatchObject({ verdict: 'oui' });
  });
});

describe('how the letter left', () => {
  it.each([
    'rejet : recommandé parti le 10 novembre 2026, pas de mail, appel d’offres, signé le 23, trop tôt ?',
    'rejet parti par la poste le 10 novembre 2026 (rien par mail ni sur la plateforme), AO, ils ont signé le 23, c’était trop tôt ?',
    'AO, lettre de rejet postée en recommandé le 10 novembre 2026, aucun mail, signé le 23 novembre, trop tôt ?',
  ])('by paper, has sixteen days: « %s »', (question) => {
    expect(ask(question)).toMatchObject({ id: 'standstill', verdict: 'oui' });
    expect(ask(question)?.headline).toContain('26 novembre 2026');
  });

  it('is not the way of another act', () => {
    const answer = ask(
      'AO, j’ai contesté par mail le 22 novembre, la lettre de rejet en recommandé était partie le 16 novembre, quand peuvent-ils signer ?',
    );
    expect(answer?.headline).toContain('2 décembre 2026');
  });

  it('stays electronic, where that is said', () => {
    const answer = ask(
      'AO, rejet envoyé le 16 novembre par mail, pas par courrier, quand peuvent-ils signer ?',
    );
    expect(answer?.headline).toContain('27 novembre 2026');
  });
});

describe('a wait that is not due', () => {
  it.each([
    ['rejet d’un marché subséquent le 20 novembre, signé le 24, ils avaient le droit ?', 'marché subséquent'],
    [
      'j’étais le seul candidat, rejet le 20 novembre en appel d’offres, signé le 25, légal ?',
      'une seule entreprise',
    ],
    [
      'AO, seul à répondre, offre rejetée le 20 novembre, marché signé le 24, c’était légal ?',
      'une seule entreprise',
    ],
  ])('is not held against the signature: « %s »', (question, words) => {
    expect(ask(question)).toMatchObject({ verdict: 'oui' });
    expect(ask(question)?.headline).toContain(words);
  });

  it('is due to several candidates', () => {
    const answer = ask(
      'AO, je n’étais pas le seul candidat, rejet le 20 novembre, ils ont signé le 25, légal ?',
    );
    expect(answer).toMatchObject({ verdict: 'non' });
  });
});

describe('a refusal told beside another act', () => {
  it.each([
    'mon offre pour un marché public de voirie a été rejetée le 20 novembre, quand peuvent-ils signer ?',
    'ma réponse au marché public de la mairie n’a pas été retenue le 20 novembre, jusqu’à quand pour faire un référé ?',
    'marché public perdu le 20 novembre, combien de temps pour attaquer ?',
    'j’ai perdu un marché public le 20 novembre, jusqu’à quand pour faire un recours ?',
    'mon dossier de réponse au marché public a été refusé le 20 novembre, c’est trop tard pour un référé ?',
    'ils m’ont refusé le marché public par mail le 20 novembre, quand peuvent-ils signer ?',
    'la commission d’appel d’offres m’a rejeté le 20 novembre, quand peuvent-ils signer ?',
    'le 20 novembre la commission m’a éliminé, jusqu’à quand je peux attaquer ?',
    'l’offre que j’avais déposée a été rejetée le 20 novembre, jusqu’à quand pour attaquer ?',
    'après négociation mon offre est rejetée le 20 novembre, quand peuvent-ils signer ?',
    'suite à l’ouverture des plis j’ai reçu le rejet le 20 novembre, jusqu’à quand pour le référé ?',
    'ils m’ont appelé pour dire que j’étais rejeté le 20 novembre, quand peuvent-ils signer ?',
    'le rejet de mon offre a été publié sur la plateforme le 20 novembre, quand peuvent-ils signer ?',
    'la décision de rejet a été déposée sur la plateforme le 20 novembre, quand peuvent-ils signer ?',
    'le rejet a été publié sur la plateforme le 20 novembre, jusqu’à quand pour un recours ?',
    'rejeté par mail, c’était le 20 novembre, jusqu’à quand pour le référé ?',
    'j’ai été prévenu le 20 novembre, offre rejetée, ils peuvent signer quand ?',
    'résultat le 20 novembre : offre rejetée. Quand peuvent-ils signer ?',
    'résultats tombés le 20 novembre, mon offre est rejetée, dernier jour pour attaquer ?',
    'on a su le 20 novembre que notre offre était écartée, quand peuvent-ils signer ?',
    'dans ce marché public de voirie on nous a écartés le 20 novembre, jusqu’à quand le référé ?',
    'la visite faite, ma candidature a été éliminée le 20 novembre, ils signent quand ?',
  ])('is the one that the date is of: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.id).toBe('standstill');
    expect(answer?.headline).toMatch(/1er décembre 2026/);
    expect(answer?.headline).toMatch(/30 novembre 2026/);
  });

  it.each([
    'rejeté, j’ai envoyé ma demande de motifs le 22 novembre, quand peuvent-ils signer ?',
    'rejeté, j’ai reçu les motifs du rejet le 25 novembre, quand peuvent-ils signer ?',
    'rejeté, mon recours contre le refus est parti le 22 novembre, ils signent quand ?',
    'j’ai relancé l’hôpital sur mon rejet le 25 novembre, ils signent quand ?',
  ])('is not, where the act is one on the refusal: « %s »', (question) => {
    expect(ask(question)?.headline ?? '').not.toMatch(/au plus tôt le|dernier jour prudent/);
  });

  it.each([
    'rejet le 20 novembre, appel d’offres, le marché public a été signé le 26 novembre, c’est légal ?',
    'rejet le 20 novembre en appel d’offres, l’attributaire a signé le 26 novembre, c’est légal ?',
    'rejet le 20 novembre, appel d’offres, ils ont demandé au gagnant de signer le 26 novembre, c’est légal ?',
    'rejet le 20 novembre, ils ont signé le marché public le 26 novembre en appel d’offres, c’est légal ?',
    'rejet le 20 novembre, ils ont signé le 26 novembre, c’est légal en appel d’offres ou pas ?',
    'appel d’offres restreint non adapté, rejet le 20 novembre, ils ont signé le 26 novembre, légal ?',
    'rejet le 20 novembre, c’est un appel d’offres et non un mapa, ils ont signé le 26 novembre, c’est légal ?',
  ])('leaves the signature to be judged: « %s »', (question) => {
    expect(ask(question)).toMatchObject({ id: 'standstill', verdict: 'non' });
  });

  it.each([
    'c’est un mapa non alloti, rejet le 20 novembre, ils ont signé le 26 novembre, c’est légal ?',
    'rejet le 20 novembre, c’est un MAPA, non ? ils ont signé le 26, ils ont le droit ?',
    'rejet le 20 novembre, c’est un MAPA et non un appel d’offres, ils ont signé le 26 novembre, c’est légal ?',
    'rejet le 20 novembre d’un mapa avec négociation, ils ont signé le 26 novembre, c’est légal ?',
    'rejet le 20 novembre, ils ont signé le 26 novembre, c’est légal en MAPA ou pas ?',
  ])('is of no weight in a MAPA: « %s »', (question) => {
    expect(ask(question)).toMatchObject({ id: 'standstill', verdict: 'oui' });
  });

  it('is said for both procedures, where nobody says which', () => {
    const answer = ask(
      'je n’ai pas de MAPA en cours, rejet le 20 novembre, ils ont signé le 26 novembre, c’est légal ?',
    );
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline).toMatch(/^En procédure formalisée, signer le 26 novembre 2026 était trop tôt/);
    expect(answer?.headline).toContain('En procédure adaptée (MAPA)');
    expect(answer?.clarify).toBeDefined();
  });
});
