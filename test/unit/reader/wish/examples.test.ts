import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HotlineError } from '#src/platform/errors.ts';
import { readWishes } from '#src/reader/wish/examples.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const GOOD = '{"wish": "thanks", "text": "  merci bien  "}';

describe('Examples of wishes', () => {
  it('are read from the files of several features, without empty lines', () => {
    using folder = tempFolder({
      'a.jsonl': `${GOOD}\n\n{"wish": "help", "text": "aidez-moi", "writer": "3"}\n`,
      'b.jsonl': '{"wish": "alerts.stop", "text": "plus d’alertes"}',
    });
    const files = ['a.jsonl', 'b.jsonl'].map((name) => pathToFileURL(join(folder.path, name)));
    expect(readWishes(files)).toEqual([
      { wish: 'thanks', text: 'merci bien' },
      { wish: 'help', text: 'aidez-moi' },
      { wish: 'alerts.stop', text: 'plus d’alertes' },
    ]);
  });

  it.each([
    '{"wish": "thanks"',
    '{"wish": "thanks"}',
    '{"wish": "", "text": "merci"}',
    '{"wish": "thanks", "text": "  "}',
    '[]',
    'merci',
  ])('name the file and the line of one that is not one: %s', (line) => {
    using folder = tempFolder({ 'wishes.jsonl': `${GOOD}\n\n${line}\n` });
    const path = join(folder.path, 'wishes.jsonl');
    const read = () => readWishes([pathToFileURL(path)]);
    expect(read).toThrow(HotlineError);
    expect(read).toThrow(`Exemple illisible (${path}, ligne 3) : une ligne est {"wish": "…", "text": "…"}.`);
  });

  it('stand beside each feature, sixty of each wish, and no text is of two', () => {
    const features = join(ROOT, 'src/features');
    const files = readdirSync(features, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('wishes.jsonl'))
      .map((path) => pathToFileURL(join(features, path)));
    expect(files.length).toBeGreaterThanOrEqual(9);
    const examples = readWishes(files);
    const counts = new Map<string, number>();
    for (const { wish } of examples) counts.set(wish, (counts.get(wish) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count < 60)).toEqual([]);
    const wishes = new Map<string, Set<string>>();
    for (const { wish, text } of examples) wishes.set(text, (wishes.get(text) ?? new Set()).add(wish));
    expect([...wishes].filter(([, own]) => own.size > 1).map(([text]) => text)).toEqual([]);
  });
});
