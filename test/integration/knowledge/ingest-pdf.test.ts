import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfinedReader } from '#src/knowledge/loaders/confined/confined-reader.ts';
import { loadDocument } from '#src/knowledge/loaders/load-document.ts';
import { endlessDrawing, tinyPdf } from '#support/documents/tiny-pdf.ts';
import { openWorkshop, problemLines, type Workshop } from '#support/knowledge/workshop.ts';
import { ROOT } from '#support/repository/source-files.ts';

const VISITE = [
  'La visite des cuisines du lycée est obligatoire avant de remettre une offre.',
  'Elle dure une matinée.',
];
const PASSERELLE = [
  'Le chantier de la passerelle demande un plan de balisage du canal.',
  'Il est remis avec le mémoire.',
];
const TWO_PAGES = tinyPdf([{ lines: VISITE }, { lines: PASSERELLE }], { title: 'Notice du lycée' });

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

describe('a PDF', () => {
  it('is cited by the page where the text stands, under its own title', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES });
    expect(problemLines(await shop.ingest())).toEqual([]);
    const visite = await shop.ask('visite des cuisines du lycée obligatoire');
    expect(visite.cited).toEqual(['documents/notice.pdf p. 1']);
    expect(visite.text).toContain('D’après le document « Notice du lycée », page 1 :');
    expect(visite.text).toContain(
      'La visite des cuisines du lycée est obligatoire avant de remettre une offre.',
    );
    const balisage = await shop.ask('plan de balisage du canal pour le chantier de la passerelle');
    expect(balisage.cited).toEqual(['documents/notice.pdf p. 2']);
  });

  it('without a title goes by the name of its file', async () => {
    shop.knowledge.write({ 'documents/notice-du_lycee.pdf': tinyPdf([{ lines: VISITE }]) });
    await shop.ingest();
    expect((await shop.load()).passages.at(0)?.document).toMatchObject({
      title: 'notice du lycee',
      kind: 'document',
    });
  });

  it('is read once: unchanged, it is neither opened nor embedded again', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES });
    await shop.ingest();
    shop.embedded.length = 0;
    expect(await shop.ingest()).toMatchObject({ published: false, filesRead: 0, vectorsMade: 0 });
    expect(shop.embedded).toEqual([]);
  });

  it('that is deleted is never cited again', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES });
    await shop.ingest();
    shop.knowledge.write({ 'documents/notice.pdf': undefined });
    await shop.ingest(undefined, 'all');
    expect((await shop.ask('visite des cuisines du lycée obligatoire')).cited).toEqual([]);
  });

  it('comes after a page of the team that says as much', async () => {
    const copied = [
      'Ai-je droit à une avance sur mon marché public ?',
      'Une avance est due si le marché le prévoit.',
    ];
    shop.knowledge.write({ 'documents/avance.pdf': tinyPdf([{ lines: copied }], { title: 'Avance' }) });
    await shop.ingest();
    expect((await shop.ask('Ai-je droit à une avance sur mon marché public ?')).cited[0]).toBe(
      'guides/avance',
    );
  });

  it('replaced by an unreadable one keeps its last good version in service', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES });
    await shop.ingest();
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES.subarray(0, 200) });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringMatching(/^error documents\/notice\.pdf:1 fichier incomplet/),
      expect.stringMatching(/^warning documents\/notice\.pdf:1 la version du .+ reste en service$/),
    ]);
    expect((await shop.ask('visite des cuisines du lycée obligatoire')).cited).toEqual([
      'documents/notice.pdf p. 1',
    ]);
  });
});

describe('a PDF among all the pages that the hotline comes with', () => {
  it('answers what it alone says, and leaves the pages what they say', async () => {
    cpSync(join(ROOT, 'knowledge'), shop.knowledge.path, { recursive: true });
    const arrival = [
      'Les livraisons de fruits et légumes à la cantine de Bellecour se font entre six et huit heures.',
      'Le livreur présente son bon de livraison au quai numéro deux.',
    ];
    const sunday = ['Les livraisons du dimanche ne sont pas acceptées à la cuisine centrale de Bellecour.'];
    const delivery = tinyPdf([{ lines: arrival }, { lines: sunday }], { title: 'Livrer à Bellecour' });
    shop.knowledge.write({ 'documents/livraisons.pdf': delivery });
    await shop.ingest();
    const when = await shop.ask('à quelle heure livrer les fruits et légumes à la cantine de Bellecour ?');
    expect(when.cited).toEqual(['documents/livraisons.pdf p. 1']);
    expect(when.text).toContain('entre six et huit heures');
    const closed = await shop.ask('peut-on livrer la cuisine centrale de Bellecour un dimanche ?');
    expect(closed.cited).toEqual(['documents/livraisons.pdf p. 2']);
    expect((await shop.ask('Sous quel délai une mairie doit-elle payer ma facture ?')).cited[0]).toMatch(
      /^guides\//,
    );
  });
});

describe('a PDF without text', () => {
  it('on one page is served for the others, and that page is named', async () => {
    const pdf = tinyPdf([{ lines: VISITE }, { picture: true }, { blank: true }, { lines: PASSERELLE }]);
    shop.knowledge.write({ 'documents/notice.pdf': pdf });
    expect(problemLines(await shop.ingest())).toEqual([
      'warning documents/notice.pdf:1 page 3 : aucun texte (image ?), elle ne sera pas trouvée',
      expect.stringMatching(/^warning documents\/notice\.pdf:1 lecture en cours \(0 sur 1\)/),
    ]);
    const { cited } = await shop.ask('plan de balisage du canal pour le chantier de la passerelle');
    expect(cited).toEqual(['documents/notice.pdf p. 4']);
    expect(problemLines(await shop.ingest())).toHaveLength(2);
  });

  it('at all is refused, and none of its page marks is indexed', async () => {
    shop.knowledge.write({
      'documents/scan.pdf': tinyPdf([{ picture: true }, { picture: true }]),
      'documents/vide.pdf': tinyPdf([{ blank: true }]),
    });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringMatching(/^warning documents\/scan\.pdf:1 lecture en cours \(0 sur 2\)/),
      'error documents/vide.pdf:1 aucun texte dans ce PDF, même par reconnaissance',
    ]);
    expect((await shop.load()).passages.some(({ page }) => page !== undefined)).toBe(false);
  });
});

describe('a PDF that cannot be read', () => {
  it.each([
    ['is another kind of file', Buffer.from('<html>pas un pdf</html>'), 'fichier abîmé'],
    ['is a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'ce fichier est en réalité une image'],
    ['is empty', Buffer.alloc(0), 'fichier vide'],
    [
      'is random bytes',
      Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)),
      'fichier abîmé',
    ],
    ['lacks its end', TWO_PAGES.subarray(0, 300), 'fichier incomplet'],
    ['asks for a password', tinyPdf([{ lines: VISITE }], { encrypted: true }), 'protégé par un mot de passe'],
  ])('because it %s is named, and the rest is served', async (_, content, said) => {
    shop.knowledge.write({ 'documents/notice.pdf': content });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringContaining(`error documents/notice.pdf:1 ${said}`),
    ]);
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
  });

  it('in the time given is killed and named', async () => {
    using reader = new ConfinedReader(2_000);
    const endless = tinyPdf([{ packed: endlessDrawing() }]);
    const { document, problems } = await loadDocument('lent.pdf', endless, undefined, reader);
    expect(document).toBeUndefined();
    expect(problems).toEqual([
      { path: 'lent.pdf', line: 1, message: expect.stringContaining('trop long à lire'), severity: 'error' },
    ]);
    // The next one is read by another process.
    const next = await loadDocument('notice.pdf', TWO_PAGES, undefined, reader);
    expect(next.document?.sections).toHaveLength(2);
  });
});

describe('a side-car', () => {
  const SIDECAR =
    'title: Notice des cuisines\nregime: ordinary\nvalid_from: 2026-01-01\nsources:\n  - { label: Lycée, url: "https://example.test/notice" }\n';

  it.each(['documents/notice.yaml', 'documents/notice.yml'])('%s describes its PDF', async (name) => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES, [name]: SIDECAR });
    expect(problemLines(await shop.ingest())).toEqual([]);
    const passage = (await shop.load()).passages.find(({ page }) => page === 1);
    expect(passage).toMatchObject({ regime: 'ordinary', validFrom: '2026-01-01' });
    expect(passage?.document).toMatchObject({
      title: 'Notice des cuisines',
      kind: 'document',
      audience: 'both',
    });
    expect((await shop.ask('visite des cuisines du lycée obligatoire')).text).toContain(
      '« Notice des cuisines », page 1',
    );
    expect((await shop.ask('visite des cuisines du lycée obligatoire', '2025-06-01')).cited).toEqual([]);
  });

  it('is read for a PDF whose extension is in capitals', async () => {
    shop.knowledge.write({ 'documents/NOTICE.PDF': TWO_PAGES, 'documents/NOTICE.yaml': SIDECAR });
    expect(problemLines(await shop.ingest())).toEqual([]);
    expect((await shop.load()).passages.find(({ page }) => page === 1)?.document.title).toBe(
      'Notice des cuisines',
    );
  });

  it('that changes is read again, and its PDF with it', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES, 'documents/notice.yaml': SIDECAR });
    await shop.ingest();
    shop.knowledge.write({ 'documents/notice.yaml': SIDECAR.replace('des cuisines', 'du chef') });
    expect(await shop.ingest()).toMatchObject({ published: true, filesRead: 1 });
    expect((await shop.load()).passages.find(({ page }) => page === 1)?.document.title).toBe(
      'Notice du chef',
    );
  });

  it('with a mistake is named with its line, and the last good version serves', async () => {
    shop.knowledge.write({ 'documents/notice.pdf': TWO_PAGES, 'documents/notice.yaml': SIDECAR });
    await shop.ingest();
    shop.knowledge.write({ 'documents/notice.yaml': SIDECAR.replace('2026-01-01', 'hier') });
    expect(problemLines(await shop.ingest())).toEqual([
      'error documents/notice.yaml:3 « valid_from » : une date s’écrit AAAA-MM-JJ',
      expect.stringMatching(/^warning documents\/notice\.pdf:1 la version du .+ reste en service$/),
    ]);
    expect((await shop.ask('visite des cuisines du lycée obligatoire')).text).toContain(
      '« Notice des cuisines »',
    );
  });

  it('without its PDF is named', async () => {
    shop.knowledge.write({ 'documents/notice.yaml': SIDECAR });
    expect(problemLines(await shop.ingest())).toEqual([
      'error documents/notice.yaml:1 ce fichier décrit un document du même nom, qui manque',
    ]);
    expect((await shop.load()).passages).toHaveLength(4);
  });
});
