import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig, VARIABLES } from '#src/config/config.ts';
import { secretsOf } from '#src/config/secrets.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
/** Every secret that the hotline can be given, each well formed, none the beginning of another. */
const SECRETS: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://hotline:pg-Zk8vQ2@127.0.0.1:1/hotline',
  LLM_API_KEY: 'sk-llm-Wq71xB',
  EMBEDDINGS_API_KEY: 'sk-emb-Hn52pT',
  TEAMS_APP_PASSWORD: 'teams~Jd83rM',
  SLACK_BOT_TOKEN: 'xoxb-Lc94sV',
  SLACK_SIGNING_SECRET: 'sign-Gf65tN',
  SLACK_APP_TOKEN: 'xapp-Ky16uD',
  TELEGRAM_BOT_TOKEN: '123456:AA-Pb27wE',
  TELEGRAM_WEBHOOK_SECRET: 'webhook_Ra38yF_0123456789',
  OIDC_CLIENT_SECRET: 'oidc-Xe49hC',
  SMTP_URL: 'smtp://hotline:mail-Td05kG@127.0.0.1:1',
  MAIL_BOUNCES_TOKEN: 'bounces-Qf61hS-0123456789abcdef',
  STATUS_TOKEN: 'status-Mv27bL-0123456789abcdef',
};
/** What must be nowhere: the part of each that nobody could guess. */
const HIDDEN = Object.values(SECRETS).map(
  (value) => /[A-Z][a-z]\d{2}[a-z][A-Z]|Zk8vQ2/.exec(value)?.[0] ?? '',
);

const secret = (...names: string[]) => Object.fromEntries(names.map((name) => [name, SECRETS[name] ?? '']));
const expectHidden = (seen: string) => {
  for (const hidden of HIDDEN) expect(seen).not.toContain(hidden);
};

/** Everything that the hotline calls: it refuses, and repeats in its refusal whatever it was given. */
async function startEcho(): Promise<AsyncDisposable & { url: string; heard: () => string }> {
  let heard = '';
  const server = createServer(async (request, response) => {
    const raw = await readText(request);
    const isForm = request.headers['content-type']?.includes('urlencoded');
    const body = isForm ? JSON.stringify([...new URLSearchParams(raw)]) : raw;
    const said = `${request.url} ${JSON.stringify(request.headers)} ${body}`;
    heard += said;
    const answers: Readonly<Record<string, object>> = {
      slack: { ok: false, error: `invalid_auth ${said}` },
      bot: { ok: false, error_code: 400, description: `Bad Request: ${said}` },
      v1: { error: { message: `Incorrect API key provided: ${said}`, code: 'invalid_api_key' } },
    };
    const [, kind = 'login'] = /^\/(slack|bot|v1)/.exec(request.url ?? '') ?? [];
    const answer = answers[kind] ?? { error: 'invalid_client', error_description: said };
    response
      .writeHead(kind === 'slack' ? 200 : 401, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

describe('Secrets', () => {
  let folder: KnowledgeFolder;
  beforeAll(async () => {
    folder = await knowledgeFolder();
  });
  afterAll(async () => {
    await folder?.[Symbol.asyncDispose]();
  });
  const run = async (args: readonly string[], settings: Readonly<Record<string, string>>) => {
    const program = new HotlineProgram(args, folder, { LOG_LEVEL: 'debug', ...settings });
    return { code: await program.exited(), output: program.output };
  };

  it('are all known to this test', () => {
    const isSecret = (name: string) => /(?:KEY|SECRET|TOKEN|PASSWORD)$|^(?:DATABASE|SMTP)_URL$/.test(name);
    expect(Object.keys(SECRETS).sort()).toEqual(VARIABLES.filter(isSecret).sort());
    expect(new Set(HIDDEN).size).toBe(Object.keys(SECRETS).length);
    expect(HIDDEN).not.toContain('');
  });

  it('are all known to what keeps them out of the log', () => {
    const rest = {
      TEAMS_APP_ID: 'app',
      TEAMS_TENANT_ID: 'tenant',
      TELEGRAM_WEBHOOK_URL: 'https://hotline.example/t',
      PUBLIC_URL: 'https://hotline.example',
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'hotline',
      MAIL_FROM: 'hotline@hotline.example',
      LLM_BASE_URL: 'http://127.0.0.1:9/v1',
      LLM_MODEL: 'm',
      EMBEDDINGS_PROVIDER: 'openai',
      EMBEDDINGS_BASE_URL: 'http://127.0.0.1:9/v1',
      EMBEDDINGS_MODEL: 'm',
    };
    const known = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']
      .flatMap((other) => secretsOf(readConfig({ ...SECRETS, ...rest, [other]: '' })))
      .join(' ');
    for (const hidden of HIDDEN) expect(known).toContain(hidden);
  });

  it('are not repeated by a start that is refused, whatever is wrong', async () => {
    const wrongs: Readonly<Record<string, string>>[] = [
      { ...SECRETS, PORT: 'x' },
      { ...SECRETS, TEAMS_AUTH: 'off', SLACK_APP_TOKEN: '' },
      // Each in the place of another, where it has the wrong form.
      { DATABASE_URL: SECRETS.TEAMS_APP_PASSWORD ?? '', SLACK_BOT_TOKEN: SECRETS.SLACK_SIGNING_SECRET ?? '' },
      { SLACK_APP_TOKEN: SECRETS.SLACK_BOT_TOKEN ?? '', TELEGRAM_BOT_TOKEN: SECRETS.LLM_API_KEY ?? '' },
      { TELEGRAM_WEBHOOK_URL: SECRETS.TELEGRAM_BOT_TOKEN ?? '', TELEGRAM_WEBHOOK_SECRET: 'Gf65tN' },
      { OIDC_ISSUER: SECRETS.OIDC_CLIENT_SECRET ?? '', MAIL_FROM: SECRETS.SMTP_URL ?? '' },
      { SMTP_URL: SECRETS.OIDC_CLIENT_SECRET ?? '', PUBLIC_URL: SECRETS.SMTP_URL ?? '' },
      { LLM_BASE_URL: SECRETS.EMBEDDINGS_API_KEY ?? '', EMBEDDINGS_BASE_URL: SECRETS.DATABASE_URL ?? '' },
    ];
    for (const settings of wrongs) {
      const { code, output } = await run(['src/main.ts'], settings);
      expect(code).toBe(1);
      expect(output).toMatch(/[A-Z]+_[A-Z_]+|PORT/);
      expectHidden(output);
    }
  });

  it('are not told of a database that does not answer, by the server nor by a command', async () => {
    for (const args of [['src/main.ts'], ['src/cli.ts', 'migrate']]) {
      const { code, output } = await run(args, secret('DATABASE_URL'));
      expect(code).toBe(1);
      expect(output).toContain('PostgreSQL 127.0.0.1');
      expectHidden(output);
    }
    const copy = ['src/cli.ts', 'store', 'copy', '--to', SECRETS.DATABASE_URL ?? ''];
    const { code, output } = await run(copy, {});
    expect(code).not.toBe(0);
    expectHidden(output);
  });

  it.each([
    ['by HTTP', ['SLACK_SIGNING_SECRET', 'TELEGRAM_WEBHOOK_SECRET']],
    ['by Socket Mode and polling', ['SLACK_APP_TOKEN']],
  ])('are nowhere, although all that is called repeats them: %s', async (_, own) => {
    await using echo = await startEcho();
    const webhook = own.includes('TELEGRAM_WEBHOOK_SECRET')
      ? { TELEGRAM_WEBHOOK_URL: 'https://hotline.example/telegram/webhook' }
      : {};
    await using hotline = await ChannelHotline.open({
      LOG_LEVEL: 'debug',
      LLM_BASE_URL: `${echo.url}/v1`,
      LLM_MODEL: 'test',
      EMBEDDINGS_PROVIDER: 'openai',
      EMBEDDINGS_BASE_URL: `${echo.url}/v1`,
      EMBEDDINGS_MODEL: 'test',
      TEAMS_APP_ID: 'app',
      TEAMS_TENANT_ID: 'tenant',
      TEAMS_LOGIN_URL: echo.url,
      SLACK_API_URL: `${echo.url}/slack/`,
      TELEGRAM_API_ROOT: echo.url,
      ...webhook,
      ...secret('LLM_API_KEY', 'EMBEDDINGS_API_KEY', 'TEAMS_APP_PASSWORD'),
      ...secret('SLACK_BOT_TOKEN', 'TELEGRAM_BOT_TOKEN', ...own),
      PUBLIC_URL: 'http://127.0.0.1',
      OIDC_ISSUER: echo.url,
      OIDC_CLIENT_ID: 'hotline',
      MAIL_FROM: 'hotline@hotline.example',
      ...secret('OIDC_CLIENT_SECRET', 'SMTP_URL'),
    });
    await hotline.start();
    const person = new ChatPerson();
    const url = hotline.url ?? '';
    await person.open(url);
    person.write(ADVANCE);
    await person.flush(url);
    const answers = await person.untilAnswered(url, 1);
    // A signature and a secret of a webhook are only ever checked; the rest was given to somebody who repeats it.
    const given = ['LLM_API_KEY', 'EMBEDDINGS_API_KEY', 'TEAMS_APP_PASSWORD'].map((name) => SECRETS[name]);
    for (const one of [...given, SECRETS.SLACK_BOT_TOKEN, SECRETS.TELEGRAM_BOT_TOKEN])
      while (!echo.heard().includes(one ?? '')) await sleep(20);
    const health = await hotline.health();
    expect(health.channels).toMatchObject({ web: 'running', telegram: 'failed', slack: 'failed' });
    await hotline.printed(/channel failed to start/);
    await hotline.stop();
    expectHidden(`${health.text}${JSON.stringify(answers)}${hotline.output}`);
    expect(hotline.output).not.toContain(ADVANCE);
  });
});
