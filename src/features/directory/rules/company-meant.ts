import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { sectorOf } from '#src/reference/sectors.ts';
import type { PublicCard } from './public-card.ts';

/** Letters and digits alone, with a space on each side. */
const plain = (words: string): string =>
  ` ${fold(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/**
 * The company that a message means: by its rank among those that were shown, by its name, by what sets it apart among
 * them (« l’ESAT de Vitrolles »), or because only one was shown.
 * @param shown those that were shown, in order; nothing at the place of one that has left since
 * @returns undefined where several may be meant, or none
 */
export function companyMeant(
  text: string,
  shown: readonly (PublicCard | undefined)[],
  all: readonly PublicCard[],
): PublicCard | undefined {
  const ranks = ranksSaid(text, shown.length);
  if (ranks.length > 0) return ranks.length === 1 ? shown[ranks[0] as number] : undefined;
  const there = shown.filter((card) => card !== undefined);
  const said = plain(text);
  const named = (cards: readonly PublicCard[]) => cards.filter(({ name }) => said.includes(plain(name)));
  for (const found of [named(there), named(all)]) if (found.length > 0) return only(found);
  return only(there) ?? setApart(text, there);
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

/** The one of which a message says the most, where no other is as near. */
function setApart(text: string, cards: readonly PublicCard[]): PublicCard | undefined {
  const said = stemsOf(text);
  const scored = cards
    .map((card) => ({ card, score: stemsOf(wordsOf(card)).filter((stem) => said.includes(stem)).length }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  return first && first.score > (second?.score ?? 0) ? first.card : undefined;
}

const stemsOf = (text: string): string[] => [...new Set(analyse(text).map(({ stem }) => stem))];

/** What may be said of a company. */
const wordsOf = ({ name, town, sectors, offer, families }: PublicCard): string =>
  [
    name,
    town?.name,
    ...sectors.map((id) => sectorOf(id)?.label),
    offer,
    ...families.flatMap(({ family, kinds }) => [family, ...kinds]),
  ]
    .filter((one) => one !== undefined)
    .join(' ');
