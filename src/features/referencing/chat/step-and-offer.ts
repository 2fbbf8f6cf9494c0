import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { directoryOffer } from '#src/features/directory/chat/step.ts';
import type { DirectoryParts } from '#src/features/directory/chat/turn.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Merging } from '#src/person/merging.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { answerReferencing, type ReferencingWords } from './step.ts';
import type { ReferencingTurn } from './turn.ts';

/** A step of the sign-up, and the offer of the directory once the company has its file, or looks at it. */
export async function referencingWords(
  tx: Transaction,
  conversation: Conversation,
  turn: ReferencingTurn,
  parts: {
    readonly figures: FigureRegister;
    readonly mailIsOn: boolean;
    readonly directory: DirectoryParts | undefined;
    readonly merging: Merging;
    readonly now: number;
  },
): Promise<ReferencingWords> {
  const { directory } = parts;
  const { personId } = conversation;
  const before = personId && (await companyOf(tx, personId));
  const said = await answerReferencing(tx, conversation, turn, parts);
  const after = personId && (await companyOf(tx, personId));
  const isShown = turn.type === 'company' && turn.request.type === 'file';
  if (!directory || !after || !(isShown || after !== before)) return said;
  return { ...said, blocks: [...said.blocks, ...(await directoryOffer(tx, after, directory))] };
}
