import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

describe('where notices are read', () => {
  it('is nowhere unless the operator says so', () => {
    expect(readConfig({}).notices).toEqual({ boampUrl: undefined, tedUrl: undefined, filesDir: undefined });
    expect(readConfig({ BOAMP_API_URL: 'off', TED_API_URL: 'off' }).notices.boampUrl).toBeUndefined();
  });

  it('is where the services stand, or at another address', () => {
    expect(readConfig({ BOAMP_API_URL: 'on', TED_API_URL: 'on', NOTICES_DIR: 'avis' }).notices).toEqual({
      boampUrl: 'https://www.boamp.fr',
      tedUrl: 'https://api.ted.europa.eu',
      filesDir: resolve('avis'),
    });
    const mirror = 'https://boamp-datadila.opendatasoft.com';
    expect(readConfig({ BOAMP_API_URL: mirror }).notices.boampUrl).toBe(mirror);
  });

  it('is refused where it is no address', () => {
    const mistakes = mistakesOf({ BOAMP_API_URL: 'oui', TED_API_URL: 'ftp://ted.exemple' });
    expect(mistakes.filter((mistake: string) => /^- (?:BOAMP|TED)_API_URL : /.test(mistake))).toHaveLength(2);
  });
});
