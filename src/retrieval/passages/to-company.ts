import type { Block, Section } from '#src/knowledge/model/document.ts';
import { speaksToCompany } from '#src/reader/speaker/spoken-to.ts';
import { sentencesIn, sentencesOf } from './sentences.ts';

/** What of a section speaks to a company of what it is to do, and to no buyer. */
export interface ToCompany {
  /** A sentence of its short answer does. */
  readonly short: boolean;
  /** Of each block, the sentences of a paragraph, or the items of a list, by their places. */
  readonly blocks: readonly (readonly number[])[];
}

/** From so likely on, a sentence speaks to a company: of those held out, nine of ten that are taken for it do. */
const SURE = 0.85;
/** What follows in a paragraph goes on with it, unless it surely does not: « interrogez l’acheteur. Demandez-lui… ». */
const GOES_ON = 0.25;
/** Words of the longest sentence that says nothing without the one before: « gardez-la ». */
const BARE = 4;
/** A list whose items do, as a whole, is no list without them. */
const MOSTLY = 0.6;

/** … on a page that is for buyers as well, and says so: « le titulaire vous alerte » is theirs. */
const SURE_OF_BOTH = 0.97;

/**
 * What of a section speaks to a company, decided once; undefined where nothing does.
 * @param isForBoth the page speaks to buyers, too
 */
export function toCompanyIn(
  { shortAnswer, details }: Pick<Section, 'shortAnswer' | 'details'>,
  isForBoth = false,
): ToCompany | undefined {
  const speaks = (sentence: string) => speaksToCompany(sentence) >= SURE;
  const short = !isForBoth && sentencesOf(shortAnswer ?? '').some(speaks);
  const blocks = details.map(isForBoth ? surePlacesIn : placesIn);
  return short || blocks.some((places) => places.length > 0) ? { short, blocks } : undefined;
}

const surePlacesIn = (block: Block): readonly number[] =>
  (block.type === 'list' ? block.items : sentencesIn(block)).flatMap((one, at) =>
    speaksToCompany(one) >= SURE_OF_BOTH ? [at] : [],
  );

function placesIn(block: Block): readonly number[] {
  if (block.type === 'list') {
    const likely = block.items.map(speaksToCompany);
    const mean = likely.reduce((sum, one) => sum + one, 0) / Math.max(1, likely.length);
    return likely.flatMap((one, at) => (one >= SURE || mean >= MOSTLY ? [at] : []));
  }
  const places: number[] = [];
  for (const [at, sentence] of sentencesIn(block).entries()) {
    const likely = speaksToCompany(sentence);
    const isAfter = at > 0 && places.at(-1) === at - 1;
    const goesOn = isAfter && (likely >= GOES_ON || sentence.split(' ').length <= BARE);
    if (likely >= SURE || goesOn) places.push(at);
  }
  return places;
}
