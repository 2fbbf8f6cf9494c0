import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from './killable-hotline.ts';

/** With it, the readiness says its details. */
const STATUS_TOKEN = 'jeton-des-tests-0123456789-abcdef';

/** What a request was answered. */
export interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The real server in a process of its own, whose disk, files and pages a test spoils, and somebody who writes to it. */
export class FaultyServer implements AsyncDisposable {
  readonly folder: KnowledgeFolder;
  readonly program: HotlineProgram;
  readonly url: string;
  #cookie = '';

  private constructor(folder: KnowledgeFolder, program: HotlineProgram, url: string) {
    this.folder = folder;
    this.program = program;
    this.url = url;
  }

  /** @param prepare spoils the folder before the server starts on it */
  static async start(
    settings: Readonly<Record<string, string>> = {},
    prepare?: (folder: KnowledgeFolder) => unknown,
  ): Promise<FaultyServer> {
    const folder = prepare ? await knowledgeFolder() : await indexedFolder();
    await prepare?.(folder);
    const program = new HotlineProgram(['src/main.ts'], folder, { STATUS_TOKEN, ...settings });
    return new FaultyServer(folder, program, await program.url());
  }

  /** Its disk takes nothing more: no file of it grows. @returns gives the room back */
  fillDisk(): () => void {
    const limit = (bytes: string) =>
      execFileSync('prlimit', ['--pid', String(this.program.pid), `--fsize=${bytes}:unlimited`]);
    limit('0');
    return () => void limit('unlimited');
  }

  /** Sends a message as the page does. */
  send(text: string, id: string = randomUUID()): Promise<Answered> {
    return this.get('/chat/messages', { id, text });
  }

  async get(path: string, body?: unknown): Promise<Answered> {
    const response = await fetch(`${this.url}${path}`, {
      headers: {
        Cookie: this.#cookie,
        'Content-Type': 'application/json',
        ...(path === '/readyz' && { Authorization: `Bearer ${STATUS_TOKEN}` }),
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const retryAfter = response.headers.get('Retry-After');
    const text = await response.text();
    return { status: response.status, retryAfter, body: text.startsWith('{') ? JSON.parse(text) : { text } };
  }

  /** Waits until its readiness is so. */
  async untilReady(isSo: (answered: Answered) => boolean): Promise<Answered> {
    for (;;) {
      const ready = await this.get('/readyz');
      if (isSo(ready)) return ready;
      await sleep(200);
    }
  }

  /** What was said in the conversation, by whom. */
  async conversation(): Promise<readonly { readonly author: string; readonly words: string }[]> {
    const { body } = await this.get('/chat/history?after=0');
    const items = body.items as readonly { author: string; text?: string; blocks?: unknown }[];
    return items.map(({ author, text, blocks }) => ({ author, words: text ?? JSON.stringify(blocks) }));
  }

  /** Waits until so much was said. */
  async untilSaid(count: number): Promise<readonly { readonly author: string; readonly words: string }[]> {
    for (;;) {
      const said = await this.conversation();
      if (said.length >= count) return said;
      await sleep(50);
    }
  }

  /** The lines of its log, each as it stands. */
  get log(): readonly { readonly level: number; readonly msg: string }[] {
    return this.program.output
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as { level: number; msg: string }] : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.program.end('SIGKILL');
    await this.folder[Symbol.asyncDispose]();
  }
}
