import { describe, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { composeExtractive, numberSources } from '#src/features/answers/compose/extractive.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import { understand } from '#src/reader/understand.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { TODAY } from '#support/knowledge/answering.ts';
import { evidencesOf, FIGURES, understood } from '#support/knowledge/evidence.ts';

const FILLER = 'Une phrase de plus qui ne parle que de patience et de papier. '.repeat(9).trim();
const PAGE = `
## Puis-je sous-traiter une partie du marché ?

Oui, si l'acheteur accepte votre sous-traitant, sous {{seuil}} comme au-dessus.

${FILLER}

Le paiement direct du sous-traitant se demande à l'acheteur dans les {{delai}}.

Joignez à votre demande :
- le nom du sous-traitant ;
- le **montant** des prestations.

Proposition : permis — sous-traiter une partie du marché
Verdict : oui
Références : L2193-2 ; L2193-3 ; L2193-4 ; L2193-5

## Est-il interdit de sous-traiter la totalité du marché ?

Oui, un titulaire exécute toujours une partie du marché.

Proposition : interdit — sous-traiter la totalité du marché
Verdict : oui
Références : L2193-3 ; L2193-1

## Quel est le délai de paiement ?

L'acheteur paie dans les {{delai}}.

Références : R2192-10
`;
const [PART, WHOLE, DELAY] = evidencesOf(PAGE) as [Evidence, Evidence, Evidence];
const compose = (question: string, ...evidences: [Evidence, ...Evidence[]]) => {
  const draft = composeExtractive(understood(question), evidences);
  return { ...draft, text: plainText(draft.blocks).replace(/[\u00A0\u202F]/g, ' ') };
};

describe('the short answer', () => {
  test('comes first, with its verdict, its figures and its source', () => {
    const { text, verdict, blocks } = compose('Puis-je sous-traiter une partie du marché ?', PART);
    expect(text).toMatch(
      /^Oui, si l'acheteur accepte votre sous-traitant, sous 60 000 € HT comme au-dessus\./,
    );
    expect(verdict).toBe('oui');
    expect(blocks[0]).toMatchObject({ type: 'paragraph', text: [{ cites: [1] }] });
  });

  test('says no to a question that asks the contrary of its page', () => {
    const { text, verdict } = compose('Est-il interdit de sous-traiter une partie du marché ?', PART);
    expect(verdict).toBe('non');
    expect(text).toMatch(/^Non\b/);
    expect(text).toContain("si l'acheteur accepte votre sous-traitant");
    const whole = compose('Puis-je sous-traiter la totalité du marché ?', WHOLE);
    expect(whole.verdict).toBe('non');
    expect(whole.text).toBe('Non : un titulaire exécute toujours une partie du marché.');
  });

  test('gives no verdict to a question that wants none, and stays a sentence', () => {
    const { text, verdict } = compose('sous-traitance, comment faire', WHOLE);
    expect(verdict).toBeNull();
    expect(text).toBe('Un titulaire exécute toujours une partie du marché.');
  });

  test('is never left as « si … » alone when its verdict is dropped', () => {
    const { text, verdict } = compose('sous-traitance, comment faire', PART);
    expect(verdict).toBeNull();
    expect(text).toMatch(/^Puis-je sous-traiter une partie du marché \? Oui, si l'acheteur accepte/);
  });

  test('gives no verdict to a negation', () => {
    expect(compose('Ne puis-je pas sous-traiter une partie du marché ?', PART).verdict).toBeNull();
  });
});

describe('the details', () => {
  test('are those that the question asks for, within what is read on a phone', () => {
    const { text } = compose('paiement direct du sous-traitant', PART);
    expect(text).toContain('dans les 30 jours');
    expect(text.split(/\s+/).length).toBeLessThan(180);
  });

  test('give a list with the sentence that announces it', () => {
    const { blocks } = compose('quel montant et quel nom joindre à ma demande ?', PART);
    const list = blocks.findIndex(({ type }) => type === 'list');
    expect(blocks[list]).toMatchObject({ type: 'list', items: [expect.anything(), expect.anything()] });
    expect(plainText(blocks.slice(list - 1, list))).toBe('Joignez à votre demande :');
  });

  test('give no announcement, strong or not, of a list that is left out', () => {
    const [evidence] = evidencesOf(`
## Quels papiers pour un sous-traitant ?

La déclaration de sous-traitance suffit.

${FILLER}

**Après la notification du marché :**

- ${FILLER}
`) as [Evidence];
    const { text } = compose('patience et papier de notification du marché', evidence);
    expect(text).not.toContain('Après la notification');
  });

  test('give no question that a list answers, where the list is left out; another question stays', () => {
    const of = (after: string) => {
      const [evidence] = evidencesOf(`
## Quels papiers pour un sous-traitant ?

La déclaration de sous-traitance suffit.

${FILLER}

La notification du marché est passée ?

${after}
`) as [Evidence];
      return compose('la notification du marché est passée', evidence).text;
    };
    expect(of(`- ${FILLER}`)).not.toContain('est passée ?');
    expect(of('Écrivez à l’acheteur.')).toContain('est passée ?');
  });

  test('keep the strong words strong', () => {
    const { blocks } = compose('quel montant et quel nom joindre à ma demande ?', PART);
    expect(JSON.stringify(blocks)).toContain('{"text":"montant","strong":true}');
    expect(JSON.stringify(blocks)).not.toContain('**');
  });
});

describe('the figures', () => {
  test('are said to hold since when, when they changed', () => {
    const { text } = compose('Puis-je sous-traiter une partie du marché ?', PART);
    expect(text).toMatch(/60 000 € HT.*1er avril 2026/s);
  });

  test('are not dated when they never changed', () => {
    expect(compose('Quel est le délai de paiement ?', DELAY).text).toBe("L'acheteur paie dans les 30 jours.");
  });

  test('are those of the date that the question gives, which is said back', () => {
    const understanding = understand('Puis-je sous-traiter un marché lancé en mars 2026 ?', undefined, TODAY);
    const evidence = toEvidence(PART.passage, FIGURES, understanding.date) as Evidence;
    const text = plainText(composeExtractive(understanding, [evidence]).blocks).replace(/\u00A0/g, ' ');
    expect(text).toMatch(/^Réponse pour une consultation de mars 2026/);
    expect(text).toContain('40 000 € HT');
    expect(text).not.toContain('60 000');
  });

  test('without a value at a date make no evidence at all', () => {
    expect(toEvidence(PART.passage, FIGURES, '2020-01-01')).toBeUndefined();
  });
});

describe('the sources', () => {
  test('cite four articles at most, each once, the first source first', () => {
    const [first, second] = numberSources([PART, WHOLE]);
    expect(first).toMatchObject({ n: 1, articles: ['L2193-2', 'L2193-3', 'L2193-4'] });
    expect(second).toMatchObject({ n: 2, articles: ['L2193-1'] });
    expect(numberSources([PART])[0]?.articles).toHaveLength(4);
  });

  test('hold the text of the page, with its figures filled', () => {
    const [source] = numberSources([DELAY]);
    expect(source?.excerpt?.replace(/\u00A0/g, ' ')).toBe("L'acheteur paie dans les 30 jours.");
  });

  test('are two when a second page adds something, under words of its own', () => {
    const { text, sources, blocks } = compose('Puis-je sous-traiter ?', PART, DELAY);
    expect(sources.map(({ n }) => n)).toEqual([1, 2]);
    expect(text).toContain("À savoir aussi : L'acheteur paie dans les 30 jours.");
    expect(JSON.stringify(blocks)).toContain('"cites":[2]');
  });

  test('are one when the second page only says the same again', () => {
    const [one, again] = evidencesOf(
      `
## Une offre irrégulière se corrige-t-elle ?

L'acheteur décide de la régularisation d'une offre irrégulière, et l'ouvre à tous les candidats.

## La correction d'une offre est-elle un droit ?

La régularisation d'une offre irrégulière est décidée par l'acheteur, qui l'ouvre à tous.
`,
    );
    expect(
      compose('Une offre irrégulière se corrige ?', one as Evidence, again as Evidence).sources,
    ).toHaveLength(1);
  });
});

test('an answer made of pages passes its own verification', () => {
  for (const question of [
    'Puis-je sous-traiter ?',
    'sous-traiter',
    'Est-il interdit de sous-traiter une partie ?',
  ])
    for (const evidences of [[PART], [WHOLE], [DELAY], [PART, WHOLE], [WHOLE, DELAY]] as [
      Evidence,
      ...Evidence[],
    ][]) {
      const understanding = understood(question);
      expect(verify(composeExtractive(understanding, evidences), evidences, understanding), question).toEqual(
        [],
      );
    }
});

describe('a document that is not a page of ours', () => {
  const document = (): Evidence => ({
    ...DELAY,
    shortAnswer: '',
    details: [
      {
        type: 'paragraph',
        text: 'Le vent souffle. La visite du site est libre. Rien à voir ici. Le site ferme tôt. La visite se demande par écrit.',
      },
    ],
    passage: {
      ...DELAY.passage,
      shortAnswer: undefined,
      page: 12,
      document: { ...DELAY.passage.document, title: 'Règlement type', kind: 'document' },
    },
  });

  test('is quoted by the sentences that the question is about, with its page', () => {
    const { text } = compose('visite du site', document());
    expect(text).toContain('« Règlement type », page 12');
    expect(text).toContain('« La visite du site est libre.');
    expect(text).not.toContain('Rien à voir');
  });
});
