import type { Form } from '#src/company/form/form.ts';
import { companyMeant } from '#src/features/directory/rules/company-meant.ts';
import type { SearchWords } from '#src/features/directory/rules/search-words.ts';
import { readCards } from '#src/features/directory/search/read-cards.ts';
import { type Found, searchResult, whichBlocks } from '#src/features/directory/search/show-companies.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { DEPARTMENTS } from '#src/reference/french-places.ts';
import type { DirectoryState } from './memory.ts';
import type { DirectoryRequest } from './request.ts';
import type { DirectoryParts, DirectoryTurn, Needs } from './turn.ts';

/** What a search finds, or the companies of which one is to be contacted; nothing for what looks for none. */
export async function foundFor(
  db: Queryable,
  request: DirectoryTurn['request'],
  {
    directory,
    form,
    needs,
    now,
  }: {
    readonly directory: DirectoryParts;
    readonly form: Form;
    readonly needs: Needs;
    readonly now: number;
  },
): Promise<Found | undefined> {
  if (!directory.isOn) return undefined;
  if (request.type === 'search') {
    const cards = await readCards(db);
    const text = needWords(request.words);
    const { places } = request.search.criteria;
    const departments = places.flatMap((place) =>
      place.region ? departmentsIn(place.region) : place.departments,
    );
    return searchResult(form, cards, request.search, directory.pageUrl, {
      weighed: needs.weigh({ text, departments }, cards, { form, now }),
      isNeed: needs.saysNeed(text, now),
    });
  }
  if (request.type !== 'contact-which') return undefined;
  const { keys } = request;
  const cards = await readCards(db);
  const shown = keys.flatMap((key) => cards.find((card) => card.key === key) ?? []);
  return { blocks: whichBlocks(shown), keys };
}

/** What somebody looks for, in their words: what is done, and where it was said apart. */
export const needWords = ({ activity = '', place = '' }: SearchWords = {}): string =>
  [...new Set([activity, place])].filter(Boolean).join(', ');

const departmentsIn = (region: string): string[] =>
  DEPARTMENTS.filter((one) => one.region === region).map(({ code }) => code);

/** The company that a message means to contact, or the question which one. */
export async function contactMeant(
  db: Queryable,
  text: string,
  listed: DirectoryState['listed'],
): Promise<DirectoryRequest> {
  const cards = await readCards(db);
  const keys = listed?.keys ?? [];
  const shown = keys.map((key) => cards.find((card) => card.key === key));
  const meant = companyMeant(text, shown, cards);
  return meant ? { type: 'contact', key: meant.key } : { type: 'contact-which', keys };
}

/** The key of the company at the one place that a text names among those that were shown. */
export async function keyRanked(
  db: Queryable,
  text: string,
  listed: DirectoryState['listed'],
): Promise<string | undefined> {
  const keys = listed?.keys ?? [];
  const [place, ...others] = ranksSaid(text, keys.length);
  const key = place === undefined || others.length > 0 ? undefined : keys[place];
  return (await readCards(db)).some((card) => card.key === key) ? key : undefined;
}

/** The key of the one company of the directory that goes by a name. */
export async function keyNamed(db: Queryable, name: string): Promise<string | undefined> {
  const plain = (words: string) =>
    fold(words)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const asked = plain(name);
  // As the page of a company writes it: « Contacter Les Jardins (fiche 0a1b2c3d4e) ».
  const written = /\bfiche ([0-9a-f]{10})$/.exec(asked)?.[1];
  const found = (await readCards(db)).filter((card) =>
    written ? card.key === written : plain(card.name) === asked,
  );
  return found.length === 1 ? found[0]?.key : undefined;
}
