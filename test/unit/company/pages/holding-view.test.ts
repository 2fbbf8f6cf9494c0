import { describe, expect, it } from 'vitest';
import type { CompanyPerson } from '#src/company/pages/company-parts-view.ts';
import type { HoldingFile } from '#src/company/pages/holding-file.ts';
import { holdingPart } from '#src/company/pages/holding-view.ts';

const AT = Date.UTC(2026, 9, 1, 10);
const holder = (personId: string, email: string | undefined): CompanyPerson => ({
  companyId: 'c',
  personId,
  name: 'Anne Martin',
  channels: ['slack'],
  email,
  status: 'member',
  askedAt: AT,
});
const file = (more: Partial<HoldingFile>): HoldingFile => ({
  company: { id: 'c', siren: '732829320', createdAt: AT, updatedAt: AT },
  holding: { state: 'pending', since: AT, reason: undefined },
  basis: 'abc',
  isOn: true,
  facts: [],
  registerNote: undefined,
  askers: [],
  site: 'lac.fr',
  holders: [],
  ofSite: new Set<string>(),
  agrees: false,
  disputes: [],
  events: [],
  ...more,
});
const shown = (more: Partial<HoldingFile>): string => holdingPart(file(more), AT)?.text ?? '';
const HINT = 'Indice : adresse confirmée';

describe('What the team sees of who holds a file', () => {
  it('has the hint of the site’s domain on the line of its holder, and of the file only when all have it', () => {
    const holders = [holder('a', 'anne@lac.fr'), holder('b', 'eve@gmail.com')];
    const one = shown({ holders, ofSite: new Set(['a']) });
    expect(one.match(/domaine du site déclaré/g)).toHaveLength(1);
    expect(one).toMatch(/anne@lac\.fr<\/span> <strong>domaine du site déclaré/);
    expect(one).not.toContain(HINT);
    expect(shown({ holders, ofSite: new Set(['a', 'b']) })).toContain(HINT);
    expect(shown({ holders })).not.toContain('domaine');
  });

  it('tells two people of one name apart before a file is given to one of them', () => {
    const asker = { ...holder('b', 'anne@lac.fr'), status: 'pending' as const };
    const dispute = {
      id: 'd',
      companyId: 'c',
      personId: 'x',
      origin: 'company' as const,
      words: '',
      byName: undefined,
      at: AT,
      person: { name: 'Anne Martin', channels: ['web'], email: undefined },
    };
    const text = shown({ holders: [holder('a', undefined)], askers: [asker], disputes: [dispute] });
    const options = [...text.matchAll(/<option value="[bx]">([^<]*)/g)].map(([, label]) => label);
    expect(options).toEqual([
      expect.stringMatching(
        /^Anne Martin \(demande à rejoindre\), par Slack, adresse confirmée : anne@lac\.fr, /,
      ),
      expect.stringMatching(/^Anne Martin \(conteste la fiche\), par le site, pas d’adresse confirmée, /),
    ]);
    expect(text).toMatch(/Anne Martin · le site · pas d’adresse confirmée · /);
  });
});
