import { addWording, asWording } from '#src/features/unanswered/rules/add-wording.ts';
import { personalIn } from '#src/features/unanswered/rules/bare-wording.ts';
import { openFile, publishPage } from '#src/knowledge/desk/desk.ts';
import { isPage } from '#src/knowledge/desk/paths.ts';
import { knowledgeFiles } from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import { type SectionChoice, WORDING_SIGNS } from './group-view.ts';
import type { QuestionsRoomParts } from './parts.ts';
import { questionsTexts } from './texts.ts';

const { wording: texts } = questionsTexts;

/** Every section of a page, to which a wording may be added. */
export async function sectionChoices(db: Queryable): Promise<SectionChoice[]> {
  return (await knowledgeFiles(db)).flatMap(({ path, document }) =>
    document && isPage(path)
      ? document.sections.map(({ id, heading }) => ({
          key: `${document.id}#${id}`,
          heading,
          page: document.meta.title,
        }))
      : [],
  );
}

/** Those of some sections that are nearest to a question; none where that cannot be told now. */
export async function nearestOf(
  sections: readonly SectionChoice[],
  find: () => Promise<readonly string[]>,
): Promise<SectionChoice[]> {
  const keys = await find().catch(() => []);
  return keys.flatMap((key) => sections.find((one) => one.key === key) ?? []);
}

/** What is answered to somebody who adds a wording. */
interface WordingOutcome {
  readonly status: number;
  /** A warning asks for a second click; a mistake for other words. */
  readonly body:
    | { readonly said: string }
    | { readonly warning: string }
    | { readonly mistake: string }
    | { readonly error: string };
}

/** Adds a wording to a section and puts its page in service, in the name of who did it. */
export async function publishWording(
  { knowledge, traces }: QuestionsRoomParts,
  groupId: string,
  { text, section, isSure }: { readonly text: string; readonly section: string; readonly isSure: boolean },
  by: Actor,
): Promise<WordingOutcome> {
  const mistake = (why: string): WordingOutcome => ({ status: 200, body: { mistake: why } });
  const wording = asWording(text);
  if (wording === '') return mistake(texts.empty);
  if (wording.length > WORDING_SIGNS) return mistake(texts.long(WORDING_SIGNS));
  const held = personalIn(wording);
  if (held.length > 0 && !isSure) return { status: 200, body: { warning: texts.warning(held) } };
  const cut = section.lastIndexOf('#');
  const path = `${section.slice(0, cut)}.md`;
  const choice = (await sectionChoices(knowledge.db)).find(({ key }) => key === section);
  const current = choice && (await openFile(knowledge, path)).current;
  if (!choice || !current) return mistake(texts.noSection);
  const before = new TextDecoder().decode(current.content);
  const added = addWording(path, before, section.slice(cut + 1), wording);
  if (added.type === 'known') return mistake(texts.known);
  if (added.type === 'no section') return mistake(texts.noSection);
  const page = { path, text: added.text, basis: current.digest };
  const outcome = await publishPage(knowledge, page, by, async (tx, [id]) => {
    await traces.note(by, 'page_published', id === undefined ? undefined : { kind: 'page', id }, tx);
    await traces.note(by, 'wording_added', { kind: 'question', id: groupId }, tx);
  });
  switch (outcome.type) {
    case 'done':
      return { status: 200, body: { said: texts.added(choice.heading) } };
    case 'refused':
      return { status: 409, body: { error: texts.refused } };
    case 'changed':
      return { status: 409, body: { error: texts.changed } };
    case 'not writable':
      return { status: 409, body: { error: texts.notWritable } };
    default:
      return outcome satisfies never;
  }
}
