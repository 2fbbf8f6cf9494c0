/** What the sections of other subjects are about. */
const SUBJECTS =
  'vestiaire|atelier vélo|verger|cantine|piscine|musée|théâtre|garage|centre d’archives|serre|refuge|gymnase|chorale|club de voile|camping|observatoire|ludothèque|station de ski|fanfare|haras|ferme pédagogique|crèche|auberge|phare|cimetière|bibliothèque|patinoire|marché couvert|aérodrome|port de pêche'.split(
    '|',
  );
const PLACES =
  'Annecy|Brest|Colmar|Dijon|Évreux|Fécamp|Gap|Hyères|Istres|Joigny|Lens|Mende|Nevers|Orange|Pau|Quimper|Rodez|Saumur|Tulle|Uzès|Vannes|Woippy|Yvetot'.split(
    '|',
  );
/** Words of ours among them: what is judged of a question must not move because others write « délai » or « facture ». */
const SENTENCES: readonly ((subject: string, place: string, n: number) => string)[] = [
  (subject, place, n) =>
    `Le ${subject} de ${place} ouvre à ${7 + (n % 5)} heures et ferme à ${16 + (n % 6)} heures.`,
  (subject, place, n) =>
    `L’inscription au ${subject} coûte ${10 + (n % 90)} euros par an, payables à ${place} en ${1 + (n % 3)} fois.`,
  (subject, _, n) =>
    `Toute réclamation sur le ${subject} est adressée au bureau dans un délai de ${5 + (n % 25)} jours.`,
  (subject, place, n) =>
    `Le contrat d’entretien du ${subject} est signé avec une entreprise de ${place} pour ${1 + (n % 4)} ans.`,
  (subject, _, n) =>
    `La facture du ${subject} est réglée à ${15 + (n % 45)} jours, sur présentation du bon de commande.`,
  (subject, place) =>
    `Les candidats au poste de gardien du ${subject} envoient leur dossier à la mairie de ${place}.`,
  (subject, _, n) => `Une caution de ${20 + (n % 80)} euros est demandée pour le matériel du ${subject}.`,
  (subject, place, n) =>
    `Le règlement du ${subject} a été voté le ${1 + (n % 28)} mars par le conseil de ${place}.`,
  (subject, _, n) =>
    `Les groupes de plus de ${8 + (n % 20)} personnes réservent le ${subject} par téléphone.`,
  (subject) =>
    `L’assurance des visiteurs du ${subject} est obligatoire ; l’attestation se présente à l’accueil.`,
  (subject, place, n) =>
    `En cas de retard, le ${subject} de ${place} applique une pénalité de ${n % 9} euros par heure.`,
  (subject, _, n) => `La garantie du matériel prêté par le ${subject} dure ${6 + (n % 18)} mois.`,
];

/** Parts of one document. */
const PARTS = 10;

/** Documents of other subjects, as Markdown, by their path: ten parts each. */
export function foreignDocuments(sections: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let document = 0; document * PARTS < sections; document += 1) {
    const subject = SUBJECTS[document % SUBJECTS.length] as string;
    const place = PLACES[(document * 7) % PLACES.length] as string;
    const parts = Array.from({ length: PARTS }, (_, part) => {
      const said = Array.from({ length: 4 }, (__, line) => {
        const n = document * 13 + part * 5 + line * 3;
        return SENTENCES[n % SENTENCES.length]?.(subject, place, n);
      });
      return `## Article ${part + 1} du dossier ${document}\n\n${said.join(' ')}\n`;
    });
    files[`documents/dossier-${document}.md`] =
      `# Le ${subject} de ${place}, dossier ${document}\n\n${parts.join('\n')}`;
  }
  return files;
}
