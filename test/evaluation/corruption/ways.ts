import type { Draft } from '#src/features/answers/compose/extractive.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { ARTICLE_WAYS } from './articles.ts';
import { CONDITION_WAYS } from './conditions.ts';
import { CONTACT_WAYS } from './contacts.ts';
import { FIGURE_WAYS } from './figures.ts';
import { MEANING_WAYS } from './meaning.ts';
import type { Random } from './random.ts';
import type { Sample } from './sound.ts';

/** What corruptions draw from beside the answer itself. */
export interface World {
  readonly passages: readonly Passage[];
  readonly figures: FigureRegister;
}

/** A wrong answer made from a sound one. */
export type Corrupted = Pick<Sample, 'draft' | 'evidences' | 'understanding'> & { readonly sound?: Draft };

/** All the wrong answers that one way makes of a sound one; none when the answer holds nothing of its kind. */
export type Corruption = (sample: Sample, world: World, random: Random) => readonly (Draft | Corrupted)[];

/** What a way falsifies. `misplaced`: a figure that the passages hold, said of something else. */
export type Group =
  | 'figure'
  | 'misplaced'
  | 'condition'
  | 'article'
  | 'verdict'
  | 'regime'
  | 'date'
  | 'contact';

/** Part of the wrong answers of a group that may pass. What is invented never does. */
export const ALLOWED: Readonly<Record<Group, number>> = {
  figure: 0,
  article: 0,
  contact: 0,
  misplaced: 0.02,
  condition: 0.05,
  verdict: 0.03,
  regime: 0.03,
  date: 0.02,
};
/** Part of the sound answers of a kind that may be refused: those of the pages and of programs, those by hand. */
export const ALLOWED_DAMAGE = { program: 0.02, hand: 0.1 };

export const WAYS: Readonly<Record<string, { group: Group; corrupt: Corruption }>> = {
  ...FIGURE_WAYS,
  ...CONDITION_WAYS,
  ...ARTICLE_WAYS,
  ...MEANING_WAYS,
  ...CONTACT_WAYS,
};
