import { describe, expect, it } from 'vitest';
import { cachedDirectory } from '#src/company/lookup/cached.ts';
import type { Lookup } from '#src/company/rules/establishment.ts';

const found = (siret: string): Lookup => ({
  type: 'found',
  establishment: { siret, siren: siret.slice(0, 9), name: 'Éco' },
});

describe('A directory of companies that remembers', () => {
  const counted = (answer: (siret: string) => Lookup) => {
    const asked: string[] = [];
    const find = async (siret: string) => {
      asked.push(siret);
      return answer(siret);
    };
    return { asked, directory: { find } };
  };

  it('is asked once an hour for a SIRET, also by those who ask together', async () => {
    let now = 0;
    const { asked, directory } = counted(found);
    const cached = cachedDirectory(directory, () => now);
    await Promise.all([cached.find('1'), cached.find('1')]);
    expect(await cached.find('1')).toEqual(found('1'));
    expect(asked).toEqual(['1']);
    now = 3_600_001;
    await cached.find('1');
    expect(asked).toEqual(['1', '1']);
  });

  it('never remembers a trouble', async () => {
    let answer: Lookup = { type: 'busy' };
    const { asked, directory } = counted(() => answer);
    const cached = cachedDirectory(directory, () => 0);
    expect(await cached.find('1')).toEqual({ type: 'busy' });
    answer = { type: 'unknown' };
    expect(await cached.find('1')).toEqual({ type: 'unknown' });
    expect(await cached.find('1')).toEqual({ type: 'unknown' });
    expect(asked).toHaveLength(2);
  });

  it('never remembers a failure', async () => {
    let fails = true;
    const { directory } = counted((siret) => {
      if (fails) throw new Error('no network');
      return found(siret);
    });
    const cached = cachedDirectory(directory, () => 0);
    await expect(cached.find('1')).rejects.toThrow('no network');
    fails = false;
    expect(await cached.find('1')).toEqual(found('1'));
  });

  it('remembers a thousand and no more', async () => {
    const { asked, directory } = counted(found);
    const cached = cachedDirectory(directory, () => 0);
    for (let siret = 0; siret <= 1_000; siret += 1) await cached.find(String(siret));
    await cached.find('1000');
    expect(asked).toHaveLength(1_001);
    await cached.find('0');
    expect(asked).toHaveLength(1_002);
  });
});
