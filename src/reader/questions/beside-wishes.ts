import type { ReadActs } from '#src/reader/acts/said-acts.ts';
import { withoutTalk } from '#src/reader/around-question.ts';
import type { SaidPart } from '#src/reader/parts.ts';
import { subjectsOf } from '#src/reader/wish/subjects.ts';
import { asHeading, asksHow, leansInAnyCase, namesNothing, piecesOf } from './asked-pieces.ts';
import type { FindAnswer, Found } from './found.ts';

/** Questions beside wishes that are answered. */
const ANSWERED = 2;
/** Where the pages of the programme are: what is asked of a wish is asked of them. */
const PROGRAMME = 'programme/';

/**
 * What is asked beside wishes and names nothing by itself, « c’est quand, et c’est gratuit ? »: each question is asked of
 * what is wanted, from the programme's pages, and left out where these do not say. Undefined where nothing is wanted, or
 * what is asked beside stands by itself.
 */
export async function askedBesideWishes(
  rest: string,
  wishes: readonly string[],
  { find, readActs }: { readonly find: FindAnswer; readonly readActs: ReadActs },
): Promise<readonly SaidPart[] | undefined> {
  const subjects = subjectsOf(wishes);
  if (subjects.length === 0) return undefined;
  const questions = piecesOf(await readActs(withoutTalk(rest)))?.questions;
  if (!questions?.every(({ text }) => leansInAnyCase(text))) return undefined;
  const said: SaidPart[] = [];
  const given = new Set<string>();
  // How it is done is told by doing it.
  for (const { text } of questions.filter((one) => !asksHow(one.text)).slice(0, ANSWERED)) {
    const of = await surestOf(
      subjects.map((subject) => `${subject} : ${text}`),
      find,
    );
    const [section = ''] = of?.found.sections ?? [];
    if (of && !given.has(section)) said.push({ text: of.asked, isQuestion: true, asked: asHeading(text) });
    given.add(section);
  }
  // « un dépôt à 12h03 pour une limite à 12h, c’est foutu ? » is asked of what it names itself.
  const isOfElse = said.length === 0 && questions.some(({ text }) => !asksHow(text) && !namesNothing(text));
  return isOfElse ? undefined : said;
}

/** Of what is wanted, what a question is surest asked of: « je veux m’inscrire et des alertes, c’est payant ? ». */
async function surestOf(
  ways: readonly string[],
  find: FindAnswer,
): Promise<{ readonly asked: string; readonly found: Found } | undefined> {
  const read: { asked: string; found: Found }[] = [];
  for (const asked of ways) read.push({ asked, found: await find(asked, undefined) });
  const [surest] = read
    .filter(({ found }) => isOfProgramme(found))
    .toSorted((a, b) => (b.found.likelihood ?? 1) - (a.found.likelihood ?? 1));
  return surest;
}

const isOfProgramme = ({ outcome, sections: [first] }: Found): boolean =>
  outcome === 'answer' && first?.startsWith(PROGRAMME) === true;
