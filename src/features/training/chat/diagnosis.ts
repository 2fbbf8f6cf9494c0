import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { choices, listOf, words } from '#src/channel/make-blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { BUTTON_START } from '#src/company/form/dialog/buttons.ts';
import { begin } from '#src/company/form/dialog/dialog.ts';
import { resume, type Step, stand, type TakenStep } from '#src/company/form/dialog/position.ts';
import { blocksOf, summaryLines } from '#src/company/form/dialog/reply.ts';
import { draftOf, insistingDraft } from '#src/company/form/draft.ts';
import {
  addDiagnosis,
  type DiagnosisDraft,
  type DiagnosisTold,
  findDiagnosisDraft,
  removeDiagnosisDraft,
  saveDiagnosisDraft,
} from '#src/company/store/diagnoses.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { mustBeAsRead } from '#src/conversation/turn/stale-turn.ts';
import { button } from '#src/features/training/blocks.ts';
import { type DiagnosisForm, diagnose } from '#src/features/training/rules/diagnosis.ts';
import { findSession } from '#src/features/training/store/sessions.ts';
import { diagnosisVoice, diagnosisTexts as texts } from '#src/features/training/texts-diagnosis.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { TrainingParts } from './turn.ts';

/** The diagnosis's buttons are the form's under another name: one of an old sign-up never answers a diagnosis. */
const DIAGNOSIS_BUTTON = 'dg:';
export const isDiagnosisButton = (value: string): boolean => value.startsWith(DIAGNOSIS_BUTTON);

/** What was said, as the form's dialog reads it. */
export const fromDiagnosisButton = (content: InboundContent): InboundContent =>
  content.type === 'action' && isDiagnosisButton(content.value)
    ? { ...content, value: BUTTON_START + content.value.slice(DIAGNOSIS_BUTTON.length) }
    : content;

/** The value of one of the form's buttons, as the diagnosis has it. */
export const toDiagnosisButton = (value: string): string => value.replace(BUTTON_START, DIAGNOSIS_BUTTON);

const toDiagnosisButtons = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.type === 'choices'
      ? {
          ...block,
          choices: block.choices.map((choice) => {
            const value = toDiagnosisButton(choice.value);
            return { ...choice, id: value, value };
          }),
        }
      : block,
  );

/** Who answers, for which company. */
interface Answering {
  readonly conversation: Conversation;
  readonly personId: string;
  readonly companyId: string;
  readonly form: DiagnosisForm;
  readonly now: number;
}

/** What a step of the diagnosis says; `done` once it is confirmed, with the session that it was made to apply for. */
export interface DiagnosisWords {
  readonly blocks: readonly Block[];
  /** From which block on it asks its question. */
  readonly asksFrom?: number | undefined;
  readonly diagnosing: boolean;
  readonly done?: { readonly told: DiagnosisTold; readonly sessionId: string | undefined };
}

/** The form in the diagnosis's own words. */
export async function voiced(
  db: Queryable,
  form: DiagnosisForm,
  sessionId: string | undefined,
): Promise<DiagnosisForm> {
  const session = sessionId === undefined ? undefined : await findSession(db, sessionId);
  return { ...form, voice: diagnosisVoice(session?.name) };
}

/** Begins a diagnosis, or takes up the one under way; from now on it is made to apply for a session, when one is given. */
export async function beginDiagnosis(
  tx: Transaction,
  around: Answering,
  sessionId: string | undefined,
): Promise<DiagnosisWords> {
  const saved = await findDiagnosisDraft(tx, around.personId, 'lock');
  const draft = draftOf(saved?.draft);
  const asked = sessionId ?? saved?.sessionId;
  const form = await voiced(tx, around.form, asked);
  return keep(tx, { ...around, form }, draft ? resume(draft, form) : begin(form), asked);
}

/** Saves the diagnosis as a step left it, or asks its question again. */
export async function stepDiagnosis(
  tx: Transaction,
  around: Answering,
  taken: TakenStep | 'resume',
): Promise<DiagnosisWords> {
  const saved = await findDiagnosisDraft(tx, around.personId, 'lock');
  const draft = draftOf(saved?.draft);
  if (!saved || !draft)
    return { blocks: [...words(texts.none), choices(button('redo', texts.begin))], diagnosing: false };
  const form = await voiced(tx, around.form, saved.sessionId);
  if (taken !== 'resume') mustBeAsRead(draft, taken.saved);
  const after = taken === 'resume' ? resume(draft, form) : taken.step;
  return keep(tx, { ...around, form }, after, saved.sessionId);
}

/** The diagnosis's question again, after something else was answered; nothing when none waits, or since too long. */
export function askDiagnosisAgain(
  saved: Pick<DiagnosisDraft, 'draft' | 'updatedAt'>,
  own: DiagnosisForm,
  now: number,
): Block[] {
  const draft = insistingDraft(saved, now);
  if (!draft) return [];
  return toDiagnosisButtons(blocksOf(stand(draft, own, [own.voice?.waiting ?? '']).reply));
}

async function keep(
  tx: Transaction,
  { conversation, personId, companyId, form, now }: Answering,
  { draft, reply, outcome }: Step,
  sessionId: string | undefined,
): Promise<DiagnosisWords> {
  const blocks = toDiagnosisButtons(blocksOf(reply));
  if (outcome === 'cancelled' || outcome === 'confirmed') await removeDiagnosisDraft(tx, personId);
  else await saveDiagnosisDraft(tx, { personId, draft, sessionId, conversationId: conversation.id, now });
  if (outcome !== 'confirmed')
    return {
      blocks,
      asksFrom: reply.before,
      diagnosing: outcome === undefined && draft.phase.at !== 'paused',
    };
  const told = diagnose(form, draft.answers);
  await addDiagnosis(tx, { companyId, personId, answers: summaryLines(draft, form), told, now });
  return { blocks, diagnosing: false, done: { told, sessionId } };
}

/** A diagnosis as it is told: its profile, strengths, and first actions with the guides that they rest on. */
export function diagnosisBlocks(told: DiagnosisTold, cite: TrainingParts['cite']): Block[] {
  const sources: SourceItem[] = [];
  const items = told.actions.map(({ text, passage }) => {
    const [source] = cite([passage]);
    if (!source) return [{ text }];
    sources.push({ ...source, n: sources.length + 1 });
    return [{ text, cites: [sources.length] }];
  });
  return [
    ...words(texts.title(told.profile), told.summary),
    ...(told.strengths.length > 0
      ? [...words(texts.strengths), listOf(told.strengths)]
      : words(texts.noStrength)),
    ...words(texts.actions),
    { type: 'list', items },
    ...(sources.length > 0 ? [{ type: 'sources', items: sources } as const] : []),
    choices(
      ...told.actions.map(({ question }) => ({
        id: question,
        label: question,
        kind: 'ask' as const,
        value: question,
      })),
    ),
  ];
}
