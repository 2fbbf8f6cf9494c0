import type { ComputedAnswer } from '#src/calculators/computation.ts';
import type { Reached } from '#src/features/answers/compute.ts';
import { computed as texts } from '#src/features/answers/texts.ts';
import { type Evidence, evidenceText } from '#src/retrieval/passages/evidence.ts';

/** Passages and computations that a model is given for one answer, at most. */
const MAX_EVIDENCES = 10;
/** A passage given to a model is cut here: a hostile document must not fill the context. */
const PASSAGE_CHARACTERS = 2_500;

/** The numbered evidence of one answer. Numbers only grow: what a model has read keeps its number. */
export interface Notebook {
  readonly evidences: readonly Evidence[];
  /** The number of an evidence that is already there. */
  numberOf(evidence: Evidence): number | undefined;
  /** @returns the number of the evidence, or undefined when there is no room for it */
  add(evidence: Evidence): number | undefined;
  /** The same for the result of a calculator. */
  addComputed(reached: Reached): number | undefined;
  /** What would change the results of the computations among these numbers, each with its number. */
  caveatsOf(numbers: readonly number[]): readonly { readonly n: number; readonly text: string }[];
}

/** A notebook that opens with the passages found for the question, numbered from 1. */
export function createNotebook(found: readonly Evidence[]): Notebook {
  const evidences = [...found];
  const caveats = new Map<number, readonly string[]>();
  const numberOf = ({ passage }: Evidence): number | undefined => {
    const at = evidences.findIndex((evidence) => evidence.passage.key === passage.key);
    return at < 0 ? undefined : at + 1;
  };
  const add = (evidence: Evidence): number | undefined =>
    numberOf(evidence) ?? (evidences.length < MAX_EVIDENCES ? evidences.push(evidence) : undefined);
  return {
    evidences,
    numberOf,
    add,
    addComputed: (reached) => {
      const n = add(computedEvidence(reached));
      if (n === undefined) return undefined;
      caveats.set(n, openPointsOf(reached.result));
      return n;
    },
    caveatsOf: (numbers) => numbers.flatMap((n) => (caveats.get(n) ?? []).map((text) => ({ n, text }))),
  };
}

/** The result of a calculator as evidence that an answer may cite: verification reads it as it reads a page. */
export function computedEvidence({ computation, result }: Reached): Evidence {
  const { headline, steps, articles, figures } = result;
  const list = (items: readonly string[]) => (items.length > 0 ? [{ type: 'list' as const, items }] : []);
  return {
    passage: {
      key: `calculators/${computation.id}#${headline}`,
      documentId: `calculators/${computation.id}`,
      document: {
        title: texts.source,
        kind: 'document',
        audience: 'both',
        regime: 'any',
        territories: [],
        sources: [],
      },
      id: computation.id,
      heading: computation.title,
      line: 1,
      details: [],
      articles,
      otherReferences: [],
      wordings: [],
      regime: 'any',
    },
    shortAnswer: headline,
    details: [...list(steps), ...list(openPointsOf(result))],
    figures,
  };
}

/** What would change a result: what was assumed, and what was not said. */
const openPointsOf = ({ caveats, clarify }: ComputedAnswer): readonly string[] =>
  clarify ? [...caveats, clarify.question] : caveats;

/** Text that is data can neither close the tags that delimit it nor open a numbered passage of its own. */
export const asData = (text: string): string => text.replace(/[<>]/g, ' ').replace(/\[(\d+)\]/g, '($1)');

/** A numbered evidence as a model reads it. */
export const evidenceForModel = (n: number, evidence: Evidence): string =>
  `[${n}] ${asData(evidence.passage.document.title)}\n${asData(evidenceText(evidence)).slice(0, PASSAGE_CHARACTERS)}`;
