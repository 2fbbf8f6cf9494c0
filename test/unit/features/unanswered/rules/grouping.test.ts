import { describe, expect, it } from 'vitest';
import { central, grouped, type Meant } from '#src/features/unanswered/rules/grouping.ts';

/** A question that means a direction of the plane, in degrees. */
const asked = (id: string, degrees: number, text = id): Meant => {
  const angle = (degrees * Math.PI) / 180;
  return { id, text, vector: new Float32Array([Math.cos(angle), Math.sin(angle)]) };
};
const idsOf = (groups: readonly { members: readonly Meant[] }[]) =>
  groups.map(({ members }) => members.map(({ id }) => id));

describe('grouping by meaning', () => {
  it('puts together what means the same, and apart what does not', () => {
    const groups = grouped([], [asked('a', 0), asked('b', 20), asked('c', 90), asked('d', 100)]);
    expect(idsOf(groups)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('puts a new question in the nearest group that is kept, and moves none that was there', () => {
    const kept = [
      { id: 'one', members: [asked('a', 0)] },
      { id: 'two', members: [asked('b', 60)] },
    ];
    const groups = grouped(kept, [asked('c', 50), asked('d', 180)]);
    expect(groups.map(({ id }) => id)).toEqual(['one', 'two', undefined]);
    expect(idsOf(groups)).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('knows the same words whatever their accents and signs, where nothing reads meanings', () => {
    const bare = (id: string, text: string): Meant => ({ id, text, vector: undefined });
    const groups = grouped(
      [],
      [bare('a', 'Où déposer ?'), bare('b', 'ou deposer'), bare('c', 'Quand déposer ?')],
    );
    expect(idsOf(groups)).toEqual([['a', 'b'], ['c']]);
  });

  it('never compares the vectors of two readers', () => {
    const other: Meant = { id: 'o', text: 'autre', vector: new Float32Array([1, 0, 0]) };
    expect(idsOf(grouped([{ id: 'one', members: [asked('a', 0)] }], [other]))).toEqual([['a'], ['o']]);
  });

  it('calls a group by the question in its middle', () => {
    expect(central([asked('a', 0), asked('b', 20), asked('c', 45)])?.id).toBe('b');
    expect(central([])).toBeUndefined();
  });
});
