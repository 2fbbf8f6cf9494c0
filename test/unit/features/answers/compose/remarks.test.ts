import { describe, expect, test } from 'vitest';
import { paragraph, plainText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { withCorrection, withPerson } from '#src/features/answers/compose/remarks.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import { rulingFor } from '#src/features/answers/refuse/rules.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { understand } from '#src/reader/understand.ts';

const { figures } = readFigures(
  `- id: dispense
  label: "Seuil de dispense de mise en concurrence"
  unit: "€ HT"
  aliases: ["seuil de dispense"]
  values:
    - { from: "2024-01-01", until: "2026-03-31", value: 40000, article: "R2122-8" }
    - { from: "2026-04-01", value: 60000, article: "R2122-8" }
`,
  'figures.yaml',
);
const about = (question: string) => understand(question, undefined, '2026-11-24');
const answered = (question: string, text: string, documentId = 'guides/retards'): Answer => ({
  ...refuse(about(question), []),
  kind: 'answer',
  blocks: [paragraph(text)],
  citations: [{ n: 1, documentId, title: 'Titre', section: 'Section', articles: [] }],
});
const textOf = (answer: Answer) => plainText(answer.blocks).replaceAll('\u00A0', ' ');

describe('a false premise', () => {
  const question = 'comme le seuil est à 40 000 €, la mairie peut acheter ?';
  test('is set right before the answer, which stays whole', () => {
    const corrected = withCorrection(answered(question, 'La réponse.'), about(question), figures);
    expect(textOf(corrected)).toMatch(
      /^Attention : ce n’est plus 40 000 € HT mais 60 000 € HT[\s\S]*\n\nLa réponse\.$/,
    );
    expect(corrected.citations).toHaveLength(1);
  });
  test('answers by itself when the pages hold no more', () => {
    const corrected = withCorrection(refuse(about(question), ['Je ne sais pas.']), about(question), figures);
    expect(corrected.kind).toBe('answer');
    expect(textOf(corrected)).toMatch(/^Attention/);
    expect(corrected.citations[0]?.articles).toEqual(['R2122-8']);
  });
  test('a right one changes nothing', () => {
    const right = 'comme le seuil est à 60 000 €, la mairie peut acheter ?';
    const answer = answered(right, 'La réponse.');
    expect(withCorrection(answer, about(right), figures)).toBe(answer);
  });
});

describe('a request for a person', () => {
  const dispute = 'la mairie refuse de me payer depuis 8 mois, est-ce que je gagne si j’attaque ?';
  test('opens the general rule', () => {
    const text = textOf(withPerson(answered(dispute, 'La règle.'), about(dispute), rulingFor('dispute')));
    expect(text).toMatch(/expert[\s\S]*avocat[\s\S]*\n\nLa règle\.$/);
  });
  test('without a rule on the pages, is a refusal for that reason', () => {
    const refused = withPerson(
      refuse(about(dispute), ['Je ne sais pas.']),
      about(dispute),
      rulingFor('dispute'),
    );
    expect(refused.kind).toBe('refusal');
    expect(textOf(refused)).toMatch(/une personne doit regarder votre situation/);
    expect(textOf(refused)).not.toMatch(/voici/);
  });

  const session = 'c’est quand la prochaine session d’entraînement ?';
  const page = 'Les dates ne sont pas publiques : elles sont à confirmer par l’équipe.';
  test('about the programme, keeps the page that says what the team must confirm', () => {
    const answer = answered(session, page, 'programme/session-entrainement');
    const kept = withPerson(answer, about(session), rulingFor('programme-fact'));
    expect(kept).toEqual({ ...answer, kind: 'handoff', verdict: null });
  });
  test('about the programme, is never answered from another page', () => {
    const elsewhere = answered(session, 'Le délai est de 30 jours.', 'guides/delais-de-reponse');
    const refused = withPerson(elsewhere, about(session), rulingFor('programme-fact'));
    expect(refused.kind).toBe('refusal');
    expect(textOf(refused)).toMatch(/à confirmer par l’équipe/);
  });

  test('an ordinary question stays as it is', () => {
    const question = 'quand suis-je payé ?';
    const answer = answered(question, 'Sous 30 jours.');
    expect(withPerson(answer, about(question), undefined)).toBe(answer);
  });
});

test('to who asks whether a figure is right, the correction says no', () => {
  const question = 'On m’a dit que le seuil de dispense était de 40 000 €, c’est vrai ?';
  const corrected = withCorrection(
    answered(question, 'Le seuil est de 60 000 € HT.'),
    about(question),
    figures,
  );
  expect(corrected.verdict).toBe('non');
  expect(plainText(corrected.blocks)).toMatch(/^Non\. .*60.000/);
});
