import { sectorsIn } from '#src/reference/sectors.ts';
import { readPlain } from './plain.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

/** What a company does: its own words, and the sectors that they name. */
export interface Activities {
  readonly said: string;
  /** Ids of sectors; none when the words name no sector of the table. */
  readonly sectors: readonly string[];
}

/** Reads a trade in free words: « on fait du nettoyage de bureaux ». */
export function readActivities(text: string, most: number): Read<Activities> {
  const said = readPlain(text, most);
  if (!said.ok) return said;
  if (!/\p{L}{3}/u.test(said.value)) return bad(errors.activityNone);
  return good({ said: said.value, sectors: sectorsIn(said.value).map(({ id }) => id) });
}
