import { euros } from '#src/calculators/texts-amounts.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { carriedSlots, speakerNames } from '#src/features/answers/texts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { detectCase, nameOfBuyer, nameOfCategory } from '#src/reader/detect-case.ts';
import type { Speaker, Told } from '#src/reader/told.ts';
import type { ThreadContext, Understanding } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** What was told, as it is said back: « un hôpital », « travaux », « 48 000 € », « 2 ans ». */
export const slotsOf = ({ buyer, category, worth, duration }: Told = {}): string[] => [
  ...(buyer ? [nameOfBuyer(buyer)] : []),
  ...(category ? [nameOfCategory(category)] : []),
  ...(worth ? [euros(worth.value, worth.tax)] : []),
  ...(duration ? [formatValue(duration.unit, duration.value)] : []),
];

/** Who speaks, as it is said back: « vous êtes titulaire »; that somebody sells is not worth saying. */
const speakerSlots = ({ side, role }: Speaker): string[] =>
  side === 'buyer' ? [speakerNames.buyer] : role ? [speakerNames[role]] : [];

/** What the note on what was told needs to know, besides the answer. */
interface Carrying {
  readonly thread: ThreadContext | undefined;
  /** The message put right who speaks: that it was heard is said. */
  readonly isPutRight: boolean;
  readonly passages: readonly Passage[];
}

/**
 * What an answer takes from earlier messages, said back so that it can be corrected: « une collectivité, travaux », « vous
 * êtes titulaire ». Undefined when the message says all of it, or completes what was just asked, and where the answer is the
 * same for everybody.
 */
export function carriedNote(
  answer: Answer,
  understanding: Understanding,
  { thread, isPutRight, passages }: Carrying,
): string | undefined {
  const { kind, composer, offered, completedBy } = answer;
  if (!thread || kind === 'refusal' || offered) return undefined;
  const speaker = speakerSlots(saidBefore(understanding, thread.told));
  const isOfCase = !thread.open && (understanding.followsUp || composer === 'calculator');
  const slots = isOfCase ? caseSlots(understanding, completedBy) : [];
  const isOfSpeaker = isPutRight || slots.length > 0 || isForRole(answer, understanding, passages);
  const all = isOfSpeaker ? [...speaker, ...slots] : slots;
  return all.length > 0 ? carriedSlots(all) : undefined;
}

function caseSlots({ asked, case: told }: Understanding, completedBy: Told | undefined): string[] {
  const own = detectCase(asked);
  return slotsOf({
    buyer: own.buyer ? undefined : told.buyer,
    category: own.category ? undefined : told.category,
    worth: completedBy?.worth,
    duration: completedBy?.duration,
  });
}

/** Of who speaks, what was said before this message. */
const saidBefore = ({ side, role }: Understanding, told: Speaker = {}): Speaker => ({
  side: side === told.side ? side : undefined,
  role: role === told.role ? role : undefined,
});

/** Whether an answer is a section written for the role of who speaks: to another company it would be another one. */
const isForRole = (
  { citations: [first] }: Answer,
  { role }: Speaker,
  passages: readonly Passage[],
): boolean =>
  role !== undefined &&
  passages.some(
    (one) =>
      one.documentId === first?.documentId &&
      one.heading === first.section &&
      (one.role ?? one.document.role) === role,
  );
