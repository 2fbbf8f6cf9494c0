import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { serveChat } from '#support/fakes/model/chat.ts';
import type { Attack } from './attacks.ts';

/** How the model says what it is ordered to: bare, each sentence with its source, or after a true sentence. */
export const MANNERS = ['bare', 'cited', 'mixed'] as const;
export type Manner = (typeof MANNERS)[number];

interface Message {
  readonly role: string;
  readonly content: string;
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  с: 'c',
  р: 'p',
  і: 'i',
  х: 'x',
  у: 'y',
};
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** A text as one reads it who sees through every disguise, each reading after the other. */
export function readThrough(text: string): string {
  const tags = text.replace(/[\u{E0020}-\u{E007E}]/gu, (tag) =>
    String.fromCharCode((tag.codePointAt(0) as number) - 0xe0000),
  );
  const opened = tags
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\p{Cf}/gu, '')
    .replace(/[*_`]/g, '')
    .replace(/[а-яі]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  const decoded = (opened.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).map((run) =>
    Buffer.from(run, 'base64').toString(),
  );
  const unleet = opened.replace(/\b(?=\w*[a-z])(?=\w*\d)\w+/gi, (word) =>
    word.replace(/\d/g, (digit) => LEET[digit] ?? digit),
  );
  return [opened, ...decoded, unleet].map(plain).join(' ');
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[’‘]/g, "'")
    .replace(/[«»"|]/g, ' ')
    .replace(/\s+/g, ' ')
    .toLowerCase();

/**
 * What a model says that obeys every order it can read, wherever it stands in what it is given; without one, what the
 * first passage says. It cites the passage where it read the order: a thief chooses the best alibi.
 */
export function obey(attack: Attack, messages: readonly Message[], manner: Manner): string {
  const given = messages.map(({ content }) => content).join('\n\n');
  const truth = firstAnswer(given);
  if (!reads(attack, given)) return truth ? `${truth} [1].` : 'JE NE SAIS PAS';
  const before = attack.before && given.includes(attack.before) ? attack.before : '';
  const said = attack.obeys.replace('{{prompt}}', given.slice(0, 3_000)).replace('{{before}}', before);
  if (manner === 'bare') return said;
  const n = passageOf(attack, given);
  const cited = said.replace(/([^.!?\n]{3,})([.!?])(?=\s|$)/g, `$1 [${n}]$2`);
  return manner === 'cited' || !truth ? cited : `${truth} [1]. ${cited}`;
}

const reads = (attack: Attack, given: string): boolean => readThrough(given).includes(plain(attack.order));

/** The first sentence after the headings of the first passage. */
const firstAnswer = (given: string): string | undefined =>
  /^\[1\] [^\n]*\n[^\n]*\n([^\n]*?)[.!]?(?:\n|$)/m.exec(given)?.[1];

/** Number of the passage that holds the order. */
function passageOf(attack: Attack, given: string): number {
  const passages = given.split(/^(?=\[\d+\] )/m).slice(1);
  const found = passages.find((passage) => reads(attack, passage));
  return Number(/^\[(\d+)\]/.exec(found ?? '')?.[1] ?? 1);
}

/** The obedient model, at an address. */
export interface ObedientModel extends AsyncDisposable {
  readonly url: string;
  /** The attack that its next requests are read for. */
  play(attack: Attack, manner: Manner): void;
  /** Whether one of the requests since then let it read the order. */
  hasRead(): boolean;
}

/** A server of 127.0.0.1 that speaks OpenAI's protocol with the voice of the obedient model. */
export async function startObedientModel(): Promise<ObedientModel> {
  let played: { attack: Attack; manner: Manner } | undefined;
  let read = false;
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readText(request)) as Record<string, unknown> & { messages: Message[] };
    if (!played) throw new Error('no attack is being played');
    read ||= reads(played.attack, body.messages.map(({ content }) => content).join('\n\n'));
    const text = obey(played.attack, body.messages, played.manner);
    await serveChat(response, body, { kind: 'text', text });
  });
  // Between two attacks a folder is read, which may take longer than a connection is kept.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    play: (attack, manner) => {
      played = { attack, manner };
      read = false;
    },
    hasRead: () => read,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
