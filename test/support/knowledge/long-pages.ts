const SECTIONS = 12;

/** A page that is long to read: twelve sections, which no shipped page has. */
export function longPage(page: number): string {
  const head = `---\ntitle: Fiche ${page}\nkind: guide\naudience: company\nregime: ordinary\nreviewed_on: 2026-11-24\nreview_by: 2027-06-30\nowner: Équipe\nsources:\n  - label: Code de la commande publique\n    article: L2191-1\n---\n`;
  const sections = Array.from({ length: SECTIONS }, (_, index) => {
    const name = `cas ${'abcdefghijkl'[index]} de la fiche ${page}`;
    return `## Comment présenter le ${name} dans une offre ?\n\nLe ${name} se présente dans le mémoire technique, avec un exemple vécu.\n\nOn demande aussi : écrire le ${name} ; montrer le ${name} ; raconter le ${name} à la mairie\n`;
  });
  return `${head}\n${sections.join('\n')}`;
}
