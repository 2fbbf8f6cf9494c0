import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockConversation, openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, addOutboundMessage, markHandled } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { connectDatabase, openDatabase } from '#src/platform/database/open.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const HOUR_MS = 3_600_000;

/** A company that writes in its case. */
export interface Writer {
  readonly caseId: string;
  send(text: string): Promise<void>;
}

/** The real server, as its own process, with a queue that is already full. */
export class DeskServer implements AsyncDisposable {
  readonly url: string;
  readonly #db: Database;
  readonly #program: HotlineProgram;
  readonly #dataDir: string;

  private constructor(url: string, db: Database, program: HotlineProgram, dataDir: string) {
    this.url = url;
    this.#db = db;
    this.#program = program;
    this.#dataDir = dataDir;
  }

  /** Starts it on the project's knowledge with so many open cases. */
  static async start(cases: number): Promise<DeskServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hotline-bench-desk-'));
    const db = await openDatabase(dataDir, undefined);
    await fill(db, cases);
    await db.close();
    const program = new HotlineProgram(
      ['src/main.ts'],
      { dataDir, knowledgeDir: join(ROOT, 'knowledge') },
      { LOG_LEVEL: 'error' },
    );
    const url = await program.url();
    return new DeskServer(url, await connectDatabase(dataDir, undefined), program, dataDir);
  }

  expert(name: string): Promise<DeskPerson> {
    return DeskPerson.signIn(this.#db, this.url, name);
  }

  /** Companies on the web chat whose cases an expert has taken. */
  async writers(count: number, expert: DeskPerson): Promise<Writer[]> {
    const writers: Writer[] = [];
    for (let place = 0; place < count; place += 1) {
      const before = await this.#caseIds();
      const company = await WebClient.open(this.url);
      await company.send('Je veux parler à un expert au sujet d’une avance.');
      for (let caseId: string | undefined; caseId === undefined; await sleep(20)) {
        caseId = [...(await this.#caseIds())].find((id) => !before.has(id));
        if (caseId === undefined) continue;
        await expert.post(`/desk/api/cases/${caseId}/claim`);
        writers.push({ caseId, send: (text) => company.send(text) });
      }
    }
    return writers;
  }

  async #caseIds(): Promise<Set<string>> {
    return new Set((await this.#db.query<{ id: string }>('SELECT id FROM expert_case')).map(({ id }) => id));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#db.close();
    await this.#program.end('SIGTERM');
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

/** Opens cases as conversations do: a few lines each, one in two with a closing date. */
async function fill(db: Database, cases: number): Promise<void> {
  const hours = await loadWorkingHours(db);
  for (let place = 0; place < cases; place += 1) {
    const now = Date.now() - (cases - place) * 1_000;
    await db.tx(async (tx) => {
      const { id: conversationId } = await openConversation(tx, {
        channel: 'web',
        channelKey: `bench-${place}`,
        address: {},
        now,
      });
      for (const text of ['Ai-je droit à une avance sur ce marché ?', 'Je veux parler à un expert.']) {
        const id = newId(now);
        await addInboundMessage(tx, {
          id,
          conversationId,
          content: { type: 'text', text: `${text} (${place})` },
          now,
        });
        await markHandled(tx, [id], now);
        const blocks = [
          { type: 'paragraph' as const, text: [{ text: 'Voici ce que je peux en dire. '.repeat(8) }] },
        ];
        await addOutboundMessage(tx, {
          conversationId,
          content: { blocks, kind: 'answer' },
          replyTo: id,
          now,
        });
      }
      const conversation = await lockConversation(tx, conversationId);
      if (!conversation) throw new Error('no conversation');
      const deadline =
        place % 2 === 0
          ? { at: now + (24 + (place % 400)) * HOUR_MS, said: 'bientôt', certain: true }
          : undefined;
      await openCase(tx, { surfaces: [], hours, now }, conversation, { reason: 'asked', deadline });
    });
  }
}
