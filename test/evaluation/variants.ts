import { withoutAccents, withTypos } from './noise.ts';

/** A way of typing every question of a set. */
export interface Variant {
  readonly id: 'typed' | 'unaccented' | 'typos';
  readonly label: string;
  readonly change: (text: string) => string;
}

/** Questions as they are written in their set. */
export const TYPED: Variant = { id: 'typed', label: 'tel que tapé', change: (text) => text };

/** Questions deformed by program, always in the same way. */
export const DEFORMED: readonly Variant[] = [
  { id: 'unaccented', label: 'sans accents', change: withoutAccents },
  { id: 'typos', label: 'une faute sur 3 mots', change: withTypos },
];
