import type { TrialProblem, TrialReading } from '#src/knowledge/desk/trial.ts';
import type { Section } from '#src/knowledge/model/document.ts';

/** What was read of a document, as its page draws it. */
export interface ShownReading {
  readonly title: string | undefined;
  readonly sections: number;
  readonly words: number;
  /** The first ones, each with where it stands and how it begins. */
  readonly first: readonly { readonly heading: string; readonly begins: string }[];
  readonly problems: readonly TrialProblem[];
  readonly isRead: boolean;
}

const SHOWN = 60;
const FIRST_SIGNS = 160;

/** What is shown of a reading: its sections, how each begins, and what was left out. */
export function shownReading({ document, problems }: TrialReading): ShownReading {
  const sections = document?.sections ?? [];
  return {
    title: document?.meta.title,
    sections: sections.length,
    words: sections.reduce((sum, section) => sum + wordsOf(textOf(section)), 0),
    first: sections.slice(0, SHOWN).map((section) => ({
      heading: section.heading,
      begins: beginning(textOf(section)),
    })),
    problems,
    isRead: document !== undefined,
  };
}

const textOf = ({ shortAnswer, details }: Section): string =>
  [shortAnswer ?? '', ...details.flatMap((block) => (block.type === 'list' ? block.items : [block.text]))]
    .filter(Boolean)
    .join(' ');
const wordsOf = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function beginning(text: string): string {
  const words = text
    .slice(0, FIRST_SIGNS * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > FIRST_SIGNS ? `${words.slice(0, FIRST_SIGNS)}…` : words;
}
