import type { Audience, Role } from '#src/knowledge/model/document.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { speaksOfRole } from '#src/reader/standing/role.ts';
import type { Side } from '#src/reader/told.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/** Who asks: as they said, and of which role the question speaks. */
export interface Asker {
  readonly side?: Side | undefined;
  readonly role?: Role | undefined;
  readonly speaksOf: ReadonlySet<Role>;
  /** Something was answered before. */
  readonly goesOn?: boolean;
}

const SPOKEN_OF = ['subcontractor', 'member'] as const satisfies readonly Role[];

/** Who asks a question, and of whom. */
export function askerOf({ side, role, asked, question, lastAnswered }: Understanding): Asker {
  // What goes on with a question speaks of what that one spoke of.
  const said = fold([asked, question, lastAnswered?.question ?? ''].join(' . '));
  return {
    side,
    role,
    speaksOf: new Set(SPOKEN_OF.filter((one) => speaksOfRole(said, one))),
    goesOn: lastAnswered !== undefined,
  };
}

const isOtherSide = (audience: Audience, side: Side | undefined): boolean =>
  side !== undefined && audience !== 'both' && audience !== side;

/** What a section weighs for who stands on the other side of the contract: the same words ask other things. */
const OTHER_SIDE = 0.85;
/** Pages for buyers are held back where nobody says to be one. */
const OWN_SIDE = 1.12;
/** What a section for a role weighs where nobody speaks of it; people tell of one without its name at times. */
const UNSPOKEN = 0.95;
/** … and for who says to have another role. */
const UNSPOKEN_AFTER = 0.8;
const OTHER_ROLE = 0.6;

/** How the role that a section is written for stands to who asks. */
function roleFit(passage: Passage, { role, speaksOf }: Asker): 'own' | 'unspoken' | 'other' {
  const own = passage.role ?? passage.document.role;
  if (own === undefined || own === role || speaksOf.has(own)) return 'own';
  if (own === 'holder') return role === 'subcontractor' ? 'other' : 'own';
  return role === undefined ? 'unspoken' : 'other';
}

function roleWeight(passage: Passage, asker: Asker): number {
  // Who bids or performs with others says so in too many other words.
  if ((passage.role ?? passage.document.role) === 'member') return 1;
  const fit = roleFit(passage, asker);
  if (fit === 'own') return 1;
  return fit === 'other' ? OTHER_ROLE : asker.goesOn ? UNSPOKEN_AFTER : UNSPOKEN;
}

/** A factor on a section's score, for whom it is written. */
export function forWhomWeight(passage: Passage, asker: Asker): number {
  const { audience } = passage.document;
  const ofSide = isOtherSide(audience, asker.side)
    ? OTHER_SIDE
    : audience === 'buyer' && asker.side === 'buyer'
      ? OWN_SIDE
      : 1;
  return ofSide * roleWeight(passage, asker);
}

/** Whether a section is written for somebody else than who asks. */
export const isForOthers = (passage: Passage, asker: Asker): boolean =>
  isOtherSide(passage.document.audience, asker.side) || roleFit(passage, asker) !== 'own';

/** A section for who asks answers before one for others from this part of its score. */
const NEAR_ENOUGH = 0.8;

/**
 * What is found, without what is written for others: that is neither offered nor quoted beside. One of them is first where
 * nothing else answers nearly as well, and then it alone.
 */
export function forAsker(hits: readonly Hit[], asker: Asker): readonly Hit[] {
  const own = hits.filter(({ passage }) => !isForOthers(passage, asker));
  const [first] = hits;
  const [best] = own;
  if (!first || !best || first === best) return best ? own : hits;
  return best.score >= NEAR_ENOUGH * first.score ? own : [first, ...own];
}
