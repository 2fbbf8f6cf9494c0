import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SectionProfile } from '#src/retrieval/vectors/section-profiles.ts';
import { type Answered, FIT } from './fit-sections.ts';

/**
 * The same as `fitSections`, by `fit-sections.py`.
 * @param python the interpreter, where numpy is installed
 * @throws what the interpreter ends with
 */
export function fitByPython(
  python: string,
  messages: readonly Answered[],
  means: readonly Float32Array[],
): readonly SectionProfile[] {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-sections-'));
  try {
    writeFileSync(join(folder, 'messages.f32'), bytesOf(messages.map(({ vector }) => vector)));
    writeFileSync(join(folder, 'means.f32'), bytesOf(means));
    const sections = Int32Array.from(messages, ({ section }) => section);
    writeFileSync(join(folder, 'sections.i32'), new Uint8Array(sections.buffer));
    const script = join(import.meta.dirname, 'fit-sections.py');
    execFileSync(python, [script, folder, String(means.length), JSON.stringify(FIT)], { stdio: 'inherit' });
    const values = new Float32Array(new Uint8Array(readFileSync(join(folder, 'profiles.f32'))).buffer);
    const width = values.length / means.length;
    return means.map((_, section) => ({
      vector: values.slice(section * width, (section + 1) * width - 1),
      bias: values[(section + 1) * width - 1] as number,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bytesOf(vectors: readonly Float32Array[]): Uint8Array {
  const width = vectors[0]?.length ?? 0;
  const all = new Float32Array(vectors.length * width);
  for (const [at, vector] of vectors.entries()) all.set(vector, at * width);
  return new Uint8Array(all.buffer);
}
