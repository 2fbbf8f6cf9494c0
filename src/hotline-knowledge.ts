import { fileURLToPath } from 'node:url';
import { checkForms } from '#src/commands/knowledge/check-forms.ts';
import { messagesByDocument, messagesOnFigures } from '#src/conversation/store/supports.ts';
import { FolderKeeper } from '#src/knowledge/desk/keeper.ts';
import { FIGURES } from '#src/knowledge/desk/registers.ts';
import { TrialHost } from '#src/knowledge/desk/trial-host.ts';
import type { KnowledgeRoomParts } from '#src/knowledge/pages/parts.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { Readers } from './hotline-readers.ts';

const TRIAL = fileURLToPath(new URL('./hotline-trial.ts', import.meta.url));

/** What staff change the knowledge with. */
export type KnowledgeDesk = KnowledgeRoomParts['knowledge'] & { readonly keeper: FolderKeeper };

/** Brings the knowledge folder to what was published, goes on doing so, and opens what staff change it with. */
export async function openKnowledgeDesk(
  { config, db, logger, now, stack }: Foundation,
  { index }: Pick<Readers, 'index'>,
): Promise<KnowledgeDesk> {
  const { knowledgeDir, dataDir } = config;
  const onChanged = () => void index.refresh();
  const keeper = new FolderKeeper({ db, logger, knowledgeDir, onChanged });
  stack.defer(() => keeper.stop());
  await keeper.start().catch((error) => logger.warn({ err: errorText(error) }, 'knowledge folder not kept'));
  const trial = new TrialHost(TRIAL, config);
  stack.defer(() => trial.stop());
  return {
    db,
    knowledgeDir,
    dataDir,
    keeper,
    trial,
    now,
    answersOn: async () =>
      new Map([...(await messagesByDocument(db)), [FIGURES, await messagesOnFigures(db)]]),
    problems: () => index.problems,
    formProblems: () => checkForms(knowledgeDir),
  };
}
