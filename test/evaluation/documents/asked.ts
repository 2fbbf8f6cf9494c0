/** Questions on documents that staff drop, and our knowledge opened with these beside. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { MADE_DOCUMENTS } from './made.ts';

/** A question on a document: what its answer says, or that the document does not say it. */
export interface Asked {
  readonly in: string;
  readonly ask: string;
  /** All of these, or one of `alt`. */
  readonly say?: readonly string[];
  readonly alt?: readonly string[];
  readonly page?: number;
  readonly slide?: number;
  readonly none?: boolean;
  /** What an answer may also say to a question that has none. */
  readonly maybe?: string;
}

export const here = (name: string) => join(import.meta.dirname, name);

export const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T);

const said = (text: string): string => fold(text).replace(/[\s\u00A0\u202F]+/g, ' ');

/** Whether a text says all of some words. */
export const has = (text: string, expected: readonly string[] = []): boolean =>
  expected.every((one) => said(text).includes(said(one)));

/** Whether a text says the answer of a question. */
export const saysAnswer = (text: string, { say, alt = [] }: Asked): boolean =>
  (say !== undefined && has(text, say)) || alt.some((one) => has(text, [one]));

export const print = (text: string) => process.stdout.write(`${text}\n`);

/** The documents of a folder, by the path that they are dropped at. */
export const documentsIn = (folder: string): Record<string, Uint8Array> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== 'README.md' && !name.endsWith('.jsonl'))
      .map((name) => [`documents/${name}`, readFileSync(join(folder, name))]),
  );

/** Those that this evaluation makes, likewise. */
export async function madeDocuments(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const { name, bytes } of MADE_DOCUMENTS) files[`documents/${name}`] = await bytes();
  return files;
}

/** Opens our knowledge with some documents beside. */
export async function openWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const knowledge = tempFolder();
  const data = tempFolder();
  cpSync(join(ROOT, 'knowledge'), knowledge.path, { recursive: true });
  knowledge.write(files);
  const { config, today } = readOptions(['--data', data.path, '--knowledge', knowledge.path]);
  const opened = await openBase(config);
  return {
    opened,
    today,
    [Symbol.dispose]: () => {
      knowledge[Symbol.dispose]();
      data[Symbol.dispose]();
    },
  };
}
