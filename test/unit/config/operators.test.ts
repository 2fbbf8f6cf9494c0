import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { secretsOf } from '#src/config/secrets.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

const TOKEN = 'b3f0a1c27e9d4856a0bb91f2';

describe('what operators decide', () => {
  test('by default no relay is believed, no token opens the details, the ledger lies with the data', () => {
    const config = readConfig({ HOTLINE_DATA_DIR: '/srv/hotline' });
    expect(config.operators).toEqual({
      trustProxy: false,
      statusToken: undefined,
      erasureLedger: undefined,
    });
    expect(ledgerPath(config)).toBe(join('/srv/hotline', 'erasures.ledger'));
  });

  test('relays are named in the ways of express', () => {
    const trust = (value: string) => readConfig({ TRUST_PROXY: value }).operators.trustProxy;
    expect(trust('none')).toBe(false);
    expect(trust('2')).toBe(2);
    expect(trust('loopback, 10.0.0.0/8 fd00::/8,192.168.1.4')).toEqual([
      'loopback',
      '10.0.0.0/8',
      'fd00::/8',
      '192.168.1.4',
    ]);
  });

  test.each(['true', '0', '11', 'tous', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/8/8', 'relais.exemple.fr'])(
    'TRUST_PROXY=%s is refused',
    (value) => {
      expect(mistakesOf({ TRUST_PROXY: value }).join()).toMatch(/TRUST_PROXY : none, un nombre de relais/);
    },
  );

  test('a token is long enough, and no log shows it', () => {
    const config = readConfig({ STATUS_TOKEN: TOKEN, ERASURE_LEDGER: 'ailleurs/registre' });
    expect(config.operators.statusToken).toBe(TOKEN);
    expect(secretsOf(config)).toContain(TOKEN);
    expect(config.operators.erasureLedger).toBe(resolve('ailleurs/registre'));
    expect(mistakesOf({ STATUS_TOKEN: 'court' }).join()).toMatch(/STATUS_TOKEN : au moins 24 signes/);
  });

  test('Teams without its checks stays on this machine', () => {
    for (const HOST of ['127.0.0.1', 'localhost', '::1'])
      expect(readConfig({ HOST, TEAMS_AUTH: 'off' }).channels.teams?.auth).toBe('off');
    for (const HOST of ['0.0.0.0', '::', '192.168.1.4', 'hotline.exemple.fr'])
      expect(mistakesOf({ HOST, TEAMS_AUTH: 'off' }).join()).toMatch(/TEAMS_AUTH : « off » demande que HOST/);
  });
});
