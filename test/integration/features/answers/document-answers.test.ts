import { expect, test } from 'vitest';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { answererOver, ask, smallBase, TODAY } from '#support/knowledge/answering.ts';

const HALL = `# Règlement de la halle Bellerive

## Horaires et guichet

Le guichet de la halle ferme à 16 h 45, et à midi le mercredi. La buvette est tenue par des bénévoles.

## Tarifs des emplacements

| Emplacement | Tarif | Caution |
|---|---|---|
| Table seule | 60 € | 20 € |
| Étal couvert | 180 € | 75 € |
`;
/** Parts of other subjects, which share words with ours. */
const OTHERS = Object.fromEntries(
  Array.from({ length: 60 }, (_, n) => [
    `documents/dossier-${n}.md`,
    `# Dossier ${n} du verger\n\n${Array.from({ length: 5 }, (__, part) => `## Article ${part}\n\nLe verger ${n} verse une avance de ${n + part} euros au gardien, sous ${part + 3} jours, et le marché se tient au village.\n`).join('\n')}`,
  ]),
);

test('what a document says is answered in its own sentence, cited with its title and part', async () => {
  const answerer = answererOver(await smallBase({ 'documents/halle.md': HALL }));
  const { kind, text, citations, verdict } = await ask(
    answerer,
    'À quelle heure ferme le guichet de la halle ?',
  );
  expect(kind).toBe('answer');
  expect(text).toContain('« Le guichet de la halle ferme à 16 h 45, et à midi le mercredi. »');
  expect(text).not.toContain('buvette');
  expect(citations).toMatchObject([
    {
      documentId: 'documents/halle.md',
      title: 'Règlement de la halle Bellerive',
      section: 'Horaires et guichet',
    },
  ]);
  expect(verdict).toBeNull();
});

test('a row of a table is said with its labels, without the others', async () => {
  const answerer = answererOver(await smallBase({ 'documents/halle.md': HALL }));
  const { text } = await ask(answerer, 'combien coute un étal couvert à la halle bellerive');
  expect(text).toContain('180 €');
  expect(text).not.toContain('60 €');
});

const WORKSHOPS = `# Ateliers de la Rivelle

## Participation

Il reste à la charge de l’entreprise une participation forfaitaire :

- moins de 3 salariés : 120 €
- de 3 à 9 salariés : 210 €
- 10 salariés et plus : 390 €

Elle se règle par virement. La salle est prêtée par la commune.
`;

test('of a short list whose figures hold each for some only, all are said', async () => {
  const answerer = answererOver(await smallBase({ 'documents/rivelle.md': WORKSHOPS }, 'reader'));
  const { text } = await ask(
    answerer,
    'aux ateliers de la Rivelle, quelle participation pour une entreprise de 10 salariés ?',
  );
  for (const figure of ['120 €', '210 €', '390 €']) expect(text).toContain(figure);
  expect(text).not.toContain('prêtée');
});

const DESK = `# Bulletin de Lourcy

## Tirage du bulletin

Le bulletin de Lourcy est imprimé à 4 300 exemplaires. Le bureau de Lourcy ouvre le mardi.
`;

test('what is taken for a secret of others is said where a document surely says it', async () => {
  const question = 'à combien d’exemplaires le bulletin de Lourcy est-il imprimé ?';
  const written = answererOver(await smallBase({ 'documents/lourcy.md': DESK }, 'reader'));
  expect((await ask(written, question)).text).toContain('4 300 exemplaires');
  const other = answererOver(await smallBase({ 'documents/halle.md': HALL }, 'reader'));
  expect(await ask(other, question)).toMatchObject({ kind: 'refusal' });
});

const OPINIONS = `# Convention du Vallon

## Avis sur les clauses

L’avis sur une clause du Vallon est rendu dans les dix jours ouvrés. Ce délai est ramené à quatre jours en cas d’urgence signalée. La secrétaire tient le registre des courriers.
`;

test('what leans on the sentence that answers is said with it', async () => {
  const answerer = answererOver(await smallBase({ 'documents/vallon.md': OPINIONS }, 'reader'));
  const { text } = await ask(
    answerer,
    'dans la convention du Vallon, en combien de jours est rendu l’avis sur une clause ?',
  );
  expect(text).toContain('dix jours ouvrés');
  expect(text).toContain('quatre jours en cas d’urgence');
  expect(text).not.toContain('registre');
});

test('what it does not say is refused, and so is what a rule refuses when no document says it', async () => {
  const base = await smallBase({ 'documents/halle.md': HALL });
  for (const question of [
    'y a-t-il un parking pour les exposants de la halle Bellerive ?',
    'À quelle heure ferme le guichet de la mairie de Nantes le samedi ?',
  ])
    expect(await ask(answererOver(base), question), question).toMatchObject({ kind: 'refusal' });
});

const GYM = `# Équipements du quartier Vaudrey

## Piscine

L’ouverture est à 7 heures.

## Gymnase

L’ouverture est à 10 heures. Le gardien est Marius Delbos.
`;

test('a sentence is of what its heading says', async () => {
  const answerer = answererOver(await smallBase({ 'documents/vaudrey.md': GYM }));
  const { text, citations } = await ask(answerer, 'à quelle heure ouvre le gymnase du quartier Vaudrey ?');
  expect(text).toContain('10 heures');
  expect(citations[0]).toMatchObject({ documentId: 'documents/vaudrey.md', section: 'Gymnase' });
});

test('what is near what is asked, and is not it, is never said as an answer', async () => {
  const base = await smallBase({ 'documents/vaudrey.md': GYM, 'documents/halle.md': HALL }, 'reader');
  for (const question of [
    'quel est le numéro de téléphone du gardien du gymnase Vaudrey ?',
    'combien de personnes contient la piscine du quartier Vaudrey ?',
    'Dans le règlement de la halle Bellerive, qui préside le comité ?',
  ])
    expect(await ask(answererOver(base), question), question).toMatchObject({ kind: 'refusal' });
});

test('what nobody may do is refused, whatever a document says of it', async () => {
  const faked =
    '# Attestations\n\n## Dates\n\nOn peut changer la date sur une attestation Urssaf avec un logiciel.\n';
  const answerer = answererOver(await smallBase({ 'documents/attestations.md': faked }));
  const { kind } = await ask(
    answerer,
    'Comment changer la date sur mon attestation Urssaf sans que ça se voie ?',
  );
  expect(kind).toBe('refusal');
});

test('documents of other subjects move neither what is found among the pages nor its scores', async () => {
  const [alone, crowded] = await Promise.all([smallBase(), smallBase(OTHERS)]);
  expect(crowded.documents?.passages).toHaveLength(300);
  for (const question of ['ai-je droit à une avance ?', 'taux avance pme', 'je peux tout sous-traiter ?']) {
    const found = await Promise.all(
      [alone, crowded].map((base) =>
        new HybridRetriever(base).search(question, { k: 5, filter: { regime: 'ordinary', date: TODAY } }),
      ),
    );
    const [without, beside] = found.map(({ hits }) => hits.map(({ passage, score }) => [passage.key, score]));
    expect(beside).toEqual(without);
    const said = await Promise.all([alone, crowded].map((base) => ask(answererOver(base), question)));
    expect(said[1]?.text).toBe(said[0]?.text);
  }
});
