import { type Block, paragraph } from '#src/channel/blocks.ts';
import { button, choicesOf } from '#src/channel/make-blocks.ts';
import { wishButton } from './dialog/buttons.ts';
import { formButtons } from './texts-dialog.ts';

/** Messages in a row that were for somebody else, after which a form no longer insists. */
const MOST = 2;

/**
 * How many messages in a row were for somebody else than a form's feature, once one more was acted on; one that asked
 * something itself, beside which the form is not asked again, does not count. Pure.
 */
export const besideAfter = (
  before: number | undefined,
  feature: string,
  { acted, asked = false }: { readonly acted: string; readonly asked?: boolean | undefined },
): number | undefined => (acted === feature ? undefined : (before ?? 0) + (asked ? 0 : 1));

/** A form's question as it is asked again, or the last word on it: then what of the state says that it waits no more. */
interface AskedAgain {
  readonly blocks: readonly Block[];
  readonly kind: string;
  readonly ends?: object | undefined;
}

/**
 * A form's question, asked again after something else was answered; after so many messages for somebody else, the last
 * word on it instead. Pure.
 * @param beside how many messages in a row were for somebody else before this one
 * @param over what of the feature's state says that nothing is waited for
 */
export function pendingForm(
  blocks: readonly Block[],
  {
    beside = 0,
    setAside,
    over,
    kind,
    toValue = (value) => value,
  }: {
    readonly beside: number | undefined;
    readonly setAside: string;
    readonly over: object;
    readonly kind: string;
    /** A button's value, as the form of this feature has it. */
    readonly toValue?: (value: string) => string;
  },
): AskedAgain {
  if (blocks.length === 0 || beside + 1 < MOST) return { blocks, kind };
  const resume = button(toValue(wishButton('resume')), formButtons.resume);
  return { blocks: [paragraph(setAside), ...choicesOf([resume])], kind, ends: over };
}
