import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '#src/config/config.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

describe('the configuration', () => {
  test('needs nothing: web chat on this machine, the shipped reader, answers from the pages', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3978,
      dataDir: resolve('.data'),
      databaseUrl: undefined,
      knowledgeDir: resolve('knowledge'),
      watchKnowledge: true,
      logLevel: 'info',
      llm: undefined,
      embeddings: { provider: 'reader' },
    });
    expect(readConfig({ EMBEDDINGS_PROVIDER: 'static' }).embeddings).toEqual({ provider: 'static' });
  });

  test('counts an empty variable as absent', () => {
    const empty = Object.fromEntries(VARIABLES.map((name) => [name, '  ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('reads a model and vectors from endpoints', () => {
    const config = readConfig({
      LLM_BASE_URL: 'http://127.0.0.1:11434/v1',
      LLM_MODEL: 'mistral',
      LLM_API_KEY: ' sk-1 ',
      LLM_TIMEOUT_MS: '5000',
      EMBEDDINGS_PROVIDER: 'openai',
      EMBEDDINGS_BASE_URL: 'https://vec.example/v1',
      EMBEDDINGS_MODEL: 'bge',
      EMBEDDINGS_QUERY_PREFIX: 'query: ',
      EMBEDDINGS_DIMENSIONS: '256',
      EMBEDDINGS_BATCH: '16',
    });
    expect(config.llm).toEqual({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'mistral',
      apiKey: 'sk-1',
      timeoutMs: 5_000,
    });
    expect(config.embeddings).toMatchObject({
      provider: 'openai',
      model: 'bge',
      dimensions: 256,
      batchSize: 16,
    });
    // The space that ends a prefix is part of what the model expects.
    expect(config.embeddings).toMatchObject({ queryPrefix: 'query: ', documentPrefix: '' });
  });

  test('says all its mistakes at once, each with its variable and what it expects, in French', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      LOG_LEVEL: 'bavard',
      PUBLIC_URL: 'hotline.fr',
      HOTLINE_WATCH: 'oui',
      LLM_BASE_URL: 'ftp://x',
      LLM_TIMEOUT_MS: '10',
      EMBEDDINGS_PROVIDER: 'autre',
      EMBEDDINGS_BATCH: '0',
      DATABASE_URL: 'postgres://x',
    });
    const named = mistakes.map((line) => /^- ([A-Z_]+) : /.exec(line)?.[1]);
    expect(named.sort()).toEqual([
      'DATABASE_URL',
      'EMBEDDINGS_BATCH',
      'EMBEDDINGS_PROVIDER',
      'HOTLINE_WATCH',
      'LLM_BASE_URL',
      'LLM_MODEL',
      'LLM_TIMEOUT_MS',
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
    ]);
    expect(mistakes.find((line) => line.includes('PORT'))).toContain('un numéro de port, de 0 à 65535');
    expect(mistakes.find((line) => line.includes('LLM_BASE_URL'))).toContain(
      'une adresse http:// ou https://',
    );
  });

  test.each([
    ['LLM_BASE_URL', { LLM_BASE_URL: 'http://llm.exemple.fr/v1', LLM_MODEL: 'm', LLM_API_KEY: 'k-secret' }],
    [
      'EMBEDDINGS_BASE_URL',
      {
        EMBEDDINGS_PROVIDER: 'openai',
        EMBEDDINGS_BASE_URL: 'http://10.0.0.8/v1',
        EMBEDDINGS_MODEL: 'bge',
        EMBEDDINGS_API_KEY: 'k-secret',
      },
    ],
    [
      'SLACK_API_URL',
      {
        SLACK_API_URL: 'http://proxy.exemple.fr/api/',
        SLACK_BOT_TOKEN: 'xoxb-secret',
        SLACK_SIGNING_SECRET: 's',
      },
    ],
    ['TELEGRAM_API_ROOT', { TELEGRAM_API_ROOT: 'http://tg.exemple.fr', TELEGRAM_BOT_TOKEN: '12:secret' }],
  ])('refuses to send a secret in clear to %s, except on this machine', (name, env) => {
    const [mistake, ...others] = mistakesOf(env as Record<string, string>);
    expect(others).toEqual([]);
    expect(mistake).toContain(`${name} : une adresse https://`);
    expect(mistake).not.toContain('secret ');
    for (const host of ['127.0.0.1:9', 'localhost', '[::1]:9']) {
      const local = Object.fromEntries(
        Object.entries(env).map(([key, value]) => [
          key,
          key === name ? value.replace(/\/\/[^/]+/, `//${host}`) : value,
        ]),
      );
      expect(() => readConfig(local)).not.toThrow();
    }
    const { LLM_API_KEY: _, ...keyless } = env as Record<string, string>;
    if (name === 'LLM_BASE_URL') expect(() => readConfig(keyless)).not.toThrow();
  });

  test.each([
    [{ LLM_BASE_URL: 'http://x/v1' }, 'LLM_MODEL'],
    [{ LLM_MODEL: 'mistral' }, 'LLM_BASE_URL'],
    [{ EMBEDDINGS_PROVIDER: 'openai', EMBEDDINGS_MODEL: 'bge' }, 'EMBEDDINGS_BASE_URL'],
    [{ EMBEDDINGS_PROVIDER: 'openai', EMBEDDINGS_BASE_URL: 'http://x/v1' }, 'EMBEDDINGS_MODEL'],
    [{ SMTP_URL: 'smtp://smtp.exemple.fr' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'hotline@exemple.fr' }, 'SMTP_URL'],
    [{ DKIM_KEY_FILE: 'dkim.pem' }, 'DKIM_KEY_FILE'],
    [{ MAIL_BOUNCES: 'retours@exemple.fr' }, 'MAIL_BOUNCES'],
  ])('refuses a half: %j lacks %s', (env, missing) => {
    expect(mistakesOf(env as Record<string, string>)).toEqual([expect.stringContaining(missing)]);
  });

  test.each([
    'postgres://hotline:secret@db.example:5432/hotline',
    'postgresql://hotline@127.0.0.1/hotline?sslmode=require',
    'postgres://hotline:p%40ss@%2Fvar%2Frun%2Fpostgresql/hotline',
  ])('takes %s for a database', (url) => {
    expect(readConfig({ DATABASE_URL: ` ${url} ` }).databaseUrl).toBe(url);
  });

  test.each([
    ['another kind of database', 'mysql://hotline:secret@db/hotline'],
    ['no server', 'postgres:///hotline'],
    ['no database', 'postgres://hotline:secret@db:5432'],
    ['a password that was not encoded', 'postgres://hotline:12/secret@db/hotline'],
    ['a file', '.data/hotline.db'],
  ])('refuses, as a database, %s', (_, DATABASE_URL) => {
    const [mistake, ...others] = mistakesOf({ DATABASE_URL });
    expect(others).toEqual([]);
    expect(mistake).toContain('DATABASE_URL : une adresse postgres://');
    expect(mistake).not.toContain('secret');
  });

  test('never repeats a secret in what it says', () => {
    const said = mistakesOf({ PORT: 'x', LLM_API_KEY: 'sk-secret', TELEGRAM_BOT_TOKEN: '123:secret' }).join();
    expect(said).not.toContain('secret');
  });

  test.each([
    { SMTP_URL: 'smtp://hotline:secret@smtp.example' },
    { SMTP_URL: 'smtp://hotline:se#secret@smtp.example', MAIL_FROM: 'hotline@exemple.fr' },
    { SMTP_URL: 'smtp://hotline:100%secret@smtp.example', MAIL_FROM: 'hotline@exemple.fr' },
    { SMTP_URL: 'smtp://:secret@smtp.example', MAIL_FROM: 'hotline@exemple.fr' },
    { SMTP_URL: 'http://hotline:secret@smtp.example', MAIL_FROM: 'hotline@exemple.fr' },
    { SMTP_URL: 'smtp://hotline:secret@smtp.example', MAIL_FROM: 'hotline:secret' },
  ])('never repeats the password of the mail server: %j', (env) => {
    const said = mistakesOf(env as Record<string, string>).join();
    expect(said).toMatch(/SMTP_URL|MAIL_FROM/);
    expect(said).not.toContain('secret');
  });

  test('reads the mail server, and whom mails are from', () => {
    const SMTP_URL = 'smtps://hotline%40exemple.fr:p%40ss%25@smtp.exemple.fr:465';
    const from = (MAIL_FROM: string) => readConfig({ SMTP_URL, MAIL_FROM }).mail;
    const address = 'hotline@exemple.fr';
    expect(from(address)).toEqual({ url: SMTP_URL, from: { name: '', address } });
    expect(from(`La Hotline <${address}>`)).toEqual({ url: SMTP_URL, from: { name: 'La Hotline', address } });
    expect(readConfig({ SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: address }).mail).toBeDefined();
    expect(readConfig({}).mail).toBeUndefined();
  });

  test('reads with what mails are signed: the key of a file, for the domain that they are from', () => {
    const mail = { SMTP_URL: 'smtp://smtp.exemple.fr', MAIL_FROM: 'La Hotline <hotline@mail.exemple.fr>' };
    const dkim = (more: Record<string, string>) => readConfig({ ...mail, ...more }).mail?.dkim;
    expect(dkim({})).toBeUndefined();
    expect(dkim({ DKIM_SELECTOR: 'a1.2026', DKIM_KEY_FILE: '/etc/dkim.pem' })).toEqual({
      domain: 'mail.exemple.fr',
      selector: 'a1.2026',
      keyFile: '/etc/dkim.pem',
    });
    expect(mistakesOf({ ...mail, DKIM_SELECTOR: 'a1' })).toEqual([expect.stringContaining('DKIM_KEY_FILE')]);
    expect(mistakesOf({ ...mail, DKIM_SELECTOR: 'a;b', DKIM_KEY_FILE: 'k' })).toEqual([
      expect.stringContaining('DKIM_SELECTOR'),
    ]);
  });

  test('reads where reports of mails come back, and what opens their way in', () => {
    const mail = { SMTP_URL: 'smtp://smtp.exemple.fr', MAIL_FROM: 'hotline@exemple.fr' };
    const token = 'a'.repeat(24);
    const read = readConfig({ ...mail, MAIL_BOUNCES: 'retours@exemple.fr', MAIL_BOUNCES_TOKEN: token });
    expect(read.mail).toMatchObject({ bounces: 'retours@exemple.fr', bouncesToken: token });
    for (const MAIL_BOUNCES of ['retours', 'a+b@exemple.fr', `${'a'.repeat(30)}@exemple.fr`])
      expect(mistakesOf({ ...mail, MAIL_BOUNCES })).toEqual([expect.stringContaining('MAIL_BOUNCES :')]);
    const [short, ...others] = mistakesOf({ ...mail, MAIL_BOUNCES_TOKEN: 'court' });
    expect([short, others]).toEqual([expect.stringContaining('MAIL_BOUNCES_TOKEN'), []]);
    expect(short).not.toContain('court');
  });

  test.each([
    'hotline',
    'La Hotline',
    'a@b.fr, c@d.fr',
    'La Hotline <hotline>',
    'X <a@b.fr> <c@d.fr>',
    'X\r\nBcc: <a@b.fr>',
  ])('refuses, as the sender of mails, %j', (MAIL_FROM) => {
    const mistakes = mistakesOf({ SMTP_URL: 'smtp://smtp.exemple.fr', MAIL_FROM });
    expect(mistakes).toEqual([expect.stringContaining('MAIL_FROM : une adresse comme')]);
  });

  test('can’t be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8').split('\n');
  const variable = (line: string | undefined) => /^# ([A-Z][A-Z0-9_]+)=/.exec(line ?? '')?.[1];

  test('lists every variable that the hotline reads, and no other', () => {
    const listed = lines.flatMap((line) => variable(line) ?? []);
    expect(listed.sort()).toEqual([...VARIABLES].sort());
  });

  test('explains each on the line above it', () => {
    for (const [index, line] of lines.entries()) {
      if (!variable(line)) continue;
      const above = lines[index - 1] ?? '';
      expect(above, line).toMatch(/^# \p{Lu}\p{L}*.{15,}[.;]?$/u);
      expect(variable(above), line).toBeUndefined();
    }
  });

  test('is a configuration that holds, once its marks are taken off', () => {
    const env = Object.fromEntries(
      lines.flatMap((line) => {
        const match = /^# ([A-Z][A-Z0-9_]+)=(.*)$/.exec(line);
        return match ? [[match[1], match[2]]] : [];
      }),
    );
    expect(mistakesOf(env)).toEqual([]);
  });
});
