import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { MAIL_CERTIFICATE } from './certificate.ts';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers as they are written, unfolded. */
  readonly head: string;
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
  /** All of it, a character a byte. */
  readonly raw: string;
  /** Whether it came under TLS, and who signed in. */
  readonly secure: boolean;
  readonly user: string | undefined;
}

export interface MailServerOptions {
  /** Encrypted from the start, on demand, or not at all; the last when absent. */
  readonly tls?: 'always' | 'starttls';
  /** Who may send; everybody when absent. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** A real SMTP server on a loopback port. A test may make it refuse, wait, or break connections. */
export class MailServer implements AsyncDisposable {
  readonly mails: ReceivedMail[] = [];
  /** How many times a recipient was named. */
  recipients = 0;
  /** What a recipient gets, « 550 unknown »; taken when undefined. */
  answer: (recipient: string, count: number) => string | undefined = () => undefined;
  /** What a whole mail waits for before it is taken. */
  slow: () => Promise<void> | undefined = () => undefined;
  /** Breaks the connection once the mail was given, before saying that it is taken. */
  drops = false;
  /** Has whoever sends look at once for what is to be sent, when somebody waits for a mail. */
  hurry: () => Promise<unknown> = async () => undefined;
  readonly #options: MailServerOptions;
  readonly #sockets = new Set<Socket>();
  #server: SMTPServer | undefined;
  #port = 0;

  private constructor(options: MailServerOptions) {
    this.#options = options;
  }

  static async start(options: MailServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    await server.start();
    return server;
  }

  /** Its address for SMTP_URL. @param host by which name it is reached; the certificate is of « localhost » */
  url(login = this.#options.login, host = 'localhost'): string {
    const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
    return `${this.#options.tls === 'always' ? 'smtps' : 'smtp'}://${who}${host}:${this.#port}`;
  }

  /** Listens, on the port that it had before when there was one. */
  async start(): Promise<void> {
    const { tls, login } = this.#options;
    const server = new SMTPServer({
      ...MAIL_CERTIFICATE,
      secure: tls === 'always',
      disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
      authOptional: login === undefined,
      allowInsecureAuth: true,
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) => {
        if (username === login?.user && password === login?.password) return done(null, { user: username });
        // As some servers do, it repeats what it was given.
        done(problem(`535 bad credentials for ${username} ${password}`));
      },
      onRcptTo: ({ address }, _session, done) => {
        this.recipients += 1;
        const refusal = this.answer(address, this.recipients);
        done(refusal ? problem(refusal) : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = {
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            secure: session.secure,
            user: session.user as string | undefined,
          };
          const take = async () => {
            await this.slow();
            this.mails.push({ ...envelope, ...read(Buffer.concat(chunks).toString('latin1')) });
            if (this.drops) return this.#breakConnections();
            done();
          };
          void take();
        });
      },
    });
    // Connections that a test breaks, or TLS that a client refuses, are what the test is about.
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server.server, 'listening');
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes down; `start` brings it back on the same port. */
  async stop(): Promise<void> {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    this.#server?.close(() => resolve());
    if (this.#server) await closed;
    this.#server = undefined;
  }

  /** Waits for mails to an address; the test's own limit ends a vain wait. */
  async until(to: string, count = 1): Promise<ReceivedMail[]> {
    const toThem = () => this.mails.filter((mail) => mail.to.includes(to));
    const hurried = this.hurry().catch(() => undefined);
    while (toThem().length < count) await sleep(20);
    // Whoever sent it knows so too: a clock that a test moves on now takes nothing back from them.
    await hurried;
    return toThem();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #breakConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function problem(answer: string): Error {
  const [, code, words] = /^(\d{3}) (.+)$/.exec(answer) ?? [];
  return Object.assign(new Error(words), { responseCode: Number(code) });
}

function read(raw: string): Pick<ReceivedMail, 'head' | 'subject' | 'messageId' | 'text' | 'raw'> {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const body = raw.slice(end + 4);
  const bytes =
    field('Content-Transfer-Encoding') === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(
          field('Content-Transfer-Encoding') === 'quoted-printable' ? unquote(body) : body,
          'latin1',
        );
  const text = bytes.toString('utf8').replaceAll('\r\n', '\n').trim();
  return { head, subject: decodeWords(field('Subject')), messageId: field('Message-ID'), text, raw };
}

const unquote = (text: string): string =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The encoded words of a header (RFC 2047). */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, words: string) => {
      const bytes =
        kind.toUpperCase() === 'B' ? words : Buffer.from(unquote(words.replaceAll('_', ' ')), 'latin1');
      return Buffer.from(bytes as string, typeof bytes === 'string' ? 'base64' : undefined).toString('utf8');
    });
