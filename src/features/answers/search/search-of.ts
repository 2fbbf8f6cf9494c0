import type { Moment } from '#src/knowledge/model/document.ts';
import type { Regime } from '#src/knowledge/model/regime.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { detectCase, namesPrivateClient } from '#src/reader/detect-case.ts';
import { withoutLaunch } from '#src/reader/detect-date.ts';
import { inSaidProcedure, procedureSaid } from '#src/reader/procedure-said.ts';
import type { Told } from '#src/reader/told.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { SearchOptions } from '#src/retrieval/retriever.ts';
import { caseWeight } from './case-fit.ts';
import { askerOf, forWhomWeight } from './for-whom.ts';

/** Hits looked at: one or two make the answer, the others are proposed. */
const HITS = 12;

/**
 * What a section of another moment weighs: who holds a contract is not told what to prepare before answering. On 74
 * questions of people who say where they stand, 48 find their section first without it and 51 with it, from 0.95 to 0.7
 * alike; on 34 others, 27 and 28 (`npm run evaluate:corrections`).
 */
const OTHER_MOMENT = 0.9;

function momentWeight(passage: Passage, moment: Moment | undefined): number {
  // A buyer asks of all the moments of a contract.
  if (moment === undefined || passage.document.audience === 'buyer') return 1;
  const own = passage.moment ?? passage.document.moment;
  return own === undefined || own === moment ? 1 : OTHER_MOMENT;
}

/** What a page on another procedure than the contract's weighs, where its own question names one. */
const OTHER_PROCEDURE = 0.6;
const ADAPTED = /\b(?:mapa|procedures? adaptees?)\b/;
const FORMAL =
  /\b(?:appels? d'offres (?:ouverts?|restreints?)|procedures? (?:formalisees?|avec negociation)|marches? formalises?|dialogue competitif)\b/;

/** The one procedure that each page's own question names; nothing for one that names none, or both. */
const procedures = new WeakMap<Passage, { readonly named: Told['procedure'] }>();

export function procedureNamed(passage: Passage): Told['procedure'] {
  const known = procedures.get(passage);
  if (known) return known.named;
  const text = fold(passage.heading);
  const [adapted, formal] = [ADAPTED.test(text), FORMAL.test(text)];
  const named = adapted === formal ? undefined : adapted ? 'adapted' : 'formal';
  procedures.set(passage, { named });
  return named;
}

function procedureWeight(passage: Passage, procedure: Told['procedure']): number {
  const named = procedure && procedureNamed(passage);
  return named === undefined || named === procedure ? 1 : OTHER_PROCEDURE;
}

/** What the section weighs that was given, and is said to be beside the point. */
const BESIDE = 0.4;

/** What a section weighs whose heading, or page, names what the message says that it is not about. */
const NOT_ABOUT = 0.7;
const nameStems = new WeakMap<Passage, ReadonlySet<string>>();

/**
 * What a section names. A page on two things, « Décennale et responsabilité civile », holds sections on each: only their own
 * question says on which.
 */
const named = ({ document: { title }, heading }: Passage): string =>
  title.includes(' et ') && !/[,:]/.test(title) ? heading : `${title} ${heading}`;

function aboutWeight(passage: Passage, notAbout: readonly string[] = []): number {
  if (notAbout.length === 0) return 1;
  const stems = nameStems.get(passage) ?? stemsOf(named(passage));
  nameStems.set(passage, stems);
  return notAbout.some((stem) => stems.has(stem)) ? NOT_ABOUT : 1;
}

/** What any section weighs beside the one whose own question is asked. */
const NOT_ASKED = 0.5;

/** Regimes of their own, of which a question may be that does not name them. */
const OF_THEIR_OWN: readonly Regime[] = ['utilities', 'defence', 'concession', 'private'];

/** Those that a message leaves open: it is on no private client where it names a public buyer, and none beside. */
function regimesOf(message: string): readonly Regime[] {
  const { buyer } = detectCase(message);
  return buyer === undefined || namesPrivateClient(message)
    ? OF_THEIR_OWN
    : OF_THEIR_OWN.filter((regime) => regime !== 'private');
}

/** What is searched for a question: rules of its regime and date, those of its buyer and category first. */
export const searchOf = (understanding: Understanding): [string, SearchOptions] => {
  const {
    positive,
    askedDate,
    case: asked,
    date,
    asked: whole,
    head: message = whole,
    lastAnswered,
    side,
    moment,
    told,
    notThat,
    notAbout,
    heading,
  } = understanding;
  const asker = askerOf(understanding);
  // What the message denies is what its words are nearest to: « on n’est pas en MAPA ».
  const { procedure, denied } = procedureSaid(fold(message));
  const own = denied.length > 0 ? procedure : undefined;
  const question = own === 'formal' ? inSaidProcedure(positive.question) : positive.question;
  return [
    askedDate ? withoutLaunch(question) || question : question,
    {
      k: HITS,
      filter: { regime: asked.regime, date },
      mayBeOf: asked.regimeSaid ? [] : regimesOf(message),
      weigh: (passage) =>
        // Whatever was told before, the question of a button is that of its section.
        passage.heading === heading
          ? 1
          : (heading === undefined ? 1 : NOT_ASKED) *
            (notThat?.includes(passage.heading) ? BESIDE : 1) *
            aboutWeight(passage, notAbout) *
            caseWeight(passage, asked, side === 'buyer') *
            forWhomWeight(passage, asker) *
            momentWeight(passage, side === 'buyer' ? undefined : moment) *
            procedureWeight(passage, own ?? told?.procedure),
      continuation: heading === undefined ? lastAnswered && { message, after: lastAnswered } : undefined,
    },
  ];
};
