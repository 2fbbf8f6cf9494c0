import { statfs } from 'node:fs/promises';

/** The disk is asked at most so often: a flood of messages must not become a flood of questions to it. */
const FRESH_MS = 3_000;
const MB = 1024 * 1024;
/** Without a setting, the floor is this, or a twentieth of a small disk. */
const FLOOR_MB = 200;
const PART = 20;

/** How much room the disk of a folder has. */
interface DiskRoom {
  readonly freeBytes: number;
  /** Below it, no new message is kept. */
  readonly floorBytes: number;
}

/**
 * The room left on the disk of the data folder. With PostgreSQL it is that of the local folder (the index, files being
 * written): the database's own disk is its administrator's, and a full one refuses writes by itself.
 */
export class FreeDisk {
  readonly #folder: string;
  readonly #floorMb: number | undefined;
  #asked: { readonly at: number; readonly room: Promise<DiskRoom | undefined> } | undefined;

  /** @param floorMb the operator's floor, in megabytes; absent, one that suits the size of the disk */
  constructor(folder: string, floorMb: number | undefined) {
    this.#folder = folder;
    this.#floorMb = floorMb;
  }

  /** The room now, or some seconds ago; undefined where the system does not say. */
  async room(): Promise<DiskRoom | undefined> {
    const now = performance.now();
    if (!this.#asked || now - this.#asked.at >= FRESH_MS) this.#asked = { at: now, room: this.#ask() };
    return this.#asked.room;
  }

  /** Whether new messages are to be refused; never because the system could not say. */
  async isBelowFloor(): Promise<boolean> {
    const room = await this.room();
    return room !== undefined && room.freeBytes < room.floorBytes;
  }

  async #ask(): Promise<DiskRoom | undefined> {
    try {
      const { bsize, bavail, blocks } = await statfs(this.#folder);
      const usual = Math.min(FLOOR_MB * MB, (blocks * bsize) / PART);
      return {
        freeBytes: bavail * bsize,
        floorBytes: this.#floorMb === undefined ? usual : this.#floorMb * MB,
      };
    } catch {
      return undefined;
    }
  }
}
