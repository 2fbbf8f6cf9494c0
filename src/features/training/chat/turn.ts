import type { SourceItem } from '#src/channel/blocks.ts';
import type { TakenStep } from '#src/company/form/dialog/position.ts';
import type { DiagnosisForm } from '#src/features/training/rules/diagnosis.ts';
import type { TrainingRequest } from './request.ts';

/** What sessions and their diagnosis need beside the store. */
export interface TrainingParts {
  /** The flash diagnosis as staff last wrote it. */
  readonly diagnosis: () => Promise<DiagnosisForm>;
  /** Passages of the knowledge in service, as sources. */
  readonly cite: (keys: readonly string[]) => readonly SourceItem[];
  /** The address in whose name calendar files are; one that is none, when absent. */
  readonly organizer?: string | undefined;
}

/** What a message does about sessions. */
export type TrainingTurn = { readonly form: DiagnosisForm } & (
  | { readonly type: 'request'; readonly request: TrainingRequest }
  /** An answer to the diagnosis, or a wish about it. */
  | { readonly type: 'step'; readonly taken: TakenStep }
  | { readonly type: 'resume' }
  | { readonly type: 'anonymous' }
);

/** What a conversation remembers of the diagnosis: its question is what was last asked. */
export interface DiagnosingState {
  readonly diagnosing?: boolean;
  readonly filling?: boolean;
}
