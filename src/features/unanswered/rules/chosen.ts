import type { Block } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';

/** What the hotline said when it was in doubt. */
export interface DoubtSaid {
  readonly blocks: readonly Block[];
}

/** What was offered, and which of it the person's next message chose: by its button, or by its words. */
export function chosenOf(
  { blocks }: DoubtSaid,
  next: InboundContent | undefined,
): { readonly offered: readonly string[]; readonly chosen: string | undefined } {
  const choices = blocks
    .flatMap((block) => (block.type === 'choices' ? block.choices : []))
    .filter(({ value }) => value !== EXPERT_BUTTON.value);
  const said = next?.type === 'text' ? next.text.trim() : next?.type === 'action' ? next.value : undefined;
  const chosen = choices.find(({ value, label }) => said === value || said === label);
  return { offered: choices.map(({ label }) => label), chosen: chosen?.label };
}
