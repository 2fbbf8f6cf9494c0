import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { docxOf } from '#support/documents/office-files.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

/** What is tried is read in a process of its own, which starts with the first of it. */
const LONG = { timeout: 60_000 };
const PAGE = '/staff/connaissances/page?chemin=guides%2Favance.md';

let knowledgeDir: string;
let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;

beforeAll(async () => {
  knowledgeDir = await mkdtemp(join(tmpdir(), 'hotline-knowledge-'));
  await cp(join(ROOT, 'knowledge'), knowledgeDir, { recursive: true });
  [hotline, browser] = await Promise.all([
    startHotline({ HOTLINE_KNOWLEDGE_DIR: knowledgeDir }),
    openBrowser(),
  ]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  await rm(knowledgeDir, { recursive: true, force: true });
});
afterEach(async () => {
  const { complaints } = office;
  await office.close();
  expect(complaints).toEqual([]);
});

const enter = async (path: string, options: BrowserContextOptions = {}) => {
  office = await enterOffice(browser, hotline, path, options);
};
const shot = (name: string) => office.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
const looksWell = async () => {
  expect(await office.overflow()).toBeLessThanOrEqual(0);
  expect(await office.seriousFaults()).toEqual([]);
};

describe('the list', () => {
  test('shows what answers, and finds a page by its words', async () => {
    await enter('/staff/connaissances');
    await shot('knowledge-list');
    await looksWell();
    await office.page.getByLabel('Titre, chemin, responsable').fill('avance');
    await office.button('Montrer').click();
    await office.page.getByRole('link', { name: "Droit à l'avance" }).waitFor();
    await shot('knowledge-found');
  });

  test('is a list of cards on a phone', async () => {
    await enter('/staff/connaissances?q=avance', PHONE);
    await shot('knowledge-list-phone');
    await looksWell();
  });
});

/** What the chat answers now, to somebody new. */
const chatAnswer = async (question: string): Promise<string> => {
  const chat = await ChatPage.open(browser, hotline.url);
  try {
    return (await (await chat.ask(question)).textContent()) ?? '';
  } finally {
    await chat.close();
  }
};
const answersWith = (question: string) =>
  expect.poll(() => chatAnswer(question), { timeout: 120_000, interval: 2_000 });

describe('a page', () => {
  const QUESTION = 'Ai-je droit à une avance sur mon marché public ?';
  const text = () => office.page.getByLabel('Texte de la page');
  const rewrite = async (from: string, to: string) => {
    const written = await text().inputValue();
    expect(written).toContain(from);
    await text().fill(written.replace(from, to));
    // A person's cursor is where they write.
    const at = written.indexOf(from) + 1;
    await office.page.evaluate(`document.getElementById('text').setSelectionRange(${at}, ${at})`);
  };

  test('is edited, tried, published; the chat answers with it; then the old version is put back', async () => {
    await enter(PAGE);
    await office.page.locator('#preview details').first().waitFor(LONG);
    await shot('knowledge-editor');
    await looksWell();

    await rewrite(
      'Oui, si le marché dépasse {{avance-seuil-montant}}',
      'Oui, dès que le marché dépasse 12 000 €',
    );
    await office.page.getByText('chiffre écrit en dur').waitFor();
    await office.button('Aller à la ligne').first().click();
    await shot('knowledge-editor-mistake');
    await looksWell();
    await office.button(/^Mettre en service$/).click();
    await office.page.getByText('Une faute empêche de mettre en service').waitFor();

    await rewrite('dès que le marché dépasse 12 000 €', 'dès que le marché dépasse {{avance-seuil-montant}}');
    await office.page.getByText('Rien à corriger.').waitFor();
    await office.page.locator('#preview').getByText('dès que le marché dépasse 50').first().waitFor();
    await office.page.getByLabel('Question', { exact: true }).fill(QUESTION);
    await office.button('Essayer').click();
    const after = office.page.getByRole('region', { name: 'Avec ce changement' });
    await after.getByText('dès que le marché dépasse').first().waitFor(LONG);
    expect(await office.page.getByRole('region', { name: 'Aujourd’hui' }).textContent()).toContain(
      'si le marché dépasse',
    );
    await office.button(/^Ce qui change$/).click();
    await office.page.getByRole('group', { name: 'Ce qui change' }).getByText('ajouté').waitFor();
    await shot('knowledge-tried');
    await looksWell();

    await office.button(/^Mettre en service$/).click();
    await office.page.getByText('C’est en service').waitFor();
    await office.page.getByText('mise en service par Awa Diallo').waitFor();
    await answersWith(QUESTION).toContain('dès que le marché dépasse');

    await office.button(/^Comparer .* : version 1$/).click();
    await office.page.getByRole('group', { name: 'Ce qui change' }).waitFor();
    await shot('knowledge-versions');
    await looksWell();
    await office.button('Remettre en service : version 1').click();
    await office.page.getByText('La version est remise en service.').waitFor();
    await answersWith(QUESTION).not.toContain('dès que le marché dépasse');
  }, 400_000);

  test('is edited on a phone, and kept as a draft', async () => {
    await enter(PAGE, PHONE);
    await office.page.locator('#preview details').first().waitFor(LONG);
    await rewrite('Oui, si le marché', 'Oui, quand le marché');
    await office.page.locator('#preview').getByText('quand le marché').first().waitFor();
    await shot('knowledge-editor-phone');
    await looksWell();
    await office.button('Garder en brouillon').click();
    await office.page.getByText('Gardé en brouillon.').waitFor();
    expect(await text().inputValue()).toContain('Oui, quand le marché');
    await office.page.getByText('Brouillon de Awa Diallo').waitFor();
    await office.button('Abandonner le brouillon').click();
    await office.page.getByText('Brouillon abandonné.').waitFor();
    expect(await text().inputValue()).not.toContain('Oui, quand le marché');
  });

  test('changed by somebody else meanwhile is not replaced: what differs is shown, what was typed stays', async () => {
    await enter(PAGE);
    await office.page.locator('#preview details').first().waitFor(LONG);
    const other = await enterOffice(browser, hotline, PAGE);
    await other.page.locator('#preview details').first().waitFor(LONG);
    const theirs = await other.page.getByLabel('Texte de la page').inputValue();
    await other.page.getByLabel('Texte de la page').fill(theirs.replace('Oui, si le', 'Oui, lorsque le'));
    await other.button(/^Mettre en service$/).click();
    await other.page.getByText('C’est en service').waitFor();
    await other.close();
    await rewrite('Oui, si le marché', 'Oui, quand le marché');
    await office.button(/^Mettre en service$/).click();
    await office.page.getByText('Awa Diallo a changé ce fichier').waitFor();
    await office.page.getByRole('group', { name: 'Ce qui change' }).getByText('lorsque le').waitFor();
    expect(await text().inputValue()).toContain('Oui, quand le marché');
    await shot('knowledge-conflict');
    await looksWell();
    office.page.on('dialog', (dialog) => dialog.accept());
  });

  test('is begun from its title', async () => {
    await enter('/staff/connaissances/nouvelle', PHONE);
    await office.page.getByLabel('Titre de la page').fill('Le bail à réhabilitation');
    await looksWell();
    await office.button('Commencer').click();
    expect(await text().inputValue()).toContain('title: "Le bail à réhabilitation"');
    await office.page.locator('#preview details').first().waitFor(LONG);
    await shot('knowledge-new-page');
    await looksWell();
  });
});

describe('a document', () => {
  const QUESTION = 'Que demande la charte Zéphyr aux cantines du canton de Brumeval ?';
  const pdf = tinyPdf(
    [
      {
        lines: [
          'La charte Zéphyr demande aux cantines du canton de Brumeval',
          'de servir chaque semaine deux repas de légumes cultivés sur place.',
        ],
      },
      { picture: true },
    ],
    { title: 'Charte' },
  );

  test('that is dropped is read at once, put in service, cited with its page, then withdrawn', async () => {
    await enter('/staff/connaissances', PHONE);
    const file = { name: 'scan_0042 (final).pdf', mimeType: 'application/pdf', buffer: pdf };
    await office.page.getByLabel('Glissez un fichier ici').setInputFiles(file);
    await office.page.getByLabel('Titre, tel qu’il sera cité').fill('Charte Zéphyr');
    await office.button('Lire ce fichier').click();
    await office.page.getByText('1 passage lu').waitFor();
    await office.page.getByText('lecture en cours (0 sur 1)').waitFor();
    await shot('knowledge-verdict-phone');
    await looksWell();
    await office.page.getByRole('link', { name: 'Ouvrir, essayer une question' }).click();
    await office.page.getByText('1 passage lu').waitFor();
    await office.page.getByLabel('Question', { exact: true }).fill(QUESTION);
    await office.button('Essayer').click();
    await office.page.getByRole('region', { name: 'Avec ce changement' }).waitFor(LONG);
    await shot('knowledge-document-phone');
    await looksWell();
    await office.button(/^Mettre en service$/).click();
    await office.page.getByText('C’est en service').waitFor();
    await answersWith(QUESTION).toContain('Charte Zéphyr');
    await office.page.reload();
    await office.button('Retirer du service').click();
    await office.page.getByText('Retiré : ce fichier').waitFor();
    await answersWith(QUESTION).not.toContain('légumes cultivés');
    await shot('knowledge-withdrawn-phone');
    await looksWell();
  }, 400_000);

  test('of Word makes the whole round on a phone: dropped, asked in the chat, cited by its heading, withdrawn', async () => {
    const WORD_QUESTION = 'Qui garde la clef du vestiaire des Orvalides ?';
    const docx = await docxOf([
      { title: 'Livret du gymnase' },
      { heading: 'Les clefs du vestiaire' },
      { text: 'La clef du vestiaire des Orvalides est gardée par la gardienne, sauf le jeudi.' },
      { heading: 'Les horaires' },
      { text: 'Le gymnase des Orvalides ouvre le mardi matin, et ferme à la tombée de la nuit.' },
    ]);
    await enter('/staff/connaissances', PHONE);
    const file = {
      name: 'livret v3.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from(docx),
    };
    await office.page.getByLabel('Glissez un fichier ici').setInputFiles(file);
    await office.page.getByLabel('Titre, tel qu’il sera cité').fill('Livret du gymnase');
    await office.button('Lire ce fichier').click();
    await office.page.getByText('2 passages lus').waitFor();
    await shot('knowledge-docx-verdict-phone');
    await looksWell();
    await office.page.getByRole('link', { name: 'Ouvrir, essayer une question' }).click();
    await office.button(/^Mettre en service$/).click();
    await office.page.getByText('C’est en service').waitFor(LONG);
    await answersWith(WORD_QUESTION).toContain('gardée par la gardienne');
    const said = await chatAnswer(WORD_QUESTION);
    expect(said).toContain('Livret du gymnase');
    expect(said).toContain('Les clefs du vestiaire');

    // What would be answered without it is tried first.
    await office.page.reload();
    await office.page.getByLabel('Question', { exact: true }).fill(WORD_QUESTION);
    await office.page.getByLabel('Comme si ce fichier était retiré').check();
    await office.button('Essayer').click();
    const after = office.page.getByRole('region', { name: 'Une fois retiré' });
    await after.waitFor(LONG);
    expect(await after.textContent()).not.toContain('gardée par la gardienne');
    await shot('knowledge-withdrawal-tried-phone');
    await looksWell();
    await office.button('Retirer du service').click();
    await office.page.getByText('Retiré : ce fichier').waitFor();
    await answersWith(WORD_QUESTION).not.toContain('gardée par la gardienne');
    await shot('knowledge-docx-withdrawn-phone');
    await looksWell();
  }, 400_000);

  test('that cannot be read says why, in French', async () => {
    await enter('/staff/connaissances');
    // As a person who drags a file over the page and lets it go.
    await office.page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['%PDF-1.4'], 'vieux.pdf', { type: 'application/pdf' }));
      const zone = document.getElementById('drop').closest('section');
      for (const name of ['dragenter', 'dragover', 'drop'])
        zone.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await office.page.getByText('Rien n’a pu être lu.').waitFor();
    await shot('knowledge-refused');
    await looksWell();
    await office.button('Écarter').click();
    await office.page.getByText('Brouillon abandonné.').waitFor();
  });
});

describe('a register', () => {
  test('of figures shows what answers would say, on a phone too', async () => {
    await enter('/staff/connaissances?genre=registres', PHONE);
    await shot('knowledge-registers-phone');
    await looksWell();
    await office.page.getByRole('link', { name: 'Chiffres : montants' }).click();
    const text = office.page.getByLabel('Texte du fichier');
    await office.page.getByText('Aucune réponse ne change.').waitFor(LONG);
    // The register is long: only what a person types of it is.
    await office.page.evaluate(`(() => {
      const area = document.getElementById('text');
      area.value = area.value.replace(/(id: avance-seuil-montant[^]*?value: )50000/, (_, start) => start + '70000');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    expect(await text.inputValue()).toMatch(/id: avance-seuil-montant[\s\S]{0,300}value: 70000/);
    // One answer is open, the others wait to be.
    await office.page
      .locator('#preview details[open]')
      .getByText(/70\s000/)
      .first()
      .waitFor(LONG);
    await shot('knowledge-figures-phone');
    await looksWell();
    office.page.on('dialog', (dialog) => dialog.accept());
  }, 120_000);
});
