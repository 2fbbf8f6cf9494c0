import { join } from 'node:path';
import { connectDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { PASSWORD, PostgresServer } from '#support/store/postgres-server.ts';
import { HotlineProgram } from './killable-hotline.ts';

/** Several servers of the hotline on one PostgreSQL database: one knowledge folder, a data folder each. */
export class Replicas implements AsyncDisposable {
  readonly folder: KnowledgeFolder;
  readonly server: PostgresServer;
  readonly databaseUrl: string;
  readonly #programs: HotlineProgram[] = [];

  private constructor(folder: KnowledgeFolder, server: PostgresServer, databaseUrl: string) {
    this.folder = folder;
    this.server = server;
    this.databaseUrl = databaseUrl;
  }

  /** An empty database; nothing runs yet. */
  static async prepare(): Promise<Replicas> {
    const server = await PostgresServer.start();
    return new Replicas(await knowledgeFolder(), server, await server.createDatabase());
  }

  /** Starts a server. @param name that of its data folder */
  start(name: string, settings: Readonly<Record<string, string>> = {}): HotlineProgram {
    return this.run(['src/main.ts'], name, settings);
  }

  run(
    args: readonly string[],
    name: string,
    settings: Readonly<Record<string, string>> = {},
  ): HotlineProgram {
    const { knowledgeDir, dataDir } = this.folder;
    const folders = { knowledgeDir, dataDir: join(dataDir, name) };
    const program = new HotlineProgram(args, folders, { DATABASE_URL: this.databaseUrl, ...settings });
    this.#programs.push(program);
    return program;
  }

  /** Looks into the database beside them. */
  async query<R>(sql: string): Promise<R[]> {
    const db = await connectDatabase('', this.databaseUrl);
    try {
      return await db.query<R>(sql);
    } finally {
      await db.close();
    }
  }

  /** Whether any of them ever printed the password of the database. */
  get saidPassword(): boolean {
    return this.#programs.some(({ output }) => output.includes(PASSWORD));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.#programs) await program.end('SIGKILL');
    await this.server[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}
