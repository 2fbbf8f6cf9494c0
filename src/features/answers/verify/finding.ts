/** Why a draft must not be shown. `detail` is for logs and for the second try of a model. */
export interface Finding {
  readonly rule:
    | 'citation'
    | 'article'
    | 'figure'
    | 'verdict'
    | 'condition'
    | 'regime'
    | 'date'
    | 'contact'
    | 'empty';
  readonly detail: string;
}
