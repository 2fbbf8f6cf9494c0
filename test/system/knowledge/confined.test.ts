import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasOwnNetwork, runConfined } from '#src/knowledge/loaders/confined/run-confined.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

/** What a hostile file would have its reader do, once it runs code there. */
const TRIES: Readonly<Record<string, string>> = {
  'read another file': "await (await import('node:fs/promises')).readFile('/etc/hostname', 'utf8')",
  'read beside the file': "await (await import('node:fs/promises')).readFile(FOLDER + '/secret.txt', 'utf8')",
  'list a folder': "(await import('node:fs')).readdirSync(FOLDER)",
  write: "(await import('node:fs')).writeFileSync(FOLDER + '/written.txt', 'x')",
  'write over the file': "(await import('node:fs')).writeFileSync(process.argv[2], 'x')",
  'start a process': "(await import('node:child_process')).execFileSync('/bin/true')",
  'start a thread': "new (await import('node:worker_threads')).Worker('1', { eval: true })",
  'load an addon': "process.dlopen({ exports: {} }, (await import('node:path')).join(FOLDER, 'addon.node'))",
  'fetch over HTTP': "await fetch('http://127.0.0.1:PORT/')",
  'open a socket':
    "await new Promise((ok, no) => import('node:net').then((net) => net.connect(PORT, '127.0.0.1').on('connect', ok).on('error', no)).catch(no))",
  'listen on a port':
    "await new Promise((ok, no) => import('node:net').then((net) => net.createServer().listen(0, ok).on('error', no)).catch(no))",
  'send a datagram': "(await import('node:dgram')).createSocket('udp4')",
  'resolve a name': "await (await import('node:dns/promises')).lookup('localhost')",
};

describe('What reads a hostile file', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = tempFolder({ 'file.pdf': 'le fichier', 'secret.txt': 'secret', 'addon.node': '' });
  });
  afterEach(() => folder[Symbol.dispose]());

  const run = (code: string, limits: { timeoutMs?: number } = {}) => {
    folder.write({ 'script.mjs': `const FOLDER = ${JSON.stringify(folder.path)};\n${code}\n` });
    const file = join(folder.path, 'file.pdf');
    return runConfined(join(folder.path, 'script.mjs'), [file], {
      reads: [file],
      timeoutMs: 30_000,
      maxOutputBytes: 1_000_000,
      ...limits,
    });
  };

  it('reads that file, and has no environment', async () => {
    const ended = await run(`
      import { readFileSync } from 'node:fs';
      process.stdout.write(JSON.stringify([readFileSync(process.argv[2], 'utf8'), Object.keys(process.env)]));`);
    expect(ended).toEqual({ type: 'done', output: expect.any(String) });
    const [text, names] = JSON.parse(ended.type === 'done' ? ended.output : '[]') as [string, string[]];
    expect(text).toBe('le fichier');
    // What the shell sets by itself.
    expect(names.filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name))).toEqual([]);
  });

  it('can do nothing else', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    let reached = 0;
    server.on('connection', () => {
      reached += 1;
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const tries = Object.entries(TRIES).map(
      ([name, code]) => `
        try { ${code.replaceAll('PORT', port)}; done.push(${JSON.stringify(name)}); } catch { }`,
    );
    const ended = await run(`
      const done = [];
      process.on('uncaughtException', () => undefined);
      ${tries.join('\n')}
      process.stdout.write(JSON.stringify(done), () => process.exit(0));`);
    server.close();
    expect(ended).toEqual({ type: 'done', output: '[]' });
    expect(reached).toBe(0);
    expect(existsSync(join(folder.path, 'written.txt'))).toBe(false);
  }, 240_000);

  it('is held back by the guard alone where there is no such network', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const network = Object.entries(TRIES).filter(([name]) => /HTTP|socket|port|datagram|name/.test(name));
    expect(network).toHaveLength(5);
    const tries = network.map(
      ([name, code]) =>
        `try { ${code.replaceAll('PORT', port)}; done.push(${JSON.stringify(name)}); } catch { }`,
    );
    folder.write({
      'script.mjs': `const done = [];\n${tries.join('\n')}\nprocess.stdout.write(JSON.stringify(done), () => process.exit(0));`,
    });
    const guard = join(ROOT, 'src/knowledge/loaders/confined/guard.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      guard,
      join(folder.path, 'script.mjs'),
    ]);
    server.close();
    expect(stdout).toBe('[]');
  }, 240_000);

  it('has no network of its own either, where the system gives it an empty one', async () => {
    if (!(await hasOwnNetwork())) return expect(await hasOwnNetwork()).toBe(false);
    const ended = await run(`
      import { networkInterfaces } from 'node:os';
      process.stdout.write(JSON.stringify(Object.keys(networkInterfaces())));`);
    expect(ended).toEqual({ type: 'done', output: '[]' });
  });

  it.each([
    ['array buffers', 'for (;;) kept.push(new Uint8Array(16 * 1024 * 1024).fill(1));'],
    ['objects', 'for (;;) kept.push(Array.from({ length: 100_000 }, (_, n) => ({ n })));'],
    ['buffers', 'for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));'],
  ])(
    'is ended when it fills the memory with %s',
    async (_, code) => {
      const ended = await run(`const kept = [];\nsetTimeout(() => {}, 0);\n${code}`);
      expect(ended.type).toBe('failed');
    },
    60_000,
  );

  it('is ended when it takes too long, or says too much', async () => {
    expect(await run('for (;;);', { timeoutMs: 1_500 })).toEqual({ type: 'too long' });
    expect(await run("process.stdout.write('x'.repeat(2_000_000))")).toEqual({ type: 'too much' });
  }, 240_000);
});
