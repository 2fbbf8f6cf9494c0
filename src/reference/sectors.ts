import { analyse } from '#src/platform/french/text-analysis.ts';
import { withoutClosing } from './farm-said.ts';
import table from './sectors.json' with { type: 'json' };

/**
 * A trade as companies say it, with the code of the common procurement vocabulary (regulation (EC) 213/2008) under
 * which buyers publish it.
 */
export interface Sector {
  readonly id: string;
  readonly label: string;
  /** Eight digits, without the check digit. */
  readonly cpv: string;
}

interface Known extends Sector {
  /** Stems that must all be said, one list a way to say it. */
  readonly ways: readonly (readonly string[])[];
}

/** A town has the stem of « communication », and names no trade. */
const TOWN = /^commun(?:e|es|al|ale|ales|aux|aute|autes)$/;

/** The stemmer leaves the plural of short words: « vélos ». */
const stemsOf = (text: string): string[] =>
  analyse(withoutClosing(text)).flatMap(({ word, stem }) =>
    TOWN.test(word) ? [] : stem.replace(/(?<=.{3})[sx]$/, ''),
  );

const KNOWN: readonly Known[] = table.map(({ id, label, cpv, words }) => ({
  id,
  label,
  cpv,
  ways: words.map(stemsOf).filter((way) => way.length > 0),
}));

/** Every sector of the table. */
export const SECTORS: readonly Sector[] = KNOWN.map(({ id, label, cpv }) => ({ id, label, cpv }));

/** The sector of an id, if there is one. */
export const sectorOf = (id: string): Sector | undefined => KNOWN.find((one) => one.id === id);

/** Sectors that one description may name. */
const MOST = 6;

/**
 * Sectors that a description of one's trade names, in the order in which they are said. Where a longer way of saying
 * something is found, the words that it uses name nothing else: « maintenance informatique » is not the upkeep of
 * buildings.
 */
export function sectorsIn(text: string): Sector[] {
  const said = stemsOf(text);
  const hits = KNOWN.flatMap((sector) =>
    sector.ways
      .filter((way) => way.every((stem) => said.includes(stem)))
      .map((way) => ({ sector, way, at: Math.min(...way.map((stem) => said.indexOf(stem))) })),
  ).sort((a, b) => b.way.length - a.way.length || a.at - b.at);
  const used = new Map<string, string>();
  const kept = new Map<string, { sector: Sector; at: number }>();
  for (const { sector, way, at } of hits) {
    const taken = way.every((stem) => used.has(stem) && used.get(stem) !== sector.id);
    if (taken) continue;
    for (const stem of way) if (!used.has(stem)) used.set(stem, sector.id);
    const known = kept.get(sector.id);
    if (!known || at < known.at) kept.set(sector.id, { sector, at });
  }
  return [...kept.values()]
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ sector: { id, label, cpv } }) => ({ id, label, cpv }));
}
