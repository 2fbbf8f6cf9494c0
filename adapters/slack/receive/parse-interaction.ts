import { z } from 'zod';
import type { Feedback, InboundMessage } from '#src/channel/port.ts';
import type { CommandAddress } from '../address.ts';
import { CHANNEL, chatFrame, type SlackIdentity } from '../parse.ts';
import { slackTexts } from '../texts.ts';
import { wordsOf } from './parse-text.ts';

/** The address of a response serves half an hour. */
const RESPONSE_MS = 30 * 60_000;

/** What a button, a command or a form said. */
export type ParsedInteraction =
  | { readonly type: 'ignored' }
  | {
      readonly type: 'choice';
      readonly message: InboundMessage;
      /** The message that has the button. */
      readonly of: string;
      readonly actionId: string;
      readonly label: string;
      /** Who pressed, as people call them. */
      readonly by: string;
      readonly responseUrl: string | undefined;
      /** What the message shows now; absent for a message that only one person sees. */
      readonly blocks: readonly unknown[] | undefined;
      /** Its fallback text, in Slack's markup. */
      readonly text: string;
    }
  | {
      readonly type: 'rating';
      readonly key: string;
      readonly feedback: Feedback;
      readonly trigger: string | undefined;
    };

/** What a button of ours carries. */
const choiceValue = z.object({
  kind: z.enum(['ask', 'action']),
  value: z.string().min(1),
  label: z.string(),
});
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const personSchema = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  username: z.string().nullish(),
});
const actionsSchema = z.object({
  type: z.literal('block_actions'),
  user: personSchema,
  channel: z.object({ id: z.string() }),
  container: z.object({
    message_ts: z.string(),
    thread_ts: z.string().nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  message: z
    .object({
      thread_ts: z.string().nullish(),
      text: z.string().nullish(),
      blocks: z.array(z.unknown()).nullish(),
    })
    .nullish(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().nullish(), action_ts: z.string().nullish() }))
    .min(1),
  response_url: z.string().nullish(),
  trigger_id: z.string().nullish(),
});

type Actions = z.infer<typeof actionsSchema>;

/** Reads a press of a button. What a button carries was ours once, and is still checked like anything received. */
export function parseActions(body: unknown, identity: SlackIdentity, now: number): ParsedInteraction {
  const parsed = actionsSchema.safeParse(body);
  if (!parsed.success) return { type: 'ignored' };
  const {
    user,
    channel,
    container,
    message,
    actions,
    response_url: responseUrl,
    trigger_id: trigger,
  } = parsed.data;
  const [action] = actions;
  if (!action?.value) return { type: 'ignored' };
  const frame = pressFrame(parsed.data, action, identity, now);
  const rating = /^(up|down):(.{1,100})$/.exec(action.value);
  if (action.action_id.startsWith('rating:') && rating) {
    const feedback: Feedback = { rating: rating[1] as 'up' | 'down', messageId: String(rating[2]) };
    return { type: 'rating', key: frame.conversationKey, feedback, trigger: trigger ?? undefined };
  }
  const choice = json.pipe(choiceValue).safeParse(action.value);
  if (!choice.success) return { type: 'ignored' };
  const { kind, value, label } = choice.data;
  return {
    type: 'choice',
    message: {
      ...frame,
      content: kind === 'ask' ? { type: 'text', text: value } : { type: 'action', value, label },
    },
    of: `${channel.id}:${container.message_ts}`,
    actionId: action.action_id,
    label,
    by: user.name || user.username || slackTexts.someone,
    responseUrl: responseUrl ?? undefined,
    blocks: container.is_ephemeral ? undefined : (message?.blocks ?? undefined),
    text: message?.text ?? '',
  };
}

/** The conversation that a press belongs to, and what tells it from another. */
function pressFrame(
  { user, channel, container, message, response_url: responseUrl }: Actions,
  action: Actions['actions'][number],
  identity: SlackIdentity,
  now: number,
) {
  const team = user.team_id ?? identity.teamId;
  const isDesk = channel.id === identity.deskChannel;
  // A person's second press of a button is the first again, however late; a card of the experts changes in place, and
  // what stands there may be pressed again.
  const deliveryId = `${channel.id}:${container.message_ts}:${isDesk ? action.action_ts : action.action_id}:${user.id}`;
  const said = { channel: channel.id, user: user.id, team, teamId: identity.teamId };
  if (container.is_ephemeral)
    return commandFrame({ ...said, responseUrl: responseUrl ?? '' }, deliveryId, now);
  const isDirect = channel.id.startsWith('D');
  const root = message?.thread_ts ?? container.thread_ts ?? container.message_ts;
  const thread = isDirect && root === container.message_ts ? undefined : root;
  return chatFrame({ ...said, isDirect, isDesk, thread }, deliveryId);
}

const commandSchema = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** Reads `/hotline …`; without words it asks for help. */
export function parseCommand(
  body: unknown,
  identity: SlackIdentity,
  now: number,
): InboundMessage | undefined {
  const parsed = commandSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const {
    channel_id: channel,
    user_id: user,
    team_id: team,
    trigger_id,
    response_url: responseUrl,
  } = parsed.data;
  const text = wordsOf(parsed.data.text ?? '');
  const said = { channel, user, team, teamId: identity.teamId, responseUrl };
  return {
    ...commandFrame(said, `command:${trigger_id}`, now),
    content: text ? { type: 'text', text } : { type: 'action', value: 'aide', label: slackTexts.help },
  };
}

function commandFrame(
  said: { channel: string; user: string; team: string; teamId: string; responseUrl: string },
  deliveryId: string,
  now: number,
): Omit<InboundMessage, 'content'> & { address: CommandAddress } {
  const { channel, user, team, responseUrl } = said;
  const key = [said.teamId, channel, 'command', user].join('/');
  return {
    channel: CHANNEL,
    deliveryId,
    conversationKey: key,
    address: { kind: 'command', key, channel, user, team, responseUrl, until: now + RESPONSE_MS },
    speaker: { key: `${team}:${user}` },
  };
}

const reasonSchema = z.object({
  type: z.literal('view_submission'),
  view: z.object({
    private_metadata: json.pipe(z.object({ key: z.string(), messageId: z.string() })),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});
const MAX_REASON = 2_000;

/** Reads the form that asks why an answer did not help; undefined when it says nothing. */
export function parseReason(body: unknown): { key: string; feedback: Feedback } | undefined {
  const parsed = reasonSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { private_metadata: about, state } = parsed.data.view;
  const [said] = Object.values(state.values).flatMap((inputs) => Object.values(inputs));
  const reason = said?.value?.replaceAll('\u0000', '').toWellFormed().trim().slice(0, MAX_REASON);
  if (!reason) return undefined;
  return { key: about.key, feedback: { messageId: about.messageId, rating: 'down', reason } };
}
