/**
 * A conversation through telegram-test-api, an emulator of the Bot API that others wrote: what our fake Telegram can't
 * tell of itself. An explicit job: `npm run playground:telegram`. The emulator has old dependencies: it is installed
 * aside when it is first needed, and never part of the project. It has neither formatting rules nor limits, nor much of
 * the Bot API; the hotline must do without what it refuses.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { freePort } from '#support/world/processes/browser-hotline.ts';
import { startHotline } from '#support/world/processes/run-hotline.ts';
import { installAside } from './aside.ts';

const TOOL = 'telegram-test-api@4.2.1';
const TOKEN = '123456:token-of-the-emulator';
const WAIT_MS = 60_000;
/** The emulator answers an empty poll at once; Telegram would wait. */
const POLL_MS = 200;

/** What the job uses of the emulator. */
interface Emulator {
  readonly config: { readonly apiURL: string };
  start(): Promise<void>;
  stop(): Promise<unknown>;
  getClient(token: string, options: object): Client;
}
interface Client {
  makeMessage(text: string): object;
  makeCommand(text: string): object;
  makeCallbackQuery(data: string, options: object): object;
  sendMessage(message: object): Promise<unknown>;
  sendCommand(command: object): Promise<unknown>;
  sendCallback(press: object): Promise<unknown>;
  getUpdatesHistory(): Promise<readonly Update[]>;
}
interface Update {
  readonly messageId: number;
  readonly message: {
    readonly text?: string;
    readonly chat_id?: number | string;
    readonly reply_markup?: { readonly inline_keyboard?: readonly (readonly Button[])[] };
  };
}
interface Button {
  readonly text: string;
  readonly callback_data?: string;
}

const home = await installAside('playground-telegram', TOOL, 'émulateur, pour essais seulement');
const TelegramServer = createRequire(join(home, 'from-here.js'))('telegram-test-api') as {
  new (config: object): Emulator;
};
const emulator = new TelegramServer({ port: await freePort(), host: '127.0.0.1', storage: 'RAM' });
await emulator.start();
const { url: front, refused, close } = await putInFront(emulator.config.apiURL);
const client = emulator.getClient(TOKEN, { userId: 77, chatId: 77, firstName: 'Anne', userName: 'anne' });

/** How many messages of the hotline were waited for. */
let read = 0;
using data = tempFolder();
await using hotline = await startHotline({
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: front,
  LOG_LEVEL: 'warn',
  HOTLINE_DATA_DIR: data.path,
});
try {
  await command('/start');
  await answerTo('it greets', /Bonjour, je suis la Hotline/);
  await say('Ai-je droit à une avance ?');
  const answer = await answerTo('it answers', /50 000 € HT/);
  await press(answer, '👍');
  await until('the rating is marked', async () =>
    buttonsOf(await shown(answer.messageId)).some(({ text }) => text.startsWith('✓ 👍')),
  );
  await say('**gras** <b>html</b> @quelquun [x](https://exemple.fr) est-ce que ça passe ?');
  await answerTo('it stands markup', /./);
  await say('lier mes messageries');
  await answerTo('it gives a code', /Votre code/);
  await press(answer, 'Parler à un expert');
  await answerTo('it takes a press', /un expert/);
  await until('the button is marked', async () =>
    buttonsOf(await shown(answer.messageId)).some(({ text }) => text === '✓ Parler à un expert'),
  );
  await command('/aide');
  await answerTo('it knows its commands', /Bonjour, je suis la Hotline/);
  process.stdout.write(
    `La conversation passe dans telegram-test-api. Méthodes qu’il n’a pas, et dont la Hotline s’est passée : ${[...refused].join(', ')}. Transcription : ${home}/transcript.txt\n`,
  );
} catch (error) {
  process.stderr.write(`${error}\n${hotline.log()}\n`);
  process.exitCode = 1;
} finally {
  writeFileSync(join(home, 'transcript.txt'), (await client.getUpdatesHistory()).map(lineOf).join('\n\n'));
  close();
  await emulator.stop();
}

async function say(text: string): Promise<void> {
  await client.sendMessage(client.makeMessage(text));
}

async function command(text: string): Promise<void> {
  await client.sendCommand(client.makeCommand(text));
}

async function press({ messageId, message }: Update, label: string): Promise<void> {
  const button = buttonsOf({ messageId, message }).find(({ text }) => text.includes(label));
  if (!button?.callback_data) throw new Error(`no button « ${label} »`);
  const { text = '', reply_markup } = message;
  const of = { message_id: messageId, text, reply_markup, chat: { id: 77, type: 'private' } };
  await client.sendCallback(client.makeCallbackQuery(button.callback_data, { message: of }));
}

/** What the hotline said, in order. */
async function said(): Promise<readonly Update[]> {
  return (await client.getUpdatesHistory()).filter(({ message }) => message?.chat_id !== undefined);
}

async function shown(messageId: number): Promise<Update | undefined> {
  return (await said()).find((update) => update.messageId === messageId);
}

/** Waits for the next message that has these words, beyond those already waited for. */
async function answerTo(what: string, words: RegExp): Promise<Update> {
  return until(what, async () => {
    const all = await said();
    // No-break spaces look like spaces.
    const place = all.findIndex(
      ({ message }, index) =>
        index >= read && words.test((message.text ?? '').replace(/[\u00A0\u202F]/g, ' ')),
    );
    if (place >= 0) read = place + 1;
    return all[place];
  });
}

async function until<T>(what: string, find: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(100)) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`waited in vain: ${what}`);
}

function buttonsOf(update: Update | undefined): Button[] {
  return update?.message.reply_markup?.inline_keyboard?.flat() ?? [];
}

function lineOf(update: Update): string {
  const { message } = update;
  const who = message?.chat_id === undefined ? 'Anne' : 'Hotline';
  const buttons = buttonsOf(message ? update : undefined).map(({ text }) => `[${text}]`);
  return [`${who} : ${message?.text ?? '(un bouton)'}`, ...buttons].join('\n');
}

/** The emulator with the two things that the hotline can't start without: getWebhookInfo, and polls that wait. */
async function putInFront(
  behind: string,
): Promise<{ url: string; refused: ReadonlySet<string>; close: () => void }> {
  const refused = new Set<string>();
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.url?.split('/').at(-1) ?? '';
    const body = await readText(request);
    response.setHeader('Content-Type', 'application/json');
    if (method === 'getWebhookInfo') {
      response.end(JSON.stringify({ ok: true, result: { url: '' } }));
      return;
    }
    if (method === 'getUpdates') await sleep(POLL_MS);
    const headers = { 'Content-Type': request.headers['content-type'] ?? 'application/json' };
    const answer = await fetch(`${behind}${request.url}`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (text.includes('is not supported')) refused.add(method);
    response.writeHead(answer.status).end(text);
  };
  const server = createServer((request, response) => {
    forward(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
