import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('a question on a required turnover', () => {
  it.each([
    ['ils demandent 300 000 € de CA pour un marché de 100 000 €, ils ont le droit ?', 'non', '150 000 €'],
    [
      "marche de 100 000 € et ils demandent 300 000 de chiffre d'affaire mini, c abusif ?",
      'oui',
      '150 000 €',
    ],
    ['marché de 180 000, on me demande 400 000 de CA annuel minimum, légal ?', 'non', '270 000 €'],
    [
      'La ville demande 400 000 euros de CA annuel pour un nettoyage à 90 000 euros, elle a le droit ?',
      'non',
      '135 000 €',
    ],
    [
      'lot 4 estimé 180000 euros ils veulent un chiffre d affaire de 400000 par an moi jai fait 210000 l an dernier ils ont le droit ?',
      'non',
      '270 000 €',
    ],
    ['lot à 50 000 €, CA minimum exigé 70 000 €, c’est légal ?', 'oui', '75 000 €'],
    [
      'marché de 400 000 en lots, mon lot vaut 50 000 et on exige 90 000 de CA. ils ont le droit ?',
      'non',
      '75 000 €',
    ],
    [
      'consultation de 2025, marché de 100 000 €, CA exigé de 180 000 €, ils ont le droit ?',
      'oui',
      '200 000 €',
    ],
    [
      "ils veulent un chiffre d'affaires d'au moins 150 000 € pour un marché estimé à 100 000 €, normal ?",
      'oui',
      '150 000 €',
    ],
    ['et ils veulent 200 000 de chiffre mini pour un marché a 85 000, c normal ??', 'non', '127 500 €'],
    ['un chiffre minimum de 100 000 € pour un lot à 90 000 €, c’est légal ?', 'oui', '135 000 €'],
    ['marché à 100 000 €, CA demandé 150 001 €, ils peuvent ?', 'non', '150 000 €'],
    ['marché de 120 000 € TTC et ils demandent 300 000 € de ca minimum c’est autorisé ?', 'non', '180 000 €'],
    ["quel chiffre d'affaires max ils peuvent exiger pour un marché de 80 000 € ?", undefined, '120 000 €'],
    ['mon CA est de 90 000 je peux répondre à un marché de 80 000 ?', undefined, '120 000 €'],
    ["j'ai un CA de 200 000 € et le marché fait 120 000 €, je peux postuler ?", undefined, '180 000 €'],
    ['on fait 60k de ca, le lot est à 50k, ça passe ?', undefined, '75 000 €'],
  ] as const)('%s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.id).toBe('turnover-cap');
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(figure);
    expect(answer?.articles[0]).toBe('R2142-7');
  });

  it('says that a minimum is a choice of the buyer, not a rule', () => {
    expect(ask('mon CA est de 90 000 je peux répondre à un marché de 80 000 ?')?.headline).toContain(
      'il n’est pas obligé d’en exiger un',
    );
  });

  it('takes a new amount in a follow-up', () => {
    const first = 'ils demandent 300 000 € de CA pour un marché de 100 000 €, ils ont le droit ?';
    expect(ask(first, "et s'ils demandent 140 000 ?")?.verdict).toBe('oui');
  });

  it.each([
    'quel CA minimum on peut me demander ?',
    'La région lance des commandes sur quatre ans avec un maximum de 300 000 euros, comment calculer le CA',
    "le chiffre d'affaires minimum, c'était combien de fois le montant en 2025 ?",
    'mon CA est de 90 000 €, je suis une PME ?',
    'mon marché de 80 000 € est fini, ça fait 3 mois qu’ils me doivent 20 000 €',
    'marché de 100 000 €, ça marche si je sous-traite 30 000 € ?',
    'accord-cadre de 200 000 €, CA demandé 400 000 €, abusif ?',
    'marché de défense de 100 000 €, ils demandent 300 000 € de CA, légal ?',
    'concession de 500 000 €, CA exigé 2 millions, normal ?',
    'un client privé veut 300 000 € de CA pour un contrat de 100 000 €, il a le droit ?',
    'marché de 120 000 € TTC et ils demandent 170 000 € de ca minimum c’est autorisé ?',
    'c’est quoi le plafond de chiffre d’affaires pour un marché ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('a turnover that is enough', () => {
  const TOLD = 'mon CA est de 210 000 €, le lot est à 90 000 €';
  it.each(['c’est assez ?', 'ça suffit ou pas ?'])('is said so: « %s »', (asking) => {
    expect(ask(`${TOLD}, ${asking}`)?.verdict).toBe('oui');
  });

  it.each(['ça va être refusé ?', 'ce n’est pas assez ?', 'ça ne suffit pas ?', 'c’est assez juste ?'])(
    'gets no « oui » to « %s »',
    (asking) => {
      const answer = ask(`${TOLD}, ${asking}`);
      expect(answer?.verdict).toBeUndefined();
      expect(plain(answer?.headline)).toContain('vous couvrez le maximum');
    },
  );
});

describe('whose a turnover is', () => {
  it.each([
    'Expliquez-moi si un CA de 300 000 € pour un marché de 100 000 € HT est légal',
    'expliquez moi si un CA de 300 000 € pour un marché de 100 000 € HT est légal ?',
    'Le marché ne dépasse pas 100 000 € HT, ils demandent un CA de 300 000 €, ils ont le droit ?',
    'Ils demandent un CA de 300 000 €, mon marché n’excède pas 100 000 € HT, c’est légal ?',
  ])('is the buyer’s demand: %s', (question) => {
    expect(ask(question)).toMatchObject({ id: 'turnover-cap', verdict: 'non' });
    expect(plain(ask(question)?.headline)).toContain('300 000 € dépassent');
  });

  it('is the company’s own', () => {
    const own = ask('moi j’ai 300 000 € de CA, marché de 100 000 €, ça passe ?');
    expect(plain(own?.headline)).toContain('avec 300 000 €');
  });

  it('is taken back after another sum, and unclear where it is only denied', () => {
    const mended = ask('marché de 100 000 € au lieu de 150 000 €, ils exigent 180 000 € de CA, légal ?');
    expect(plain(mended?.headline)).toContain('150 000 €');
    expect(ask('ils ne demandent pas 300 000 € de CA mais 200 000 €, légal ?')).toBeUndefined();
  });
});

describe('the turnover that is required, and not one’s own', () => {
  it.each([
    'l’acheteur exige 300 000 € de CA pour un marché de 100 000 €, ma boîte a un CA de 90 000 €, c’est légal ?',
    'ils exigent un CA de 300 000 € pour 100 000 €, la société réalise 120 000 € de CA, ils ont le droit ?',
    'marché 100 000 €, CA demandé 300 000 €, CA de la boîte 140 000 €, c’est normal ?',
    'ma boite fait 280 000 de CA, ils demandent 300 000 pour un marché de 100 000 €, ils ont le droit ?',
    'nous réalisons 90 000 € de CA, le règlement impose un CA de 300 000 € pour un marché de 100 000 €, c’est légal ?',
    'le marché fait 100 000 €, il faut un CA de 300 000 €, moi j’en fais 80 000, c’est normal ?',
    'marché de 100 000 €, 300 000 € de CA exigés, je fais 95 000, ils ont le droit ?',
  ])('is judged by the rule: « %s »', (question) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'turnover-cap', verdict: 'non' });
    expect(plain(answer?.headline)).toContain('300 000 € dépassent');
    expect(plain(answer?.headline)).toContain('150 000 €');
  });

  it.each([
    'ma société fait 90 000 € de chiffre d’affaires, c’est normal pour un marché à 100 000 € ?',
    'ma boîte a un CA de 90 000 €, marché de 100 000 €, ça suffit ?',
    'nous réalisons 90 000 € de CA, marché de 100 000 €, on peut répondre ?',
    'avec un CA de 90 000 € je peux répondre à un marché de 100 000 € ?',
    'avec 90 000 € de CA c’est bon pour un marché de 100 000 € ?',
    'CA 2025 : 90 000 €, marché de 100 000 €, ça passe ?',
    'j’ai au moins 90 000 € de CA, marché de 100 000 €, c’est bon ?',
    'un CA de 90 000 € ça suffit pour un marché de 100 000 € ?',
    'marché de 100 000 €, chiffre d’affaires 90 000 €, suffisant ?',
    'notre asso fait 90 000 € de CA, le marché est à 100 000 €, on peut postuler ?',
  ])('is the company’s own: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.verdict).toBeUndefined();
    expect(plain(answer?.headline) ?? 'cela dépend').toMatch(/cela dépend/i);
    expect(plain(answer?.headline) ?? '').not.toMatch(/demandés|restent dans la limite/);
  });

  it('is torn between two values, and nothing is computed', () => {
    expect(
      ask('ils demandent un CA de 300 000 € ou un CA exigé de 120 000 €, marché de 100 000 €, légal ?')
        ?.verdict,
    ).toBeUndefined();
  });

  it.each([
    'mon CA est de 100 000 €, lot 1 150 000 € et lot 2 60 000 €, ça suffit ?',
    'mon CA est de 100 000 €, le lot 1 est à 150 000 €, le lot 2 à 60 000 €, c’est assez ?',
    'je fais 100 000 € de CA, lot 1 : 150 000 €, lot 2 : 60 000 €, ça passe ?',
  ])('has no yes for several lots: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.verdict).toBeUndefined();
    expect(plain(answer?.headline)).toMatch(/225 000 € pour 150 000 € HT.*90 000 € pour 60 000 € HT/);
  });

  it('is read through the words of a phone', () => {
    const answer = ask('mon chiffre c pa 210 000 c 120 000 et le lot 90 000 ca sufit ?');
    expect(answer?.verdict).toBeUndefined();
    expect(plain(answer?.headline)).toContain('Avec 120 000 €');
  });
});

describe('the turnover that a buyer wants in other words', () => {
  it.each([
    ['marché de 100 000 €, l’acheteur fixe le CA à 200 000 €, c’est légal ?', 'non'],
    ['la mairie attend 200 000 € de CA pour un marché de 100 000 €, elle a le droit ?', 'non'],
    ['la consultation prévoit 200 000 € de CA pour un marché de 100 000 €, est-ce abusif ?', 'oui'],
    ['ils ont mis 200 000 € de chiffre d’affaires pour un marché de 100 000 €, c’est normal ?', 'non'],
    ['marché de 100 000 €, CA souhaité : 200 000 €, c’est légal ?', 'non'],
    ['marché de 100 000 €, critère : 200 000 € de CA, c’est autorisé ?', 'non'],
    ['on me parle de 200 000 € de CA pour un marché de 100 000 €, c’est abusif ?', 'oui'],
    ['le dossier indique un CA de 200 000 € pour un marché de 100 000 €, ils ont le droit ?', 'non'],
    ['l’annonce précise 200 000 € de CA, le marché fait 100 000 €, c’est normal ?', 'non'],
    ['marché estimé à 100 000 €, mon offre est à 95 000 €, CA 200 000 € exigé, c’est légal ?', 'non'],
    ['marché de 100 000 €, notre offre est à 95 000 €, ils exigent 200 000 € de CA, c’est légal ?', 'non'],
    ['le marché annuel est de 100 000 €, ils demandent 200 000 € de CA, c’est légal ?', 'non'],
  ] as const)('is judged: « %s »', (question, verdict) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'turnover-cap', verdict });
    expect(plain(answer?.headline)).toContain('200 000 € dépassent');
    expect(plain(answer?.headline)).toContain('150 000 €');
  });

  it.each([
    'marché de 10 000 € par mois sur 12 mois, ils exigent 100 000 € de CA, c’est légal ?',
    'marché mensuel de 10 000 € sur 12 mois, ils exigent 100 000 € de CA, c’est légal ?',
    'marché de 10 000 € le mois pendant un an, ils exigent 100 000 € de CA, c’est légal ?',
  ])('is held against all the months of a contract: « %s »', (question) => {
    const answer = ask(question);
    expect(answer?.verdict).toBe('oui');
    expect(plain(answer?.headline)).toContain('180 000 €');
  });

  it.each([
    'le CA moyen du secteur est de 300 000 €, marché de 100 000 €, c’est normal ?',
    'j’attends 200 000 € de CA cette année, marché de 100 000 €, c’est normal ?',
    'le marché annuel est de 100 000 €, reconductible, ils demandent 200 000 € de CA, c’est légal ?',
    'marché de 10 000 € par mois, ils exigent 100 000 € de CA, c’est légal ?',
  ])('has no verdict, where it is one’s own or the contract is unsaid: « %s »', (question) => {
    expect(ask(question)?.verdict).toBeUndefined();
  });
});

describe('a turnover that is required and not reached', () => {
  const story =
    'Le marché est estimé à 85 000 HT, ils demandent 170 000 de CA minimum, c’est pas abusif ? j’ai 140 000';

  it.each([
    story,
    'marché 85 000 HT, ils demandent 170 000 de CA, c’est abusif ? on a 140 000',
    'le règlement exige un chiffre d’affaires de 170 000 euros alors que le marché fait 85 000 euros, c’est trop ? moi je suis à 140 000',
  ])('« %s » is compared with what may be asked, and one’s own too', (question) => {
    const answer = ask(question);
    expect(answer?.verdict).toBe('oui');
    expect(plain(answer?.headline)).toContain('127 500 €');
    expect(plain(answer?.steps.join(' '))).toContain('Vos 140 000 € : au moins 127 500 €.');
  });

  it('says what one’s own is worth where that is asked', () => {
    const first = 'un CA mini de 300 000 pour un marché de 150 000, c’est légal ?';
    const answer = ask(first, 'et avec 240 000 de CA je suis bon ?');
    expect(answer?.verdict).toBeUndefined();
    expect(plain(answer?.headline)).toMatch(/^Avec 240 000 €.*sous les 300 000 € demandés.*225 000 €/);
  });

  it('never takes a contract in hand for the one that is asked of', () => {
    const first = 'marché de 85 000 HT, ils demandent 170 000 de CA minimum';
    const answer = ask(first, 'j’ai un marché en cours à 40 000 €, je peux le mettre en référence ?');
    expect(plain(answer?.headline ?? '')).not.toContain('60 000 €');
  });

  it('never takes the number that somebody found for what is required', () => {
    const answer = ask(
      'marché de 85 000 HT, ils demandent 170 000 de CA minimum',
      'donc 150 000, j’ai bon ?',
    );
    expect(plain(answer?.steps.join(' ') ?? '')).not.toContain('150 000 € demandés');
  });
});
