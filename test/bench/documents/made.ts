import { docxOf, type Said } from '#support/documents/office-files.ts';

/** Parts of each document. */
export const SECTIONS = 10;
const SUBJECTS =
  'vestiaire atelier verger cantine piscine musée théâtre garage archives serre refuge marché'.split(' ');
const PLACES = 'Annecy Brest Colmar Dijon Évreux Fécamp Gap Hyères Istres Joigny Lens Mende'.split(' ');

/** What a section of a document says: words that no other section has together. */
function sectionOf(document: number, section: number): { heading: string; text: string } {
  const subject = SUBJECTS[(document + section) % SUBJECTS.length];
  const place = PLACES[(document * 7 + section) % PLACES.length];
  return {
    heading: `Le ${subject} numéro ${document}`,
    text: `Le ${subject} de ${place} ouvre le dossier ${document}-${section} à ${8 + (section % 9)} heures. Les personnes inscrites présentent leur carte à l’accueil, et laissent leurs affaires au gardien. En cas d’absence, le bureau prévient la mairie de ${place} par courrier, sous ${3 + (document % 20)} jours ouvrés. Le règlement est affiché près de la porte, et chacun peut en demander une copie.`,
  };
}

const sectionsOf = (document: number) =>
  Array.from({ length: SECTIONS }, (_, section) => sectionOf(document, section));

/** Writes the document of a number, in each format. */
export const WRITERS: Readonly<Record<string, (document: number) => string | Promise<Uint8Array>>> = {
  md: (document) =>
    `# Dossier ${document}\n\n${sectionsOf(document)
      .map(({ heading, text }) => `## ${heading}\n\n${text}\n`)
      .join('\n')}`,
  html: (document) =>
    `<html><body><h1>Dossier ${document}</h1>${sectionsOf(document)
      .map(({ heading, text }) => `<h2>${heading}</h2><p>${text}</p>`)
      .join('')}</body></html>`,
  txt: (document) =>
    sectionsOf(document)
      .map(({ heading, text }) => `${heading}\n-----\n${text}\n`)
      .join('\n'),
  docx: (document) => {
    const said = sectionsOf(document).flatMap(({ heading, text }): Said[] => [{ heading }, { text }]);
    return docxOf([{ title: `Dossier ${document}` }, ...said]);
  },
};
