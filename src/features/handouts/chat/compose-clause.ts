import type { ClauseHours } from '#src/calculators/responsible-purchasing/insertion-hours-reading.ts';
import type { Block, Choice, RichText, SourceItem } from '#src/channel/blocks.ts';
import type {
  ClausePart,
  ClauseTemplate,
  ClauseValue,
  Block as PageBlock,
} from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { ThreadContext, Understanding } from '#src/reader/understand.ts';
import { type Evidence, toEvidence, toSource } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { clauseTexts as texts } from './texts-clauses.ts';

/** A clause, told as any answer is. */
export interface ClauseAnswer {
  readonly kind: 'answer';
  readonly blocks: readonly Block[];
  readonly citations: readonly SourceItem[];
  readonly composer: 'calculator' | 'extractive';
  readonly verdict: null;
  readonly followUps: readonly Choice[];
  readonly thread: ThreadContext;
}

/** The check that every answer passes, and a clause too. */
export interface AnswerCheck {
  /** How many articles it cites at most. */
  readonly mostArticles: number;
  /**
   * Whether all that it says stands in its evidence.
   * @param proved lines of working of computations, and what the person told: their figures may be said besides
   */
  isProved(
    blocks: readonly Block[],
    evidences: readonly Evidence[],
    understanding: Understanding,
    proved: readonly string[],
  ): boolean;
}

/** A clause of the knowledge: its sections, and how it is filled. */
export interface Clause {
  readonly id: string;
  readonly title: string;
  readonly template: ClauseTemplate;
  readonly sections: readonly Passage[];
}

/** A clause filled for a purchase. */
export interface FilledClause {
  readonly clause: Clause;
  /** « objet du marché : nettoyage », one a line; blanks for what is not known. */
  readonly header: readonly string[];
  /** Sentences of the clause, its blanks filled or marked. */
  readonly wording: readonly string[];
  /** The values that it was filled with. */
  readonly given: readonly string[];
  readonly hours?: ClauseHours | undefined;
  readonly part: (part: ClausePart) => Evidence | undefined;
}

/** The clauses of a knowledge base that may be asked for. */
export function clausesOf(passages: readonly Passage[]): Clause[] {
  const byId = new Map<string, Passage[]>();
  for (const passage of passages)
    if (passage.document.clause)
      byId.set(passage.documentId, [...(byId.get(passage.documentId) ?? []), passage]);
  return [...byId].flatMap(([id, sections]) => {
    const { clause: template, title } = sections[0]?.document ?? {};
    return template && title ? [{ id, title, template, sections }] : [];
  });
}

/**
 * Fills a clause with what is known of the purchase.
 * @returns undefined when its text can't be served at the date
 */
export function fillClause(
  clause: Clause,
  known: { values: ReadonlyMap<ClauseValue, string>; hours?: ClauseHours | undefined },
  at: { figures: FigureRegister; date: IsoDate },
): FilledClause | undefined {
  const { template } = clause;
  const evidences = new Map<ClausePart, Evidence | undefined>();
  const part = (wanted: ClausePart) => {
    if (!evidences.has(wanted)) {
      const section = clause.sections.find(({ parts }) => parts?.includes(wanted));
      evidences.set(wanted, section && toEvidence(section, at.figures, at.date));
    }
    return evidences.get(wanted);
  };
  const text = part('texte');
  if (!text) return undefined;
  const own = new Map(
    template.variables.flatMap(({ blank, from }) => (blank ? [[blank, from] as const] : [])),
  );
  const fill = (line: string) =>
    line.replace(BLANK, (_, blank: string) => {
      const from = own.get(blank);
      return (from && known.values.get(from)) || texts.blank(blank);
    });
  const header = template.variables
    .filter(({ blank }) => !blank)
    .map(({ label, from }) => texts.headerLine(label, known.values.get(from) ?? texts.blank(label)));
  const wantsHours = template.variables.some(({ from }) => from === 'hours');
  return {
    clause,
    header,
    part,
    wording: text.details.flatMap(linesOf).map(fill),
    given: [...known.values].map(([from, value]) => (from === 'hours' ? texts.hoursCount(value) : value)),
    hours: wantsHours ? known.hours : undefined,
  };
}

/** A blank of a clause, between brackets; the list « à remplir » is another section's matter. */
const BLANK = /\[([^[\]]+)\](?!\()/g;
const TO_FILL = /^À remplir\b/;

const linesOf = (block: PageBlock): string[] => {
  if (block.type === 'list') return [...block.items];
  return TO_FILL.test(block.text) ? [] : [block.text];
};

/**
 * A filled clause as an answer: what it was filled with, the computation, the text, and the rule that it stands on. It
 * is checked as any answer is.
 * @returns undefined when what it says is not proved by the page, the register or the computation
 */
export function composeClause(
  filled: FilledClause,
  understanding: Understanding,
  check: AnswerCheck,
): ClauseAnswer | undefined {
  const { clause, header, wording, given, hours, part } = filled;
  const text = part('texte');
  const usage = part('usage');
  if (!text) return undefined;
  const rule = usage ?? part('but');
  const evidences = [text, ...(rule && rule.passage !== text.passage ? [rule] : [])];
  const said = (line: string, cites: readonly number[] = []): RichText => [{ text: line, cites }];
  const articles = [...new Set(evidences.flatMap(({ passage }) => passage.articles))].slice(
    0,
    check.mostArticles,
  );
  const own: Block = { type: 'list', items: header.map((line) => said(line)) };
  const blocks: Block[] = [
    { type: 'paragraph', text: said(texts.opening(clause.title, given.length > 0), [1]) },
    own,
    ...(hours
      ? ([
          { type: 'paragraph', text: said(texts.hours) },
          { type: 'list', items: hours.steps.map((step) => said(step)) },
        ] as const)
      : []),
    { type: 'paragraph', text: said(texts.wording) },
    { type: 'list', items: wording.map((line) => said(line, [1])) },
    ...ruleLines(evidences[1]).map((line): Block => ({ type: 'paragraph', text: said(line, [2]) })),
    {
      type: 'paragraph',
      text: said(
        texts.legal(articles),
        evidences.map((_, index) => index + 1),
      ),
    },
  ];
  const proved = [...given, ...(hours?.steps ?? []), texts.legal(articles)];
  // What the person told of their purchase is said back, not claimed: no source speaks of it.
  const claims = blocks.filter((block) => block !== own);
  if (!check.isProved(claims, evidences, understanding, proved)) return undefined;
  const shown = hours?.question
    ? [...blocks, { type: 'paragraph' as const, text: said(hours.question) }]
    : blocks;
  return {
    kind: 'answer',
    blocks: shown,
    citations: evidences.map((evidence, index): SourceItem => sourceOf(evidence, index + 1, articles)),
    composer: hours ? 'calculator' : 'extractive',
    verdict: null,
    followUps: [],
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

/** When to use it: the short answer, and what the page says first of the rule. */
function ruleLines(rule: Evidence | undefined): string[] {
  const [first] = rule?.details ?? [];
  // What announces a list means nothing without it.
  const goesOn =
    first?.type === 'paragraph' ? [first.text.replace(/(?<=^|[.!?] )[^.!?]*:\s*$/, '').trim()] : [];
  return rule ? [rule.shortAnswer, ...goesOn].filter(Boolean) : [];
}

/** A section with the articles that the answer cites, no more. */
const sourceOf = (evidence: Evidence, n: number, articles: readonly string[]): SourceItem =>
  toSource(
    n,
    evidence,
    evidence.passage.articles.filter((article) => articles.includes(article)),
  );
