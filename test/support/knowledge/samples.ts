/** A small knowledge folder, enough for questions to get answers, refusals and dated figures. */

/** A page: its front matter with what a test changes, then its sections. */
export function page(body: string, meta: Readonly<Record<string, string>> = {}): string {
  const lines = { title: 'Avance', kind: 'guide', audience: 'company', regime: 'ordinary', ...meta };
  const yaml = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return `---\n${yaml.join('\n')}\n---\n\n${body.trim()}\n`;
}

export const AVANCE = page(
  `
## Ai-je droit à une avance sur mon marché public ?

Oui, une avance est due si le marché dépasse {{avance-seuil}} et dure plus de {{avance-duree}}.

Cherchez la ligne « avance » dans les pièces du marché avant de répondre.

Proposition : permis — obtenir une avance
Verdict : oui
Références : R2191-3 ; L2191-1
On demande aussi : droit avance marché public ; on peut toucher de l'argent avant de commencer ? ; à partir de combien une avance

## Comment rembourser une avance ?

L'avance se rembourse par retenue sur les sommes dues au titulaire, au rythme prévu par le marché.

Références : R2191-11
On demande aussi : remboursement de l'avance ; quand rendre l'avance
`,
  { title: 'Avance', reviewed_on: '2026-11-24', review_by: '2027-06-30' },
);

export const SEUILS = page(
  `
## Jusqu'à quel montant une mairie peut-elle acheter sans publicité ?

Une mairie achète des fournitures ou des services sans publicité au-dessous de {{dispense}}.

L'acheteur choisit alors une offre pertinente et évite de solliciter toujours la même entreprise.

Références : R2122-8
On demande aussi : seuil de dispense ; gré à gré mairie montant ; à partir de combien faut-il une publicité
`,
  { title: 'Seuils de procédure' },
);

export const SOUS_TRAITANCE = page(
  `
## Puis-je sous-traiter la totalité du marché ?

Non, sous-traiter la totalité d'un marché public est interdit : une part doit être exécutée par le titulaire.

Proposition : permis — sous-traiter la totalité du marché
Verdict : non
Références : L2193-3
On demande aussi : tout confier à un sous-traitant ; sous traitance totale interdite ?
`,
  { title: 'Sous-traitance' },
);

export const FIGURES = `- id: avance-seuil
  label: Montant au-dessus duquel une avance est due
  unit: "€ HT"
  regime: ordinary
  aliases: [seuil de l'avance]
  values:
    - { from: "2019-04-01", value: 50000, article: R2191-3 }
- id: avance-duree
  label: Durée au-dessus de laquelle une avance est due
  unit: mois
  values:
    - { from: "2019-04-01", value: 2, article: R2191-3 }
- id: dispense
  label: Seuil de dispense de publicité
  unit: "€ HT"
  aliases: [gré à gré]
  values:
    - { from: "2024-01-01", until: "2026-03-31", value: 40000, article: R2122-8 }
    - { from: "2026-04-01", value: 60000, article: R2122-8, source: décret 2025-1386 }
`;

export const GLOSSARY = `terms:
  - id: dce
    term: DCE
    expansion: dossier de consultation des entreprises
    definition: "Le DCE rassemble toutes les pièces à lire avant de répondre à un marché."
    synonyms: [dossier de consultation]
    colloquial: [docs du marché]
    misspellings: [DECE]
    weight: 0.3
`;

/** The whole folder, by path. */
export const SAMPLE: Readonly<Record<string, string>> = {
  'figures.yaml': FIGURES,
  'glossary.yaml': GLOSSARY,
  'README.md': '# Pour l’équipe\n',
  'guides/avance.md': AVANCE,
  'guides/seuils.md': SEUILS,
  'guides/sous-traitance.md': SOUS_TRAITANCE,
};
