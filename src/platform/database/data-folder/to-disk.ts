import { open } from 'node:fs/promises';

/** Waits until a file is on the disk, or the names in a folder: they survive a power cut then. */
export async function toDisk(path: string): Promise<void> {
  // Windows opens no folder, and writes names down by itself.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
