import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { type HeardAs, heardAs, typedNames } from '../../evaluation/forms/heard-as.ts';

/** Names of sixty that may be lost, and sentences of sixty after which it is asked whether they are a name. */
const LOST = 5;
const ASKED = 4;

describe('What is typed while the sign-up asks for the name of the company', () => {
  const folder = tempFolder();
  let opened: Awaited<ReturnType<typeof openBase>>;
  beforeAll(async () => {
    opened = await openBase(readOptions(['--data', folder.path]).config);
  }, 180_000);
  afterAll(() => folder[Symbol.dispose]());

  it('is a name, at worst once asked; a sentence never is', async () => {
    const read = opened.base.meaning?.readWishes;
    if (!read) throw new Error('no reader runs here');
    const heard: { is: string; as: HeardAs }[] = [];
    for (const { text, is } of typedNames())
      heard.push({ is, as: await heardAs(text, (clause) => read(clause)) });
    const count = (kind: string, ways: readonly HeardAs[]) =>
      heard.filter(({ is, as }) => is === kind && ways.includes(as)).length;
    expect(count('sentence', ['taken'])).toBe(0);
    expect(count('sentence', ['asked'])).toBeLessThanOrEqual(ASKED);
    expect(count('name', ['word', 'other'])).toBeLessThanOrEqual(LOST);
  }, 120_000);
});
