import type { CompanyRequest } from '#src/company/chat/request.ts';
import type { TakenStep, ToldAtStart } from '#src/company/form/dialog/position.ts';
import type { Form } from '#src/company/form/form.ts';
import type { CompanyDirectory } from '#src/company/rules/establishment.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { ClauseSaid } from '#src/reader/answer/clause-said.ts';

/** What the sign-up needs beside the store. */
export interface ReferencingParts {
  /** The form as staff last wrote it. */
  readonly form: () => Promise<Form>;
  readonly directory: CompanyDirectory;
  /** The pieces of a message, with what each means; absent where nothing reads. */
  readonly readPieces?: ((text: string) => Promise<readonly ClauseSaid[]>) | undefined;
  /** The figures of the law in service. */
  readonly figures: () => FigureRegister;
}

/** What a message does to the sign-up form or to a company's file. */
export type ReferencingTurn = { readonly form: Form } & (
  | { readonly type: 'step'; readonly taken: TakenStep }
  /** Begins a form, takes up the one that was begun, or shows the file where there is one. */
  | { readonly type: 'start'; readonly told?: ToldAtStart | undefined }
  | { readonly type: 'resume' }
  /** Changes a file that is registered, as words or a button ask; there is none, when nothing was taken. */
  | { readonly type: 'edit'; readonly taken: TakenStep | undefined }
  | { readonly type: 'company'; readonly request: Exclude<CompanyRequest, { type: 'edit' }> }
  | { readonly type: 'anonymous' }
);
