import { describe, expect, test } from 'vitest';
import type { Proposition } from '#src/knowledge/model/document.ts';
import { polarityOf, verdictFor } from '#src/reader/polarity.ts';

const proposition = (modality: Proposition['modality'], verdict: 'oui' | 'non'): Proposition => ({
  modality,
  statement: 'sous-traiter',
  verdict,
});
/** The verdict that a question gets from a page's proposition. */
const verdict = (question: string, modality: Proposition['modality'], answer: 'oui' | 'non') => {
  const polarity = polarityOf(question);
  return polarity && verdictFor(proposition(modality, answer), polarity);
};

describe('a yes/no question', () => {
  test.each([
    ['Puis-je sous-traiter une partie du marché ?', 'permis'],
    ['Est-ce que je peux sous-traiter ?', 'permis'],
    ['on peut sous traiter ?', 'permis'],
    ['Ai-je droit à une avance ?', 'permis'],
    ['L’acheteur peut-il m’imposer une visite ?', 'permis'],
    ['La sous-traitance est-elle autorisée ?', 'permis'],
    ['Est-il interdit de sous-traiter ?', 'interdit'],
    ['sous traiter tout le marché c’est interdit ?', 'interdit'],
    ['Est-ce illégal de sous-traiter ?', 'interdit'],
    ['Dois-je fournir un Kbis ?', 'obligatoire'],
    ['Faut-il signer le DC1 ?', 'obligatoire'],
    ['La visite est-elle obligatoire ?', 'obligatoire'],
    ['L’acheteur est-il tenu de me répondre ?', 'obligatoire'],
    ['Donner ce que l’acheteur peut trouver en ligne, c’est obligatoire ?', 'obligatoire'],
    ['Mon offre est-elle rejetée ?', 'vrai'],
    ['est-ce interdit de négocier le prix', 'interdit'],
    ['périodicité des acomptes obligatoire', 'obligatoire'],
    ['l’avis interdit les variantes, je peux en proposer une ?', 'permis'],
    ['Peut-on exclure une entreprise dont les comptes ne sont pas déposés ?', 'permis'],
    ['le contrat n’est pas signé, je peux demander le rapport ?', 'permis'],
    ['L’acheteur peut-il acheter sous le seuil de dispense ?', 'permis'],
    ['Peut-on régulariser une offre qui est trop basse ?', 'permis'],
    [
      'on est une association qui doit tout facturer, c’est obligatoire de passer par Chorus ?',
      'obligatoire',
    ],
    ['je suis un artisan qui paie ses charges, on peut m’écarter ?', 'permis'],
  ])('« %s » asks whether it is %s', (question, modality) => {
    expect(polarityOf(question)).toEqual({ modality, negated: false, without: false });
  });

  test.each([
    'Combien puis-je sous-traiter ?',
    'Quand dois-je signer ?',
    'Comment puis-je répondre ?',
    'Quels papiers dois-je fournir ?',
    'Que doit contenir la lettre de rejet ?',
    'Quand l’acheteur doit-il répondre ?',
    'Depuis quand la règle existe-t-elle ?',
    'Où paraît un petit marché ?',
    'Pourquoi mon offre est-elle rejetée ?',
    'avance',
    'taux de l’avance',
    'merci',
  ])('« %s » is not one', (question) => {
    expect(polarityOf(question)).toBeUndefined();
  });
});

describe('the verdict', () => {
  test('is the page’s own when both ask the same', () => {
    for (const answer of ['oui', 'non'] as const) {
      expect(verdict('Puis-je sous-traiter ?', 'permis', answer)).toBe(answer);
      expect(verdict('Dois-je fournir un Kbis ?', 'obligatoire', answer)).toBe(answer);
      expect(verdict('Est-il interdit de sous-traiter ?', 'interdit', answer)).toBe(answer);
    }
  });

  test('is the contrary between what is permitted and what is forbidden', () => {
    expect(verdict('Est-il interdit de sous-traiter ?', 'permis', 'oui')).toBe('non');
    expect(verdict('Est-il interdit de sous-traiter ?', 'permis', 'non')).toBe('oui');
    expect(verdict('Puis-je sous-traiter ?', 'interdit', 'oui')).toBe('non');
    expect(verdict('Puis-je sous-traiter ?', 'interdit', 'non')).toBe('oui');
  });

  test('is not given when what is permitted says nothing of what is compulsory', () => {
    expect(verdict('Dois-je sous-traiter ?', 'permis', 'oui')).toBeUndefined();
    expect(verdict('Puis-je sous-traiter ?', 'obligatoire', 'non')).toBeUndefined();
    expect(verdict('Est-il interdit de sous-traiter ?', 'obligatoire', 'oui')).toBeUndefined();
  });

  test.each([
    'Ne puis-je pas sous-traiter ?',
    'Est-ce que l’acheteur n’a pas le droit de sous-traiter ?',
    'on peut pas sous-traiter ?',
    'ils ont pas le droit de sous-traiter ?',
  ])(
    'to the negative question « %s » is « non » when it agrees with it, and nothing clear otherwise',
    (question) => {
      expect(verdict(question, 'permis', 'non')).toBe('non');
      expect(verdict(question, 'permis', 'oui')).toBeUndefined();
    },
  );

  test.each([
    'Est-ce que la signature n’est plus obligatoire ?',
    'pas obligatoire de signer ?',
    'je dois pas signer ?',
  ])('« %s » is « non » when it is not compulsory', (question) => {
    expect(verdict(question, 'obligatoire', 'non')).toBe('non');
    expect(verdict(question, 'obligatoire', 'oui')).toBeUndefined();
  });

  test.each([
    'Peut-on ne pas fournir de Kbis ?',
    'Puis-je me passer du DC1 ?',
    'Suis-je dispensé de fournir un Kbis ?',
    'Puis-je répondre sans être inscrit ?',
    'je peux répondre sans DC1 ?',
  ])('« %s » asks whether one may do without: the contrary of what is compulsory', (question) => {
    expect(verdict(question, 'obligatoire', 'oui')).toBe('non');
    expect(verdict(question, 'obligatoire', 'non')).toBe('oui');
    expect(verdict(question, 'permis', 'oui')).toBeUndefined();
  });

  test('is the page’s own when both speak of doing without', () => {
    const without: Proposition = {
      modality: 'permis',
      statement: 'candidater sans références',
      verdict: 'oui',
    };
    const asked = polarityOf('je peux candidater sans références ?');
    expect(asked && verdictFor(without, asked)).toBe('oui');
  });
});

describe('which of two is asked', () => {
  test.each([
    'Le BOAMP suffit-il, ou dois-je publier au JOUE ?',
    'les attestations il faut les mettre dedans pour vendredi ou c’est après ?',
    'Il peut me prêter son nom ou faut qu’il bosse vraiment avec moi ?',
  ])('%s', (question) => expect(polarityOf(question)).toBeUndefined());

  test.each(['Je peux répondre ou pas ?', 'C’est légal, oui ou non ?', 'C’est obligatoire ou non ?'])(
    '%s still wants a yes or a no',
    (question) => expect(polarityOf(question)).toBeDefined(),
  );
});

describe('what is told beside what is asked', () => {
  const read = (question: string) => polarityOf(question);

  test.each([
    'Le règlement n’en dit pas un mot : puis-je sous-traiter ?',
    'Le marché n’est pas divisé en lots — puis-je sous-traiter ?',
    'J’ai droit aux intérêts parce que la mairie n’a pas payé ?',
    'La sous-traitance est permise si l’avis n’en parle pas ?',
  ])('denies nothing: « %s »', (question) => expect(read(question)?.negated).toBe(false));

  test.each(['L’acheteur ne peut pas me retenir 5 %, si ?', 'Ils n’ont pas le droit, hein ?'])(
    'but « %s » denies',
    (question) => expect(read(question)?.negated).toBe(true),
  );

  test.each([
    ['C’est la région qui doit me régler ?', 'obligatoire'],
    ['La mairie exige mon casier, c’est normal ?', 'permis'],
    ['À l’époque, l’acheteur pouvait demander autant ?', 'permis'],
    ['Le dossier devait être en ligne ?', 'obligatoire'],
    ['Je dois 3 000 € au fisc mais je rembourse, c’est bon pour candidater ?', 'permis'],
  ] as const)('« %s » asks what is %s', (question, modality) =>
    expect(read(question)?.modality).toBe(modality),
  );

  test('what comes even without asking does without it', () => {
    expect(read('Les intérêts sont dus même si je ne réclame rien ?')?.without).toBe(true);
    expect(read('On peut répondre ensemble si on n’a pas de société commune ?')?.without).toBe(true);
  });
});
