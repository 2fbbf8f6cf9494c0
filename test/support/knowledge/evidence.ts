import { type FigureRegister, readFigures } from '#src/knowledge/model/figures.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { type Understanding, understand } from '#src/reader/understand.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { TODAY } from './answering.ts';

const FRONT =
  'kind: guide\naudience: company\nregime: ordinary\nterritories: []\nvalid_from:\nvalid_until:\nreviewed_on:\nreview_by:\nowner:\nsources: []\n';

/** The figures that pages of tests quote. */
export const FIGURES: FigureRegister = readFigures(
  `
- { id: seuil, label: Seuil, unit: € HT, values: [{ from: 2024-01-01, until: 2026-03-31, value: 40000 }, { from: 2026-04-01, value: 60000, article: R2122-8 }] }
- { id: delai, label: Délai, unit: jours, values: [{ from: 2019-04-01, value: 30 }] }
- { id: taux, label: Taux, unit: "%", values: [{ from: 2019-04-01, value: 20 }] }
`,
  'figures.yaml',
).figures;

/** The sections of a page as evidence for a day, from their Markdown. */
export function evidencesOf(sections: string, { title = 'Guide', date = TODAY } = {}): Evidence[] {
  const { document, problems } = parsePage(
    'guides/guide.md',
    `---\ntitle: ${title}\n${FRONT}---\n\n${sections}`,
  );
  if (!document || problems.length > 0) throw new Error(JSON.stringify(problems));
  return passagesOf([document]).map((passage) => {
    const evidence = toEvidence(passage, FIGURES, date);
    if (!evidence) throw new Error(`a figure of « ${passage.heading} » has no value on ${date}`);
    return evidence;
  });
}

export const understood = (question: string): Understanding => understand(question, undefined, TODAY);
