import { asWording } from '#src/features/unanswered/rules/add-wording.ts';
import { personalIn } from '#src/features/unanswered/rules/bare-wording.ts';
import { nameOf } from '#src/features/unanswered/rules/select.ts';
import { notePage, type QuestionGroup } from '#src/features/unanswered/store/groups.ts';
import { preparePage } from '#src/knowledge/desk/desk.ts';
import { listEntries } from '#src/knowledge/desk/list.ts';
import { newPagePath } from '#src/knowledge/desk/paths.ts';
import { newPage } from '#src/knowledge/desk/template.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import { WORDING_SIGNS } from './group-view.ts';
import type { QuestionsRoomParts } from './parts.ts';
import { questionsTexts as texts } from './texts.ts';

/** Wordings that a page begins with: more teach nothing. */
const MOST_WORDINGS = 12;
/** « pelouse » is asked with by whoever speaks of one. */
const FEWEST_WORDS = 3;
/** Signs of a title. */
const TITLE_SIGNS = 140;

/**
 * Begins a page from a group, out of service, with its wordings; those that hold something of a person stay out of it.
 * @returns its address
 */
export async function beginPage(
  { knowledge, traces, now }: QuestionsRoomParts,
  group: QuestionGroup,
  by: Actor,
): Promise<{ readonly address: string }> {
  const [title = texts.page.noQuestion, ...wordings] = wordingsOf(group);
  const today = parisDay(now());
  const taken = new Set((await listEntries(knowledge, today)).map(({ path }) => path));
  const path = newPagePath('guides', title, (one) => taken.has(one));
  const text = newPage('guides', title.slice(0, TITLE_SIGNS).toWellFormed(), by.name, today, wordings);
  await preparePage(knowledge, { path, text, basis: undefined }, by, async (tx) => {
    await notePage(tx, group.id, path);
    await traces.note(by, 'question_drafted', { kind: 'question', id: group.id }, tx);
  });
  return { address: `/staff/connaissances/page?chemin=${encodeURIComponent(path)}` };
}

/**
 * The ways in which a group was asked, each once, what it is called by first; without those that hold something of a
 * person, nor bare words that are of many questions.
 */
function wordingsOf(group: QuestionGroup): string[] {
  const all = [nameOf(group), ...group.questions.map(({ text }) => text)].map(asWording);
  const each = [...new Map(all.map((one) => [slugify(one), one])).values()];
  const isOwn = (one: string) => one.split(' ').length >= FEWEST_WORDS && one.length <= WORDING_SIGNS;
  return each.filter((one) => isOwn(one) && personalIn(one).length === 0).slice(0, MOST_WORDINGS);
}
