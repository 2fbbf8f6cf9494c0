import type { QuestionGroup } from '#src/features/unanswered/store/groups.ts';
import type { Miss } from '#src/features/unanswered/store/missed.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** Where staff stand with a group. */
export const GROUP_STATES = ['open', 'answered', 'told', 'dismissed'] as const;
export type GroupState = (typeof GROUP_STATES)[number];

/** The states of a group; several may hold. */
export function statesOf({ questions, told, isDismissed }: QuestionGroup): GroupState[] {
  if (isDismissed) return ['dismissed'];
  const asked = questions.filter(({ misses }) => misses.includes('refused') || misses.includes('doubted'));
  const isAnswered = asked.some(({ isAnsweredNow }) => isAnsweredNow);
  const isOpen = asked.length === 0 || asked.some(({ isAnsweredNow }) => !isAnsweredNow);
  return [
    ...(isOpen ? (['open'] as const) : []),
    ...(isAnswered ? (['answered'] as const) : []),
    ...(told > 0 ? (['told'] as const) : []),
  ];
}

/** What a list shows. */
export interface GroupFilter {
  readonly words: string;
  readonly miss: Miss | undefined;
  /** Undefined for all but those that were set aside. */
  readonly state: GroupState | undefined;
}

/** The groups that a filter asks for, those that most people ask first. */
export function selectGroups(groups: readonly QuestionGroup[], filter: GroupFilter): QuestionGroup[] {
  const words = fold(filter.words).split(/\s+/).filter(Boolean);
  return groups
    .filter((group) => {
      const states = statesOf(group);
      const isState = filter.state ? states.includes(filter.state) : !states.includes('dismissed');
      const { miss } = filter;
      const isMiss = !miss || group.questions.some(({ misses }) => misses.includes(miss));
      const text = fold(group.questions.map((one) => one.text).join('\n'));
      return isState && isMiss && words.every((word) => text.includes(word));
    })
    .toSorted((one, other) => askersOf(other) - askersOf(one) || (lastOf(other) ?? 0) - (lastOf(one) ?? 0));
}

/** How many people ask it. */
export const askersOf = ({ questions }: QuestionGroup): number =>
  new Set(questions.map(({ asker }) => asker)).size;

/** When it was last asked. */
export const lastOf = ({ questions }: QuestionGroup): number | undefined => questions.at(-1)?.askedAt;

/** The words by which a group is called. */
export const nameOf = ({ questions, centralId }: QuestionGroup): string =>
  (questions.find(({ messageId }) => messageId === centralId) ?? questions[0])?.text ?? '';
