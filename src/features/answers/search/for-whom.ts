import type { Audience, Role } from '#src/knowledge/model/document.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Side } from '#src/reader/speaker/who-speaks.ts';
import { hasSubcontractor, speaksOfRole } from '#src/reader/standing/role.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/** Who asks: as they said, and of which role the question speaks. */
export interface Asker {
  readonly side?: Side | undefined;
  readonly role?: Role | undefined;
  readonly speaksOf: ReadonlySet<Role>;
  /** It is about a sub-contractor of theirs. */
  readonly hasSubcontractor?: boolean;
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
    hasSubcontractor: role !== 'subcontractor' && hasSubcontractor(said),
    goesOn: lastAnswered !== undefined,
  };
}

const isOtherSide = (audience: Audience, side: Side | undefined): boolean =>
  side !== undefined && audience !== 'both' && audience !== side;

/**
 * What a section weighs for who stands on the other side of the contract: the same words ask other things. Of 748 questions
 * on what buyers, or both, ask, one half of them to fit it, from 0.93 to 0.6 it changes two answers at most. The more who
 * are known to buy, the more of their questions a page for companies answers best: the lightest one.
 */
const OTHER_SIDE = 0.93;
/** … and for a company, which « rendez la retenue » never tells what it asks. */
const BUYERS_ONLY = 0.8;
/** Pages for buyers are held back where nobody says to be one. */
const OWN_SIDE = 1.12;
/**
 * What a section for a role weighs where nobody spoke of it since the first question. Of a first one, people tell of it
 * without its name at times: of 93 such questions, 0.87 loses four right answers and 0.93 one.
 */
const UNSPOKEN = 0.8;
/** What a section for those who work under another company weighs for who says to be one: a neighbour is for the other one. */
const OWN_ROLE = 1.12;
/** … and for who says to have another role. */
const OTHER_ROLE = 0.6;
/** … and for who speaks of one as of somebody else: « mon sous-traitant est payé par qui ? » */
const ABOUT_THEIRS = 0.85;

/** How the role that a section is written for stands to who asks. */
function roleFit(passage: Passage, { role, speaksOf }: Asker): 'own' | 'unspoken' | 'other' {
  const own = passage.role ?? passage.document.role;
  if (own === undefined || own === role || speaksOf.has(own)) return 'own';
  if (own === 'holder') return role === 'subcontractor' ? 'other' : 'own';
  return role === undefined ? 'unspoken' : 'other';
}

const isForRole = ({ role, document }: Passage, asked: Role): boolean => (role ?? document.role) === asked;

/** Who holds the contract, or buys, and asks about a sub-contractor, is not the one that the section speaks to. */
const isOfSomebodyElse = (passage: Passage, { role, side, hasSubcontractor: hasOne }: Asker): boolean =>
  isForRole(passage, 'subcontractor') && (role === 'holder' || side === 'buyer' || hasOne === true);

function roleWeight(passage: Passage, asker: Asker): number {
  // Who bids or performs with others says so in too many other words.
  if (isForRole(passage, 'member')) return 1;
  const fit = roleFit(passage, asker);
  if (fit === 'own' && isOfSomebodyElse(passage, asker)) return ABOUT_THEIRS;
  if (fit === 'own') return asker.role === 'subcontractor' && isForRole(passage, asker.role) ? OWN_ROLE : 1;
  if (fit === 'other') return OTHER_ROLE;
  return asker.goesOn ? UNSPOKEN : 1;
}

function sideWeight(audience: Audience, side: Side | undefined): number {
  if (isOtherSide(audience, side)) return side === 'company' ? BUYERS_ONLY : OTHER_SIDE;
  return audience === 'buyer' && side === 'buyer' ? OWN_SIDE : 1;
}

/** A factor on a section's score, for whom it is written. */
export const forWhomWeight = (passage: Passage, asker: Asker): number =>
  sideWeight(passage.document.audience, asker.side) * roleWeight(passage, asker);

/** Whether a section is written for another side, or another role, than that of who asks. */
export const isForOthers = (passage: Passage, asker: Asker): boolean =>
  isOtherSide(passage.document.audience, asker.side) || roleFit(passage, asker) === 'other';

/** A section for who asks answers before one for the other side from this part of its score. */
const NEAR_ENOUGH = 0.8;
/**
 * … unless the other one is so much nearer in meaning, two cosines added, that nothing is written for who asks. Of 162
 * questions of buyers that only a page for companies answers, 155 find it first, against 127; of 669 on pages for buyers,
 * 523 do, against 525. Two that rest on the same articles say one thing to each side: with them, 879 of 1,075 find their page
 * for buyers first, against 871, and 7 of 19 that for companies, against 8.
 */
const MUCH_NEARER = 0.3;

/**
 * What is found, one written for others never first but where nothing else answers nearly as well. Where none is first, all
 * are kept: how near the others come tells how sure the first one is.
 */
export function forAsker(hits: readonly Hit[], asker: Asker): readonly Hit[] {
  // Who says what they are is never read the section of a role that they neither have nor speak of.
  const fit = hits.filter(({ passage }) => roleFit(passage, asker) !== 'other');
  const all = fit.length > 0 ? fit : hits;
  const [first] = all;
  if (!first || !isForOthers(first.passage, asker)) return all;
  const best = all.find(({ passage }) => !isForOthers(passage, asker));
  if (!best || best.score < NEAR_ENOUGH * first.score) return all;
  if (isMuchNearer(first, best) && !isTwin(first, best)) return all;
  return [best, ...all.filter((one) => one !== best)];
}

/** Whether two sections say the same rules, each to its own side: half of the articles that either rests on are the other's. */
function isTwin({ passage: one }: Hit, { passage: other }: Hit): boolean {
  const shared = one.articles.filter((article) => other.articles.includes(article)).length;
  return shared > 0 && 2 * shared >= Math.min(one.articles.length, other.articles.length);
}

const isMuchNearer = (one: Hit, other: Hit): boolean =>
  one.meaning !== undefined && other.meaning !== undefined && one.meaning - other.meaning > MUCH_NEARER;

/**
 * Of what is found, what is offered, or quoted beside the first: nothing that is written for others. Of a role that nobody
 * spoke of, the section that is found first tells that the question is of it.
 */
export function offeredTo(hits: readonly Hit[], asker: Asker): readonly Hit[] {
  const [first, ...others] = hits;
  if (!first) return hits;
  const isOfRole = roleFit(first.passage, asker) === 'unspoken';
  const isOffered = ({ passage }: Hit) =>
    !isForOthers(passage, asker) && (isOfRole || roleFit(passage, asker) === 'own');
  return [first, ...others.filter(isOffered)];
}
