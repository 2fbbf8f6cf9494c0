import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Folder of PostgreSQL's programs; undefined when it is not installed. Debian and Ubuntu, then Red Hat, then Homebrew. */
export const POSTGRES_BIN = [
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/18/bin',
  '/usr/pgsql-17/bin',
  '/opt/homebrew/opt/postgresql@17/bin',
].find((folder) => existsSync(join(folder, 'initdb')));

/** The password of the one user: tests look for it where it must not be. */
export const PASSWORD = 'motdepasse-Secret-42';
const USER = 'hotline';
/** The system's user « nobody »: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** A PostgreSQL server of its own, in a temporary folder, on a free port of this machine. */
export class PostgresServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #settings: readonly string[];
  #port = 0;
  #process: ChildProcess | undefined;
  #databases = 0;

  private constructor(folder: string, settings: readonly string[]) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /** @param settings lines of its configuration, « max_connections=20 » */
  static async start(settings: readonly string[] = []): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-postgres-'));
    if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY);
    const server = new PostgresServer(folder, settings);
    // French sorting, unlike SQLite's: no test may lean on either.
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=fr'];
    writeFileSync(join(folder, 'password'), PASSWORD, { mode: 0o644 });
    await server.#run('initdb', [
      '--pgdata',
      join(folder, 'data'),
      '--username',
      USER,
      '--auth=scram-sha-256',
      '--no-sync',
      '--pwfile',
      join(folder, 'password'),
      ...locale,
    ]);
    server.#port = await freePort();
    await server.resume();
    return server;
  }

  /** Makes an empty database. @returns its address */
  async createDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `hotline_${this.#databases}`;
    await this.admin(`CREATE DATABASE ${name}`);
    return this.url(name);
  }

  url(database: string): string {
    return `postgres://${USER}:${PASSWORD}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Runs a statement as the server's owner. */
  async admin<R extends pg.QueryResultRow>(sql: string): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts it again on the same port, with what it held. */
  async resume(): Promise<void> {
    const settings = [
      `port=${this.#port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${this.#folder}`,
      // Tests kill processes, not the machine.
      'fsync=off',
      'max_connections=200',
      ...this.#settings,
    ];
    const args = ['-D', join(this.#folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
    this.#process = this.#spawn('postgres', args);
    process.once('exit', this.#kill);
    while (!(await this.admin('SELECT 1').catch(() => undefined))) {
      if (this.#process.exitCode !== null) throw new Error('PostgreSQL did not start');
      await sleep(20);
    }
  }

  /** Ends every connection at once, as a crash does. */
  async pause(): Promise<void> {
    process.off('exit', this.#kill);
    if (this.#process?.exitCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#kill();
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pause();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  // PostgreSQL's « immediate shutdown »: its own processes end with it.
  readonly #kill = () => void this.#process?.kill('SIGQUIT');

  #spawn(program: string, args: readonly string[]): ChildProcess {
    const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const path = join(POSTGRES_BIN ?? '', program);
    return spawn(path, args, { ...identity, cwd: this.#folder, stdio: 'ignore', env: { LC_ALL: 'C.UTF-8' } });
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const [code] = await once(this.#spawn(program, args), 'exit');
    if (code !== 0) throw new Error(`${program} failed: ${code}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
