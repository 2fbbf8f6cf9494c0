/** Messages on a pipe: the length of each in four bytes, then the message. */

/** A message ready to be written. */
export function framed(message: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(message.length);
  return Buffer.concat([length, message]);
}

/** Puts messages together from what a pipe gives. */
export class Frames {
  #chunks: Buffer[] = [];
  #size = 0;

  /** @returns the messages that are whole now */
  add(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.#size < 4) return messages;
      const [first] = this.#chunks;
      if (first && first.length < 4) this.#chunks = [Buffer.concat(this.#chunks)];
      const wanted = 4 + (this.#chunks[0]?.readUInt32LE(0) ?? 0);
      if (this.#size < wanted) return messages;
      const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
      messages.push(all.subarray(4, wanted));
      const left = all.subarray(wanted);
      this.#chunks = left.length > 0 ? [left] : [];
      this.#size = left.length;
    }
  }

  /** Bytes of the message that is coming. */
  get pending(): number {
    return this.#size;
  }
}
