import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';
import { PLAIN_ENV } from './plain-env.ts';

/** A hotline in a process of its own. Disposing of it stops it and waits for its end. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts `node src/main.ts` on a free port, and waits until it says where it serves. */
export async function startServer(folders: { knowledge: string; data: string }): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: {
      ...PLAIN_ENV,
      PORT: '0',
      LOG_LEVEL: 'silent',
      HOTLINE_KNOWLEDGE_DIR: folders.knowledge,
      HOTLINE_DATA_DIR: folders.data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (found) resolve(found);
      });
    }
    child.once('close', () => reject(new Error(`the server did not start: ${said}`)));
  });
  return {
    url: await url,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
