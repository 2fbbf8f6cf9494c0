import { z } from 'zod';
import { bareYesNo } from '#src/company/form/readers/yes-no.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Feature,
  type Memory,
  type Reading,
} from '#src/conversation/feature.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { actOnPartner } from './act.ts';
import { type PartnerDoes, partnerPressed } from './buttons.ts';
import type { PartnerParts } from './ports.ts';
import { preparePartner } from './prepare.ts';
import type { HeardPartner, HeardSaid, PartnerTurn } from './turn.ts';

const NAME = 'partners';
/** The kind of what is said of partners when it is asked for. */
export const PARTNER_KIND = 'partners';

const schema = z.object({
  /** The message that somebody writes themselves is what was last asked. */
  partnerDraft: z.object({ id: z.string(), at: z.number() }).optional().catch(undefined),
});
export type PartnerState = z.output<typeof schema>;
const memory: Memory<PartnerState> = { schema, left: (state) => state };

/** Who comes back later speaks of something else. */
const PATIENCE_MS = HOUR_MS;

/** Companies that could answer a call together: proposed, asked, and put in touch once both said yes. */
export const partnersFeature = (
  parts: PartnerParts,
): Feature<HeardPartner, { readonly act: 'partner'; readonly data: PartnerTurn }, PartnerState> => ({
  name: NAME,
  memory,
  saidBeside: [PARTNER_KIND],
  knows: async () => undefined,
  hears: (message, at): Candidate<HeardPartner>[] => {
    const pressed = partnerPressed(message.button);
    if (pressed)
      return [{ turn: { type: 'pressed', pressed }, ground: 'right', probability: 1, isBeside: true }];
    const yesNo = message.content.type === 'text' ? answered(message) : undefined;
    if (yesNo) return [{ turn: yesNo, ground: 'asked', probability: AS_ANSWER }];
    const { partnerDraft: draft } = at.memory;
    if (message.content.type !== 'text' || !draft || at.asked !== NAME || at.now - draft.at > PATIENCE_MS)
      return [];
    const turn: HeardPartner = callsOff(message.text)
      ? { type: 'pressed', pressed: { does: 'drop', id: draft.id, why: undefined } }
      : { type: 'told', id: draft.id, text: message.text };
    return [{ turn, ground: 'asked', probability: AS_ANSWER }];
  },
  prepare: async (turn, at) => ({ act: 'partner', data: await preparePartner(parts, turn, at) }),
  act: async (tx, { data }, at) => actOnPartner(tx, parts, data, at),
  pending: () => undefined,
});

/** What a bare « oui », or « non », presses of the buttons that were shown last. */
const YES: ReadonlySet<PartnerDoes> = new Set(['yes', 'send']);
const NO: ReadonlySet<PartnerDoes> = new Set(['no', 'drop']);

/** A bare « oui » or « non » to what was just asked with its buttons; of several asks, it says of none. */
function answered({ text, shown }: Reading): HeardSaid | undefined {
  const own = shown.choices.flatMap(({ value }) => partnerPressed(value) ?? []);
  const said = own.length > 0 ? bareYesNo(text) : undefined;
  if (!said) return undefined;
  const meant = own.filter(({ does }) => (said === 'yes' ? YES : NO).has(does));
  const [pressed, ...others] = meant;
  if (!pressed || others.length > 0) return undefined;
  return { type: 'said', pressed, isPlain: said === 'no' || bareWords(text).startsWith('oui') };
}
