import { readOptions } from '#src/commands/options.ts';
import { cliTexts } from '#src/commands/texts.ts';
import { messagesStandingOn, type Support } from '#src/conversation/store/supports.ts';
import { figureVersion, sectionVersion } from '#src/features/answers/supports.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { loadServedContent, type ServedContent } from '#src/retrieval/knowledge-base.ts';

/** Messages that are listed: to correct more than that, one begins by mending the page. */
const MOST = 1_000;

/**
 * `knowledge answers REFERENCE`: the answers given so far that stood on a section (« guides/avance#ai-je-droit ») or on a
 * figure (« avance-seuil-montant »), and whether it has changed since. Ids and days, never words. Writes nothing.
 */
export async function answersCommand(args: readonly string[]): Promise<number> {
  const { config, words, today } = readOptions(args);
  const [reference] = words;
  if (!reference) throw new HotlineError('input', cliTexts.noReference);
  const db = await connectDatabase(config.dataDir, config.databaseUrl);
  try {
    const content = await loadServedContent(db);
    const kind = reference.includes('#') ? 'section' : 'figure';
    const now = content && versionOf(content, { kind, reference }, today);
    const found = await messagesStandingOn(db, { kind, reference }, MOST);
    const lines = found.map(({ saidAt, conversationId, messageId, version }) =>
      cliTexts.answerGiven(
        parisDay(saidAt),
        conversationId,
        messageId,
        now === version ? undefined : version,
      ),
    );
    const doubts =
      kind === 'section' ? await messagesStandingOn(db, { kind: 'offered', reference }, MOST) : [];
    const changed = found.filter(({ version }) => version !== now).length;
    process.stdout.write(
      `${[
        cliTexts.answersFound(reference, found.length, changed, now),
        ...lines,
        ...(doubts.length > 0 ? [cliTexts.offeredIn(doubts.length)] : []),
      ].join('\n')}\n`,
    );
    return 0;
  } finally {
    await db.close();
  }
}

/** What it is today; undefined when it is no longer served. */
function versionOf(
  { passages, figures, law }: ServedContent,
  { kind, reference }: Pick<Support, 'kind' | 'reference'>,
  today: IsoDate,
): string | undefined {
  if (kind === 'figure') {
    const figure = figures.get(reference);
    return figure && figureVersion(figure, today);
  }
  const passage = [...passages, ...(law?.passages ?? [])].find(({ key }) => key === reference);
  return passage && sectionVersion(passage);
}
