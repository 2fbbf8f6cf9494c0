import { bareFiguresIn } from '#src/knowledge/model/bare-figures.ts';
import type { KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import { type Figure, type FigureRegister, figureIdsIn, formatValue } from '#src/knowledge/model/figures.ts';
import { periodsMeet } from '#src/platform/calendar/iso-date.ts';
import { textsOf } from './document.ts';
import { knowledgeTexts } from './texts.ts';

/**
 * On which side of a threshold its exact value stands: « à partir de » and « moins de » put it above, « plus de » and
 * « au plus » below. « sous » and « au-dessus de », loosely said, put it nowhere.
 */
const SIDES: readonly (readonly [side: 'above' | 'below', words: RegExp])[] = [
  [
    'below',
    /(?:au plus|jusqu['’]à|(?:ne|sans) (?:jamais )?(?:peut |peuvent )?(?:pas )?(?:dépasse(?:nt|r)?|excède(?:nt|r)?)(?: pas)?|plus de|au-delà de|dépasse(?:nt|r)?|dépassant|supérieure?s? à|excède(?:nt|r)?)\s*$/iu,
  ],
  [
    'above',
    /(?:à partir de|dès|au moins|(?:n['’])?(?:atteint|atteignent|atteindre)(?: pas)?|moins de|inférieure?s? à|égale? ou supérieure?s? à)\s*$/iu,
  ],
];
const MARKED = /(?<![^.;:!?\n{}])([^.;:!?\n{}]*)\{\{\s*([a-z0-9-]+)\s*\}\}/g;
/** Figures said to be rates or lengths are bounded from both sides; only a threshold parts what is from what is not. */
const THRESHOLD = /(?:^|-)(?:seuil|plafond)(?:-|$)|^seuil/;

/** A figure as one section says it. */
interface Use {
  readonly document: KnowledgeDocument;
  readonly section: Section;
  readonly side: 'above' | 'below';
  readonly words: string;
}

/** What sections say of the same figure that cannot all hold, and figures that say nothing while a section holds. */
export function checkFigureUse(documents: readonly KnowledgeDocument[], figures: FigureRegister): Problem[] {
  const ours = documents.filter(({ meta }) => meta.kind !== 'document' && meta.kind !== 'law');
  return [
    ...sameLabels(figures),
    ...ours.flatMap((document) =>
      document.sections.flatMap((section) =>
        [...withoutValue(section, figures), ...staleExamples(section, figures)].map(
          (message): Problem => ({ path: document.path, line: section.line, message, severity: 'error' }),
        ),
      ),
    ),
    ...crossedBounds(ours),
  ];
}

/** Two entries of one name, unit and regime: pages that quote one contradict pages that quote the other. */
function sameLabels(figures: FigureRegister): Problem[] {
  const groups = Map.groupBy(figures.values(), ({ label, unit, regime }) =>
    `${label} ${unit} ${regime}`.toLowerCase().replace(/\s+/g, ' '),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    others
      .filter((other) => first && JSON.stringify(other.values) !== JSON.stringify(first.values))
      .map((other) => ({
        path: 'figures.yaml',
        line: 1,
        severity: 'error' as const,
        message: knowledgeTexts.sameLabel(other.id, first?.id ?? ''),
      })),
  );
}

const allTexts = ({ shortAnswer = '', details }: Section): string[] => [
  shortAnswer,
  ...details.flatMap(textsOf),
];
const quoted = (section: Section, figures: FigureRegister): Figure[] =>
  [...new Set(allTexts(section).flatMap(figureIdsIn))].flatMap((id) => figures.get(id) ?? []);

function withoutValue(section: Section, figures: FigureRegister): string[] {
  const held = { from: section.validFrom, until: section.validUntil };
  return quoted(section, figures)
    .filter(({ values }) => !values.some((value) => periodsMeet(value, held)))
    .map(({ id }) => knowledgeTexts.noValue(section.heading, id));
}

/** Values written by hand in worked examples: a former value of a figure that the section quotes is a leftover. */
function staleExamples(section: Section, figures: FigureRegister): string[] {
  const held = { from: section.validFrom, until: section.validUntil };
  const written = new Set(
    allTexts(section)
      .filter((text) => /^\s*(?:\*\*)?exemple\b/iu.test(text))
      .flatMap((text) => bareFiguresIn(text.replace(/^[^:]*:/u, '')))
      .map(plain),
  );
  return quoted(section, figures).flatMap(({ id, unit, values }) => {
    const said = (value: Figure['values'][number]) => plain(formatValue(unit, value.value));
    const good = new Set(values.filter((value) => periodsMeet(value, held)).map(said));
    return values
      .map(said)
      .filter((value) => !good.has(value) && written.has(value))
      .map((value) => knowledgeTexts.staleExample(section.heading, value, id));
  });
}

/** An amount without its no-break spaces nor « HT »: « 60 000 € ». */
const plain = (text: string): string =>
  text
    .replace(/[\u00A0\u202F\s]+/g, ' ')
    .replace(/ (?:HT|TTC)$/, '')
    .trim();

/** Sections that put the exact value of one threshold on both sides. */
function crossedBounds(documents: readonly KnowledgeDocument[]): Problem[] {
  const uses = new Map<string, Use[]>();
  for (const document of documents)
    for (const section of document.sections)
      for (const [id, use] of sidesIn(document, section)) uses.set(id, [...(uses.get(id) ?? []), use]);
  return [...uses.values()].flatMap((list) => {
    const usual = list.filter(({ side }) => side === 'above').length * 2 >= list.length ? 'above' : 'below';
    const model = list.find(({ side }) => side === usual);
    return list
      .filter(({ side }) => side !== usual)
      .map(({ document, section, words }): Problem => {
        const other = `${model?.document.path}:${model?.section.line}`;
        const message = knowledgeTexts.boundary(section.heading, words, other, model?.words ?? '');
        return { path: document.path, line: section.line, message, severity: 'error' };
      });
  });
}

/** The thresholds of a section, each with the side of it on which the words before put its exact value. */
function sidesIn(document: KnowledgeDocument, section: Section): (readonly [string, Use])[] {
  const marks = allTexts(section).flatMap((text) => [...text.matchAll(MARKED)]);
  return marks.flatMap(([, before = '', id = '']) => {
    const found = SIDES.map(([side, words]) => ({ side, words: words.exec(before)?.[0] })).find(
      ({ words }) => words !== undefined,
    );
    if (!found?.words || !THRESHOLD.test(id)) return [];
    return [[id, { document, section, side: found.side, words: `${found.words.trim()} {{${id}}}` }] as const];
  });
}
