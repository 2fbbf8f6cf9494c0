import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { AVANCE, FIGURES, GLOSSARY, page, SAMPLE, SEUILS } from '#support/knowledge/samples.ts';
import { openWorkshop, problemLines, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  await shop.ingest();
  shop.embedded.length = 0;
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

const VISITE = page(
  `
## Dois-je visiter le chantier avant de répondre ?

La visite du chantier n'est due que si le règlement de la consultation la demande.

On demande aussi : visite de site obligatoire ; aller voir le chantier
`,
  { title: 'Visites' },
);

describe('an ingest of a folder that', () => {
  it('has not changed reads and embeds nothing again, and leaves the index in service', async () => {
    const before = await shop.load();
    const report = await shop.ingest();
    expect(report).toMatchObject({ published: false, files: 3, filesRead: 0, vectorsMade: 0, problems: [] });
    expect(report.generation).toBe(before.generation);
    expect(shop.embedded).toEqual([]);
  });

  it('has one changed page reads that page and embeds its new texts only', async () => {
    shop.knowledge.write({
      'guides/avance.md': AVANCE.replace('Comment rembourser une avance ?', 'Quand rendre une avance ?'),
    });
    const report = await shop.ingest();
    expect(report).toMatchObject({ published: true, files: 3, filesRead: 1, problems: [] });
    expect(shop.embedded.length).toBeGreaterThan(0);
    for (const text of shop.embedded) expect(text).toContain('Quand rendre une avance ?');
    expect((await shop.load()).passages.map((passage) => passage.heading)).toContain(
      'Quand rendre une avance ?',
    );
  });

  it('has a page more finds it', async () => {
    expect((await shop.ask('visite du chantier obligatoire ?')).cited).toEqual([]);
    shop.knowledge.write({ 'guides/visites.md': VISITE });
    expect(await shop.ingest()).toMatchObject({ published: true, files: 4, filesRead: 1 });
    expect((await shop.ask('visite du chantier obligatoire ?')).cited).toEqual(['guides/visites']);
  });

  it('has a page less never cites it again', async () => {
    expect((await shop.ask('Puis-je sous-traiter la totalité du marché ?')).cited).toEqual([
      'guides/sous-traitance',
    ]);
    shop.knowledge.write({ 'guides/sous-traitance.md': undefined });
    const published = { published: true, files: 2, filesRead: 0, problems: [] };
    expect(await shop.ingest(undefined, 'all')).toMatchObject(published);
    const { kind, cited } = await shop.ask('Puis-je sous-traiter la totalité du marché ?');
    expect(kind).toBe('refusal');
    expect(cited).toEqual([]);
    expect((await shop.load()).passages.some(({ documentId }) => documentId.includes('sous-traitance'))).toBe(
      false,
    );
  });

  it('has a page under another name cites the new name', async () => {
    shop.knowledge.write({ 'guides/avance.md': undefined, 'guides/avances.md': AVANCE });
    expect(await shop.ingest()).toMatchObject({ filesRead: 1, problems: [] });
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avances']);
    expect(shop.embedded).toEqual([]);
  });

  it('has a changed figure says the new value in every answer, without reading a page again', async () => {
    expect((await shop.ask('Ai-je droit à une avance ?')).text).toContain('50 000 € HT');
    shop.knowledge.write({ 'figures.yaml': FIGURES.replace('50000', '45000') });
    expect(await shop.ingest()).toMatchObject({
      published: true,
      filesRead: 0,
      vectorsMade: 0,
      problems: [],
    });
    const { text } = await shop.ask('Ai-je droit à une avance ?');
    expect(text).toContain('45 000 € HT');
    expect(text).not.toContain('50 000');
  });

  it('keeps yesterday’s value for a consultation of yesterday', async () => {
    const question = 'Jusqu’à quel montant une mairie peut-elle acheter sans publicité ?';
    expect((await shop.ask(question, '2025-06-01')).text).toContain('40 000 € HT');
    expect((await shop.ask(question)).text).toContain('60 000 € HT');
    const unknown = await shop.ask(question, '2020-06-01');
    expect(unknown.kind).toBe('refusal');
    expect(unknown.text).not.toMatch(/\d 000/);
  });

  it('has a changed glossary explains the new words', async () => {
    shop.knowledge.write({ 'glossary.yaml': GLOSSARY.replace('Le DCE rassemble', 'Le DCE réunit') });
    expect(await shop.ingest()).toMatchObject({ published: true, filesRead: 0 });
    expect((await shop.ask("c'est quoi un DCE ?")).text).toContain('Le DCE réunit toutes les pièces');
  });
});

describe('a page with a mistake', () => {
  const BAD = AVANCE.replace('Oui, une avance est due', 'Oui, sous 30 jours, une avance est due');

  it('is named with its line, keeps its last good version in service, and stops no other', async () => {
    shop.knowledge.write({ 'guides/avance.md': BAD, 'guides/visites.md': VISITE });
    const report = await shop.ingest();
    expect(problemLines(report)).toEqual([
      'error guides/avance.md:10 « Ai-je droit à une avance sur mon marché public ? » : chiffre écrit en dur « 30 jours » : utilisez {{identifiant}}',
      expect.stringMatching(/^warning guides\/avance\.md:1 la version du .+ reste en service$/),
    ]);
    const { text, cited } = await shop.ask('Ai-je droit à une avance ?');
    expect(cited).toEqual(['guides/avance']);
    expect(text).not.toContain('30 jours');
    expect((await shop.ask('visite du chantier obligatoire ?')).cited).toEqual(['guides/visites']);
  });

  it('is named again by each ingest until it is mended, then serves anew', async () => {
    shop.knowledge.write({ 'guides/avance.md': BAD });
    const first = await shop.ingest();
    const again = await shop.ingest();
    expect(problemLines(again)).toHaveLength(2);
    expect(problemLines(again)).toEqual(problemLines(first));
    expect(again.published).toBe(false);
    shop.knowledge.write({
      'guides/avance.md': AVANCE.replace('Oui, une avance', 'Oui, bien sûr, une avance'),
    });
    expect(problemLines(await shop.ingest())).toEqual([]);
    expect((await shop.ask('Ai-je droit à une avance ?')).text).toContain('Oui, bien sûr');
  });

  it('is left out when it never was good, and the others serve', async () => {
    shop.knowledge.write({ 'guides/nouveau.md': VISITE.replace('kind: guide', 'kind: fiche') });
    const report = await shop.ingest();
    expect(problemLines(report)).toEqual([
      'error guides/nouveau.md:3 « kind » : valeur inattendue ; attendu : guide, clause, programme, document',
    ]);
    expect((await shop.load()).passages).toHaveLength(4);
    expect((await shop.ask('Ai-je droit à une avance ?')).kind).toBe('answer');
  });

  it('no longer serves once it is deleted, bad as it was', async () => {
    shop.knowledge.write({ 'guides/avance.md': BAD });
    await shop.ingest();
    shop.knowledge.write({ 'guides/avance.md': undefined });
    expect(problemLines(await shop.ingest(undefined, 'all'))).toEqual([]);
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual([]);
  });

  it('is one that asks what another page asks already', async () => {
    shop.knowledge.write({ 'guides/seuils-bis.md': SEUILS });
    expect(problemLines(await shop.ingest())).toEqual([
      "error guides/seuils.md:8 « Jusqu'à quel montant une mairie peut-elle acheter sans publicité ? » : question déjà posée dans guides/seuils-bis.md",
    ]);
  });

  it('is one that quotes a figure taken out of the register, and then is not answered from', async () => {
    const figures = FIGURES.replace(/- id: avance-duree[\s\S]*?(?=- id: dispense)/, '');
    shop.knowledge.write({ 'figures.yaml': figures });
    const report = await shop.ingest();
    expect(problemLines(report)).toEqual([
      expect.stringMatching(
        /^error guides\/avance\.md:\d+ .* le chiffre « avance-duree » n’existe pas dans figures\.yaml$/,
      ),
      expect.stringMatching(/^warning guides\/avance\.md:1 la version du .+ reste en service$/),
    ]);
    const { kind, text } = await shop.ask('Ai-je droit à une avance ?');
    expect(kind).toBe('refusal');
    expect(text).not.toContain('{{');
  });
});

describe('a register with a mistake', () => {
  it('that cannot be read at all keeps the figures that were in service', async () => {
    shop.knowledge.write({ 'figures.yaml': `${FIGURES}- id: "sans fin\n` });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringMatching(/^error figures\.yaml:2[01] YAML illisible/),
    ]);
    expect((await shop.ask('Ai-je droit à une avance ?')).text).toContain('50 000 € HT');
  });

  it('in one entry keeps its last good value and takes the other changes', async () => {
    const figures = FIGURES.replace('value: 50000', 'value: "beaucoup"').replace(
      'value: 60000',
      'value: 70000',
    );
    shop.knowledge.write({ 'figures.yaml': figures });
    expect(problemLines(await shop.ingest())).toEqual([
      'error figures.yaml:1 « avance-seuil » : une valeur ne correspond pas à l’unité « € HT »',
    ]);
    expect((await shop.ask('Ai-je droit à une avance ?')).text).toContain('50 000 € HT');
    expect((await shop.ask('montant sans publicité pour une mairie')).text).toContain('70 000 € HT');
  });

  it.each([
    ['is gone', undefined, 'error figures.yaml:1 le registre des chiffres manque'],
    [
      'has letters that nobody can read',
      Buffer.from(FIGURES, 'latin1'),
      'error figures.yaml:1 texte illisible, ses lettres sont codées d’une façon inconnue : enregistrez-le en « UTF-8 »',
    ],
  ])('that %s keeps the figures that were in service', async (_, content, expected) => {
    shop.knowledge.write({ 'figures.yaml': content });
    expect(problemLines(await shop.ingest())).toEqual([expected]);
    expect((await shop.ask('Ai-je droit à une avance ?')).text).toContain('50 000 € HT');
  });

  it.each([
    [
      'has a mistake',
      GLOSSARY.replace('term: DCE', 'term: ""'),
      'error glossary.yaml:3 « terms.0.term » : valeur refusée',
    ],
    ['is gone', undefined, 'error glossary.yaml:1 le glossaire manque'],
  ])('of words, when it %s, keeps the words that were in service', async (_, content, expected) => {
    shop.knowledge.write({ 'glossary.yaml': content });
    expect(problemLines(await shop.ingest())).toEqual([expected]);
    expect((await shop.ask("c'est quoi un DCE ?")).text).toContain('Le DCE rassemble');
  });

  it('is no mistake in a folder that never had one: it is only said', async () => {
    await using bare = await openWorkshop({ 'guides/visites.md': VISITE });
    expect(problemLines(await bare.ingest())).toEqual([
      'warning figures.yaml:1 le registre des chiffres manque',
      'warning glossary.yaml:1 le glossaire manque',
    ]);
    expect((await bare.load()).passages).toHaveLength(1);
  });
});

describe('the index', () => {
  it('forgets the vectors of texts that are gone', async () => {
    const count = async () =>
      (await shop.db.query<{ n: number }>('SELECT COUNT(*) AS n FROM embedding'))[0]?.n;
    const before = Number(await count());
    shop.knowledge.write({ 'guides/visites.md': VISITE });
    await shop.ingest();
    expect(Number(await count())).toBeGreaterThan(before);
    shop.knowledge.write({ 'guides/visites.md': undefined });
    await shop.ingest();
    expect(await count()).toBe(before);
  });

  it('is the same whatever the order in which its files came', async () => {
    const reversed = Object.fromEntries(Object.entries(SAMPLE).reverse());
    await using other = await openWorkshop(reversed);
    await other.ingest();
    const keys = async (one: Workshop) => (await one.load()).passages.map(({ key }) => key);
    expect(await keys(other)).toEqual(await keys(shop));
  });

  it('of an empty folder is never made, whoever accepts it', async () => {
    await using empty = await openWorkshop({});
    const held = { published: false, generation: '', files: 0, passages: 0, loss: { passages: 0, gone: [] } };
    expect(await empty.ingest()).toMatchObject(held);
    expect(await empty.ingest(undefined, 'all')).toMatchObject(held);
    expect(await activeGenerationId(empty.db)).toBeUndefined();
  });
});
