import type { ApiAnswer, SlackFaults } from './faults.ts';
import { blocksError, MAX_TEXT } from './limits.ts';
import { asMessage, BOT_ID, BOT_USER, type SlackPost, type SlackStore, TEAM } from './store.ts';

/** The arguments of a call; what is not text arrives as JSON and is read before. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What the Web API does with a workspace. */
export interface ApiParts {
  readonly store: SlackStore;
  readonly faults: SlackFaults;
  /** Where the fake itself is, for the addresses that it gives. */
  readonly origin: () => string;
  /** Sends an event to the application. */
  readonly emit: (event: Readonly<Record<string, unknown>>) => void;
  /** What the workspace says of `assistant.threads.setStatus`; undefined when it has it. */
  readonly statusError: () => string | undefined;
  readonly streamMs: () => number;
}

const no = (error: string, more: Arguments = {}): ApiAnswer => ({ ok: false, error, ...more });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The methods of Slack's Web API that an application like ours calls. */
export const SLACK_METHODS: Readonly<Record<string, (args: Arguments, parts: ApiParts) => ApiAnswer>> = {
  'auth.test': () => ({
    ok: true,
    team: 'Fabrique',
    team_id: TEAM,
    user: 'hotline',
    user_id: BOT_USER,
    bot_id: BOT_ID,
  }),
  'apps.connections.open': (_args, { origin }) => ({
    ok: true,
    url: `${origin().replace(/^http/, 'ws')}/link/?ticket=${Math.random().toString(36).slice(2)}`,
  }),
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'chat.delete': deleteMessage,
  'chat.startStream': startStream,
  'chat.appendStream': appendStream,
  'chat.stopStream': stopStream,
  'assistant.threads.setStatus': setStatus,
  'views.open': openView,
  'conversations.open': (args, { store }) => {
    const user = text(args.users);
    return /^U\w+$/.test(user) ? { ok: true, channel: { id: store.direct(user).id } } : no('user_not_found');
  },
  'conversations.info': (args, { store }) => {
    const channel = store.channels.get(text(args.channel));
    if (!channel) return no('channel_not_found');
    const { id, type } = channel;
    return { ok: true, channel: { id, is_channel: type === 'channel', is_private: type !== 'channel' } };
  },
  'users.info': userInfo,
  'files.getUploadURLExternal': askUpload,
  'files.completeUploadExternal': completeUpload,
};

function userInfo(args: Arguments, { store }: ApiParts): ApiAnswer {
  const id = text(args.user);
  const real_name = store.names.get(id);
  return { ok: true, user: { id, name: id.toLowerCase(), real_name, profile: { real_name } } };
}

/** Why nothing can be posted there; undefined when it can. */
function placeError(args: Arguments, { store }: ApiParts): string | undefined {
  const channel = store.channels.get(text(args.channel));
  if (!channel) return 'channel_not_found';
  if (channel.archived) return 'is_archived';
  return channel.member ? undefined : 'not_in_channel';
}

/** Why Slack refuses what a message says; undefined when it is fine. */
function contentError(args: Arguments): ApiAnswer | undefined {
  const { blocks } = args;
  const words = text(args.text);
  if (blocks === undefined && words === '') return no('no_text');
  if (blocks === undefined && words.length > MAX_TEXT) return no('msg_too_long');
  const found = blocks === undefined ? undefined : blocksError(blocks);
  return found && no(found.error, { response_metadata: { messages: found.details } });
}

function postMessage(args: Arguments, parts: ApiParts): ApiAnswer {
  const { store, faults } = parts;
  const channel = text(args.channel);
  const misplaced = placeError(args, parts);
  if (misplaced) return no(misplaced);
  const wait = faults.takePlace(channel);
  if (wait > 0) return no('ratelimited', { retry_after: wait });
  const refused = contentError(args);
  if (refused) return refused;
  // A thread that is gone: the message stands in the channel, and nothing says so but its missing thread_ts.
  const asked = text(args.thread_ts) || undefined;
  const thread = asked && store.hasThread(channel, asked) ? asked : undefined;
  const post = store.add({
    channel,
    user: BOT_USER,
    botId: BOT_ID,
    thread,
    text: text(args.text),
    blocks: args.blocks as unknown[] | undefined,
  });
  if (thread) store.statuses.set(`${channel}/${thread}`, '');
  echo(post, parts);
  return { ok: true, channel, ts: post.ts, message: asMessage(post) };
}

/** The application's own message comes back to it as an event: a loop, for who does not watch out. */
function echo(post: SlackPost, { store, emit }: ApiParts): void {
  emit({ ...asMessage(post), channel: post.channel, channel_type: store.channels.get(post.channel)?.type });
}

function ownPost(args: Arguments, { store }: ApiParts): SlackPost | string {
  const post = store.find(text(args.channel), text(args.ts));
  if (!post || post.onlyFor) return 'message_not_found';
  return post.botId === BOT_ID ? post : 'cant_update_message';
}

function updateMessage(args: Arguments, parts: ApiParts): ApiAnswer {
  const post = ownPost(args, parts);
  if (typeof post === 'string') return no(post);
  const refused = contentError(args);
  if (refused) return refused;
  const before = asMessage(post);
  post.text = text(args.text);
  post.blocks = args.blocks as unknown[] | undefined;
  post.edited = true;
  parts.emit({
    type: 'message',
    subtype: 'message_changed',
    channel: post.channel,
    ts: parts.store.nextTs(),
    message: { ...asMessage(post), edited: { user: BOT_USER, ts: parts.store.nextTs() } },
    previous_message: before,
    channel_type: parts.store.channels.get(post.channel)?.type,
  });
  return { ok: true, channel: post.channel, ts: post.ts, text: post.text };
}

function deleteMessage(args: Arguments, parts: ApiParts): ApiAnswer {
  const post = ownPost(args, parts);
  if (typeof post === 'string') return no(post === 'cant_update_message' ? 'cant_delete_message' : post);
  post.deleted = true;
  parts.emit({
    type: 'message',
    subtype: 'message_deleted',
    channel: post.channel,
    ts: parts.store.nextTs(),
    deleted_ts: post.ts,
    previous_message: asMessage(post),
  });
  return { ok: true, channel: post.channel, ts: post.ts };
}

/** The blocks that chunks bring, or why they are refused. */
function chunksOf(args: Arguments): unknown[] | ApiAnswer {
  const { chunks, markdown_text: markdown } = args;
  if (markdown !== undefined)
    return text(markdown).length <= 12_000 ? [{ type: 'markdown', text: markdown }] : no('msg_too_long');
  if (!Array.isArray(chunks) || chunks.length === 0) return no('invalid_chunks');
  const blocks: unknown[] = [];
  for (const chunk of chunks as { type?: unknown; blocks?: unknown; text?: unknown }[]) {
    if (chunk.type === 'blocks' && Array.isArray(chunk.blocks)) blocks.push(...chunk.blocks);
    else if (chunk.type === 'markdown_text' && text(chunk.text) !== '')
      blocks.push({ type: 'markdown', text: chunk.text });
    else return no('invalid_chunks');
  }
  const found = blocksError(blocks);
  return found ? no(found.error, { response_metadata: { messages: found.details } }) : blocks;
}

function startStream(args: Arguments, parts: ApiParts): ApiAnswer {
  const { store, faults, streamMs } = parts;
  const misplaced = placeError(args, parts);
  if (misplaced) return no(misplaced);
  const channel = text(args.channel);
  const thread = text(args.thread_ts);
  if (!thread) return no('invalid_arguments');
  if (!store.hasThread(channel, thread)) return no('invalid_thread_ts');
  if (store.channels.get(channel)?.type !== 'im' && !(args.recipient_user_id && args.recipient_team_id))
    return no(args.recipient_user_id ? 'missing_recipient_team_id' : 'missing_recipient_user_id');
  const wait = faults.takePlace(channel);
  if (wait > 0) return no('ratelimited', { retry_after: wait });
  const blocks = chunksOf(args);
  if (!Array.isArray(blocks)) return blocks;
  const stream = { open: true, until: Date.now() + streamMs() };
  const post = store.add({ channel, thread, user: BOT_USER, botId: BOT_ID, text: '', blocks, stream });
  store.statuses.set(`${channel}/${thread}`, '');
  return { ok: true, channel, ts: post.ts };
}

/** The stream of a message, if it may still grow. */
function openStream(args: Arguments, parts: ApiParts): SlackPost | string {
  const post = ownPost(args, parts);
  if (typeof post === 'string') return post;
  const { stream } = post;
  if (stream?.stoppedBy === 'user') return 'stopped_by_user';
  if (!stream?.open || Date.now() > stream.until) return 'message_not_in_streaming_state';
  return post;
}

function appendStream(args: Arguments, parts: ApiParts): ApiAnswer {
  const post = openStream(args, parts);
  if (typeof post === 'string') return no(post);
  const blocks = chunksOf(args);
  if (!Array.isArray(blocks)) return blocks;
  post.blocks = [...(post.blocks ?? []), ...blocks];
  return { ok: true, channel: post.channel, ts: post.ts };
}

function stopStream(args: Arguments, parts: ApiParts): ApiAnswer {
  const post = openStream(args, parts);
  if (typeof post === 'string') return no(post);
  const found = args.blocks === undefined ? undefined : blocksError(args.blocks);
  if (found) return no(found.error);
  post.blocks = [...(post.blocks ?? []), ...((args.blocks as unknown[] | undefined) ?? [])];
  if (post.stream) post.stream.open = false;
  echo(post, parts);
  return { ok: true, channel: post.channel, ts: post.ts, message: asMessage(post) };
}

function setStatus(args: Arguments, { store, statusError }: ApiParts): ApiAnswer {
  const refused = statusError();
  if (refused) return no(refused);
  const channel = text(args.channel_id);
  const thread = text(args.thread_ts);
  if (!store.channels.has(channel)) return no('channel_not_found');
  if (!thread || !store.hasThread(channel, thread)) return no('invalid_thread_ts');
  store.statuses.set(`${channel}/${thread}`, text(args.status));
  store.statusLog.push({ channel, thread, status: text(args.status) });
  return { ok: true };
}

function openView(args: Arguments, { store }: ApiParts): ApiAnswer {
  const trigger = store.triggers.get(text(args.trigger_id));
  if (!trigger) return no('invalid_trigger_id');
  store.triggers.delete(text(args.trigger_id));
  if (Date.now() > trigger.until) return no('expired_trigger_id');
  const view = args.view as Record<string, unknown> | undefined;
  if (view?.type !== 'modal' || !Array.isArray(view.blocks)) return no('invalid_arguments');
  store.views.push({ user: trigger.user, view });
  return { ok: true, view };
}

function askUpload(args: Arguments, { store, origin }: ApiParts): ApiAnswer {
  const name = text(args.filename);
  const length = Number(args.length);
  if (!name || !(length > 0)) return no('invalid_arguments');
  const id = `F${store.files.size + 1}${Date.now()}`;
  store.files.set(id, { id, name, length, bytes: undefined, sharedIn: undefined });
  return { ok: true, upload_url: `${origin()}/upload/${id}`, file_id: id };
}

function completeUpload(args: Arguments, parts: ApiParts): ApiAnswer {
  const { store } = parts;
  const given = args.files as { id: string; title?: string }[] | undefined;
  const channel = text(args.channel_id);
  const misplaced = placeError({ channel }, parts);
  if (misplaced) return no(misplaced);
  const files = (given ?? []).map(({ id }) => store.files.get(id));
  if (files.length === 0 || files.some((file) => !file?.bytes)) return no('file_not_found');
  for (const file of files) if (file) file.sharedIn = channel;
  const asked = text(args.thread_ts) || undefined;
  const post = store.add({
    channel,
    user: BOT_USER,
    botId: BOT_ID,
    text: text(args.initial_comment),
    thread: asked && store.hasThread(channel, asked) ? asked : undefined,
    files: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
  });
  echo(post, parts);
  return { ok: true, files: given };
}
