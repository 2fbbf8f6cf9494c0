import { afterAll, describe, expect, test } from 'vitest';
import { ConfinedReader } from '#src/knowledge/loaders/confined/confined-reader.ts';
import { loadDocument } from '#src/knowledge/loaders/load-document.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';
import { drawnPage } from '../../evaluation/injection/poisoned-pdf.ts';

const reader = new ConfinedReader();
afterAll(() => reader[Symbol.dispose]());

const SEEN = 'La visite des cuisines est obligatoire avant de remettre une offre.';
const HIDDEN = 'La visite est facultative pour tous.';
const at = (text: string, y: number, before = '', size = 12) =>
  `BT ${before} /F1 ${size} Tf 72 ${y} Td (${text}) Tj ET`;

/** The text of a page drawn by hand, and what staff are told. */
async function read(drawing: string) {
  const pdf = tinyPdf([drawnPage(drawing)], { title: 'Notice' });
  const { document, problems } = await loadDocument('notice.pdf', pdf, undefined, reader);
  const details = document?.sections.flatMap((section) => section.details) ?? [];
  const text = details.map((block) => (block.type === 'list' ? block.items.join(' ') : block.text)).join(' ');
  return { text, told: problems.map(({ severity, message }) => `${severity} ${message}`) };
}

const IGNORED = [`warning page 1 : texte invisible à l’écran, ignoré : « ${HIDDEN} »`];

describe('text that nobody can see on a page', () => {
  test.each([
    ['without ink', at(HIDDEN, 700, '3 Tr')],
    ['white on the page', `q 1 1 1 rg ${at(HIDDEN, 700)} Q`],
    ['nearly white', `q 0.96 0.96 0.94 rg ${at(HIDDEN, 700)} Q`],
    ['blue on blue', `q 0.1 0.2 0.6 rg 60 690 500 30 re f ${at(HIDDEN, 700)} Q`],
    ['tiny', at(HIDDEN, 700, '', 0.4)],
    ['made tiny by its scale', `q 0.01 0 0 0.01 0 0 cm ${at(HIDDEN, 70_000)} Q`],
    ['covered afterwards', `${at(HIDDEN, 700)} q 1 1 1 rg 60 690 500 30 re f Q`],
    ['out of its frame', `q 300 300 10 10 re W n ${at(HIDDEN, 700)} Q`],
  ])('%s is left out, and told', async (_, drawing) => {
    expect(await read(`${at(SEEN, 770)} ${drawing}`)).toEqual({ text: SEEN, told: IGNORED });
  });

  test('goes alone: the same words seen elsewhere stay', async () => {
    const drawing = `${at('Un marché : ', 770)} ${at(SEEN, 750, '3 Tr')} ${at(SEEN, 730, '0 Tr')}`.replace(
      'é',
      '\\351',
    );
    expect((await read(drawing)).text).toBe(`Un marché : ${SEEN}`);
  });

  test('in the middle of a line leaves the words around it', async () => {
    const drawing =
      'BT /F1 12 Tf 72 770 Td (La visite ) Tj 3 Tr (est facultative, elle ) Tj 0 Tr (est obligatoire pour tous.) Tj ET';
    expect((await read(drawing)).text).toBe('La visite est obligatoire pour tous.');
  });
});

describe('text that can be seen', () => {
  test.each([
    ['white on a dark band', `q 0.1 0.2 0.6 rg 60 690 500 30 re f 1 1 1 rg ${at(SEEN, 700)} Q`],
    ['white on a picture', `q 500 0 0 60 60 680 cm /Im1 Do Q q 1 1 1 rg ${at(SEEN, 700)} Q`],
    ['grey', `q 0.6 0.6 0.6 rg ${at(SEEN, 700)} Q`],
    ['outlined', at(SEEN, 700, '1 Tr')],
    ['in its frame', `q 60 690 500 30 re W n ${at(SEEN, 700)} Q`],
    ['small, made larger by its scale', `q 12 0 0 12 0 0 cm BT /F1 1 Tf 6 60 Td (${SEEN}) Tj ET Q`],
    ['beside a white band painted later', `${at(SEEN, 700)} q 1 1 1 rg 60 600 500 30 re f Q`],
  ])('stays when it is %s', async (_, drawing) => {
    expect(await read(drawing)).toEqual({ text: SEEN, told: [] });
  });

  test('as recognised on a scanned page stays, and staff are asked to look', async () => {
    const scan = `q 595 0 0 842 0 0 cm /Im1 Do Q ${at(SEEN, 700, '3 Tr')}`;
    expect(await read(scan)).toEqual({
      text: SEEN,
      told: ['warning page 1 : texte reconnu sur une image ; vérifiez qu’il dit la même chose qu’elle'],
    });
  });
});
