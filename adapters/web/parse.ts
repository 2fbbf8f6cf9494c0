import { z } from 'zod';
import type { Feedback, HistoryFrom, InboundContent, InboundMessage } from '#src/channel/port.ts';
import { webErrors } from './texts.ts';

/** Longest text kept, in characters; longer is refused rather than cut. */
const MAX_TEXT = 20_000;
const MAX_REASON = 2_000;
const MAX_ACTION = 1_000;
/** An address is no longer (RFC 5321), nor is anything else that is said in a word. */
const MAX_SHORT = 320;

/** What a request body said, or why it is refused, in French. */
type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** No database keeps NUL or half a surrogate pair in a text; all else is kept as sent. */
const text = (message: string) =>
  z.string({ error: message }).transform((value) => value.replaceAll('\u0000', '').toWellFormed());

const messageSchema = z.object(
  {
    id: z.guid({ error: webErrors.messageId }).transform((id) => id.toLowerCase()),
    text: text(webErrors.text)
      .refine((value) => value.trim() !== '', { error: webErrors.emptyText, abort: true })
      .refine((value) => value.length <= MAX_TEXT, { error: webErrors.textTooLong(MAX_TEXT) })
      .optional(),
    action: z
      .object(
        {
          value: text(webErrors.action).pipe(
            z.string().min(1, webErrors.action).max(MAX_ACTION, webErrors.action),
          ),
          label: text(webErrors.action).pipe(
            z.string().min(1, webErrors.action).max(MAX_ACTION, webErrors.action),
          ),
        },
        { error: webErrors.action },
      )
      .optional(),
  },
  { error: webErrors.notAnObject },
);

const feedbackSchema = z.object(
  {
    messageId: z
      .string({ error: webErrors.feedbackTarget })
      .min(1, webErrors.feedbackTarget)
      .max(100, webErrors.feedbackTarget),
    rating: z.enum(['up', 'down'], { error: webErrors.feedbackRating }),
    reason: text(webErrors.feedbackReason(MAX_REASON))
      .pipe(z.string().trim().max(MAX_REASON, webErrors.feedbackReason(MAX_REASON)))
      .optional(),
  },
  { error: webErrors.notAnObject },
);

const seenSchema = z.object(
  { seq: z.number({ error: webErrors.seen }).int(webErrors.seen).min(1, webErrors.seen) },
  { error: webErrors.notAnObject },
);

const threadSchema = z.object(
  { conversation: z.string({ error: webErrors.thread }).max(MAX_SHORT, webErrors.thread) },
  { error: webErrors.notAnObject },
);

const addressSchema = z.object(
  { email: text(webErrors.address).pipe(z.string().trim().max(MAX_SHORT, webErrors.address)) },
  { error: webErrors.notAnObject },
);

const codeSchema = z.object(
  {
    code: z.string({ error: webErrors.code }).max(MAX_SHORT, webErrors.code),
    bring: z.boolean({ error: webErrors.bring }),
  },
  { error: webErrors.notAnObject },
);

const afterSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The body of POST /chat/messages. */
export function parseMessage(body: unknown, conversationKey: string): Parsed<InboundMessage> {
  const parsed = read(messageSchema, body);
  if (!parsed.ok) return parsed;
  const { id, text: words, action } = parsed.value;
  if ((words === undefined) === (action === undefined)) return { ok: false, error: webErrors.textOrAction };
  const content: InboundContent =
    action === undefined ? { type: 'text', text: words ?? '' } : { type: 'action', ...action };
  return { ok: true, value: { channel: 'web', deliveryId: id, conversationKey, address: null, content } };
}

/** The body of POST /chat/feedback. An empty reason counts as none. */
export function parseFeedback(body: unknown): Parsed<Feedback> {
  const parsed = read(feedbackSchema, body);
  if (!parsed.ok) return parsed;
  const { messageId, rating, reason } = parsed.value;
  return { ok: true, value: { messageId, rating, ...(reason ? { reason } : {}) } };
}

/** The body of POST /chat/seen: the last message that the page has shown. */
export function parseSeen(body: unknown): Parsed<number> {
  const parsed = read(seenSchema, body);
  return parsed.ok ? { ok: true, value: parsed.value.seq } : parsed;
}

/** The body of POST /chat/threads: a conversation as GET /chat/own names it. */
export function parseThread(body: unknown): Parsed<string> {
  const parsed = read(threadSchema, body);
  return parsed.ok ? { ok: true, value: parsed.value.conversation } : parsed;
}

/** The body of POST /chat/space/code: the address to which a code is to go. */
export function parseAddress(body: unknown): Parsed<string> {
  const parsed = read(addressSchema, body);
  return parsed.ok ? { ok: true, value: parsed.value.email } : parsed;
}

/** The body of POST /chat/space/enter: the code, and whether what was written in this browser goes along. */
export const parseCode = (body: unknown): Parsed<{ code: string; bring: boolean }> => read(codeSchema, body);

/** `?after=12` or `Last-Event-ID: 12`; absent, the conversation from its start. */
export function parseAfter(value: unknown): Parsed<number> {
  if (value === undefined || value === '') return { ok: true, value: 0 };
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value)) return { ok: false, error: webErrors.after };
  const parsed = afterSchema.safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: webErrors.after };
}

/** The query of GET /chat/history: `?before=12`, `?after=12`, or neither for the end of the conversation. */
export function parseFrom(query: Readonly<Record<string, unknown>>): Parsed<HistoryFrom> {
  const { after, before } = query;
  if (after !== undefined && before !== undefined) return { ok: false, error: webErrors.afterOrBefore };
  const place = parseAfter(after ?? before);
  if (!place.ok) return place;
  const isAfter = after !== undefined && place.value > 0;
  return { ok: true, value: isAfter ? { after: place.value } : { before: place.value || undefined } };
}

function read<T>(schema: z.ZodType<T>, body: unknown): Parsed<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, error: parsed.error.issues[0]?.message ?? webErrors.notAnObject };
}
