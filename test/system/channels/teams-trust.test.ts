import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeTeams } from '#support/fakes/teams/fake-teams.ts';
import { TeamsPeople } from '#support/fakes/teams/people.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { TeamsPeer, teamsSettings } from '#support/world/channels/teams-peer.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

/** What an answer says to who called wrongly: a French sentence in JSON, nothing of the inside. */
async function refusalOf(response: Response): Promise<number> {
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(Object.keys(JSON.parse(text))).toEqual(['error']);
  expect(text).not.toMatch(/<|\bat .+:\d+|Error|botframework/);
  return response.status;
}

describe('Teams, as it is opened,', () => {
  const opened: AsyncDisposable[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
  });

  it('1.3.1 does not start with half an identity, and says in French what is missing', async () => {
    const folders = { dataDir: '/nonexistent', knowledgeDir: '/nonexistent' };
    for (const [settings, missing] of [
      [{ TEAMS_TENANT_ID: 't' }, ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD']],
      [{ TEAMS_APP_PASSWORD: 'p', TEAMS_TENANT_ID: 't' }, ['TEAMS_APP_ID']],
      [{ TEAMS_SERVICE_HOSTS: '127.0.0.1' }, ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID']],
    ] as const) {
      const program = new HotlineProgram(['src/main.ts'], folders, settings);
      expect(await program.exited()).toBe(1);
      for (const name of missing) expect(program.output).toContain(`${name} : manque pour ouvrir Teams`);
    }
  });

  it('1.3.1 answers only this machine when authentication is off', async () => {
    const fake = await FakeTeams.start();
    opened.push(fake);
    fake.asksToken = false;
    const hotline = await ChannelHotline.open({ TEAMS_AUTH: 'off' });
    opened.push(hotline);
    await hotline.start();
    const people = new TeamsPeople(fake, () => hotline.url);
    const message = people.message('anne', ADVANCE);
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/emea/',
      'http://169.254.169.254/latest/',
      'https://evil.example/',
      `${fake.url.replace('127.0.0.1', '127.0.0.1.evil.example')}/`,
      'http://0.0.0.0/',
    ])
      expect(
        await refusalOf(await people.post({ ...message, serviceUrl }, { token: 'none' })),
        serviceUrl,
      ).toBe(403);
    expect((await people.post(message, { token: 'none' })).status).toBe(200);
    await fake.until(() => fake.shown.length === 1);
    expect(await hotline.query('SELECT id FROM conversation')).toHaveLength(1);
  });

  it('1.3.18 asks its tokens of its own tenant, and says in the log what Microsoft refuses', async () => {
    const peer = await TeamsPeer.open({}, (fake) => {
      fake.tokens.refusesSecret = true;
    });
    opened.push(peer);
    const { tokens } = peer.fake;
    expect((await peer.hotline.health()).channels).toMatchObject({ teams: 'failed', web: 'running' });
    expect(peer.hotline.output).toMatch(/invalid_client AADSTS7000215.*TEAMS_APP_PASSWORD/);
    // What is received meanwhile is answered once the secret is right.
    await peer.say('anne', ADVANCE).acknowledged;
    expect(peer.shown('anne')).toEqual([]);
    tokens.refusesSecret = false;
    await peer.untilReceived('anne', 1);
    expect(new Set(tokens.askedTenants)).toEqual(new Set([tokens.tenantId]));
    while ((await peer.hotline.health()).channels.teams !== 'running') await sleep(100);
    expect(peer.hotline.output).not.toContain(tokens.appPassword);
  });
});

describe('The door of Teams', () => {
  let peer: TeamsPeer;
  beforeAll(async () => {
    peer = await TeamsPeer.open();
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());
  const message = () => peer.people.message('anne', ADVANCE);
  /** Nothing was kept and nothing was said. */
  const untouched = async () => {
    expect(await peer.hotline.query('SELECT id FROM conversation')).toEqual([]);
    expect(peer.fake.posts).toEqual([]);
  };
  const seconds = (ago: number) => Math.floor(Date.now() / 1_000) - ago;

  it('1.3.2 answers 401 to whatever does not come from Teams', async () => {
    const { tokens } = peer.fake;
    for (const [name, options] of Object.entries({
      'no token': { token: 'none' },
      'another scheme': { authorization: 'Basic YTpi' },
      'an empty token': { authorization: 'Bearer ' },
      'no token at all in it': { authorization: 'Bearer a.b.c' },
      'three parts': { authorization: `${tokens.bearer(peer.fake.serviceUrl())} more` },
      'another audience': { token: { claims: { aud: 'another-bot' } } },
      'another issuer': { token: { claims: { iss: 'https://evil.example' } } },
      'the emulator': {
        token: {
          claims: {
            iss: `https://login.microsoftonline.com/${tokens.tenantId}/v2.0`,
            tid: tokens.tenantId,
            ver: '2.0',
            azp: tokens.appId,
          },
        },
      },
      'another bot': { token: { claims: { aud: 'x', appid: 'y', ver: '1.0' } } },
      'ten minutes late': { token: { claims: { exp: seconds(600) } } },
      'not yet valid': { token: { claims: { nbf: seconds(-3_000) } } },
      'an unknown key': { token: { header: { kid: 'nobody' } } },
      'a key of another channel': { token: { unendorsed: true } },
      'a forged signature': { token: { forged: true } },
      'no signature': { token: { header: { alg: 'none' } } },
      'another algorithm': { token: { header: { alg: 'HS256' } } },
      'another service': { token: { claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } } },
      'no service': { token: { claims: { serviceurl: undefined } } },
    } as const))
      expect(await refusalOf(await peer.people.post(message(), options)), name).toBe(401);
    await untouched();
  });

  it('1.3.2 answers 400 to what is no activity, and takes another method for a mistake', async () => {
    const without = (field: string) => ({ ...message(), [field]: undefined });
    for (const [name, body] of Object.entries({
      nothing: '',
      null: 'null',
      'half a JSON': '{"type":',
      'a list': [],
      'a word': '"message"',
      'no type': without('type'),
      'no service': without('serviceUrl'),
      'no conversation': without('conversation'),
      'no conversation id': { ...message(), conversation: {} },
      'no author': without('from'),
      'no id': without('id'),
      'no channel': without('channelId'),
      'an address that is none': { ...message(), serviceUrl: 'emea' },
    }))
      expect(await refusalOf(await peer.people.post(body)), name).toBe(400);
    const huge = { ...message(), text: 'x'.repeat(300_000) };
    expect(await refusalOf(await peer.people.post(huge))).toBe(413);
    expect(await refusalOf(await fetch(`${peer.hotline.url}/api/messages`))).toBe(405);
    await untouched();
  });

  it('1.3.3 refuses services and organisations that are not on its lists', async () => {
    // Signed by Microsoft, for that very service: still none of ours.
    for (const serviceUrl of ['https://evil.example/', 'https://smba.trafficmanager.net.evil.example/emea/'])
      expect(await refusalOf(await peer.people.post({ ...message(), serviceUrl })), serviceUrl).toBe(403);
    const conversation = message().conversation as object;
    for (const tenantId of ['99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee', undefined]) {
      const elsewhere = { ...message(), conversation: { ...conversation, tenantId }, channelData: undefined };
      expect(await refusalOf(await peer.people.post(elsewhere)), tenantId).toBe(403);
    }
    await untouched();
  });

  it('1.3.2 takes a token that is two minutes late: clocks differ', async () => {
    const response = await peer.people.post(message(), { token: { claims: { exp: seconds(120) } } });
    expect(response.status).toBe(200);
    await peer.untilReceived('anne', 1);
  });

  it('1.3.2 asks to come back when Microsoft’s keys can’t be had, and loses nothing', async () => {
    await using late = await TeamsPeer.open({}, (fake) => {
      fake.withoutKeys = true;
    });
    const response = await late.people.post(late.people.message('anne', ADVANCE));
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await refusalOf(response)).toBe(503);
    const sent = late.say('bilal', ADVANCE);
    late.fake.withoutKeys = false;
    await sent.acknowledged;
    await late.untilReceived('bilal', 1);
  });

  it('1.3.3 lets in the organisations that are named', async () => {
    const guest = 'bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    const fake = await FakeTeams.start();
    await using hotline = await ChannelHotline.open({
      ...teamsSettings(fake),
      TEAMS_ALLOWED_TENANTS: guest.toUpperCase(),
    });
    await hotline.start();
    const people = new TeamsPeople(fake, () => hotline.url);
    const from = (tenantId: string) => ({
      ...people.message('anne', ADVANCE),
      conversation: { ...people.personal('anne'), conversationType: 'personal', tenantId },
    });
    expect((await people.post(from(guest))).status).toBe(200);
    expect(await refusalOf(await people.post(from(fake.tokens.tenantId)))).toBe(403);
    await fake.until(() => fake.shown.length === 1);
    await fake[Symbol.asyncDispose]();
  });
});
