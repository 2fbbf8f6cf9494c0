import { describe, expect, it } from 'vitest';
import { expressionsOfModules } from '#support/expressions/expressions-of-modules.ts';
import { costlyAmong, distinct } from '#support/expressions/pump-expressions.ts';
import { inputOf, pumpedInputs } from '#support/expressions/pumped-inputs.ts';
import { literalsIn } from '#support/expressions/source-expressions.ts';

const task = (source: string, flags = '') => ({ source, flags, place: 'test', inputs: [] });

describe('what finds the expressions', () => {
  it('reads literals in the syntax, and neither divisions nor strings', () => {
    const text = "const a = 4 / 2; const b = '/x+/';\n// /y+/\nconst c: RegExp[] = [/z+[/]?/giu];";
    expect(literalsIn(text, 'a.ts')).toEqual([{ source: 'z+[/]?', flags: 'giu', place: 'a.ts:3' }]);
  });

  it('finds literals, and what the modules build', async () => {
    const places = (await expressionsOfModules()).map(({ place }) => place.replace(/:\d+$/, ''));
    expect(places.length).toBeGreaterThan(1_500);
    expect(places).toEqual(expect.arrayContaining(['src/reader/follow-up.ts', 'adapters/teams/parse.ts']));
    // « contactsIn » has no literal of it: only the hook sees what it builds.
    expect(
      places.filter((place) => place === 'src/knowledge/screen/contact-details.ts').length,
    ).toBeGreaterThan(3);
  });
});

describe('what pumps the expressions', () => {
  it('repeats what they repeat, after what leads there', () => {
    const inputs = pumpedInputs('^ab(?:cd)*e', '').map((input) => inputOf(input, 12));
    expect(inputs).toContain('abcdcdcdcd\u0000');
  });

  it.each([
    ['twice the same choice', '^(?:non|non ?)*$'],
    ['a repetition in a repetition', '^(?:\\w+ ?)*$'],
    ['two runs of the same side by side', '^\\s*\\s*\\s*x'],
    ['a run that nothing begins', '\\s+$'],
    ['a mark that may open anywhere', '\\[[^\\]]*\\]'],
    ['a stem with any ending', 'pay\\w* direct'],
    ['a look behind any number of spaces', '(?<=nom\\s+).'],
  ])(
    'finds %s',
    async (_, source) => {
      expect(await costlyAmong([task(source)])).toHaveLength(1);
    },
    60_000,
  );

  it.each([
    ['a run that begins once', '(?<!\\s)\\s+$'],
    ['a mark that closes before the next', '\\[[^[\\]]*\\]'],
    ['a stem with a short ending', 'pay\\w{0,20} direct'],
    ['words apart', '\\bavance\\b.{0,60}\\bmarche\\b'],
  ])('lets %s', async (_, source) => {
    expect(await costlyAmong([task(source)])).toEqual([]);
  });
});

describe('the expressions of the sources', () => {
  it('take a time that grows no faster than the message, up to 20 000 characters', async () => {
    const tasks = distinct(await expressionsOfModules()).map((found) => ({ ...found, inputs: [] }));
    expect(await costlyAmong(tasks)).toEqual([]);
  }, 600_000);
});
