import { describe, expect, test } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

const WHOLE = {
  PUBLIC_URL: 'https://hotline.exemple.fr',
  OIDC_ISSUER: 'https://login.exemple.fr',
  OIDC_CLIENT_ID: 'hotline',
  OIDC_CLIENT_SECRET: 'hunter2',
};

describe('The configuration of the sign-in', () => {
  test('needs nothing: a link on this machine, for ten hours', () => {
    expect(readConfig({}).signIn).toEqual({ oidc: undefined, sessionHours: 10 });
  });

  test('names a provider, and who may enter', () => {
    const env = { ...WHOLE, OIDC_EXPERTS: ' Awa@Exemple.fr, @experts.fr ', OIDC_STAFF: '@fabrique.fr' };
    expect(readConfig({ ...env, SESSION_HOURS: '4' }).signIn).toEqual({
      oidc: {
        issuer: 'https://login.exemple.fr',
        clientId: 'hotline',
        clientSecret: 'hunter2',
        rolesClaim: 'roles',
        emailClaim: 'email',
        experts: ['awa@exemple.fr', '@experts.fr'],
        staff: ['@fabrique.fr'],
        audit: [],
      },
      sessionHours: 4,
    });
  });

  test.each(Object.keys(WHOLE))('refuses a half, that lacks %s', (missing) => {
    const said = mistakesOf({ ...WHOLE, [missing]: undefined });
    expect(said).toEqual([expect.stringContaining(`${missing} : manque pour la connexion`)]);
    expect(said.join()).not.toContain('hunter2');
  });

  test('refuses a list of people without the provider that would tell who they are', () => {
    expect(mistakesOf({ OIDC_STAFF: '@fabrique.fr' })).toHaveLength(4);
  });

  test.each([
    ['PUBLIC_URL', 'http://hotline.exemple.fr'],
    ['PUBLIC_URL', 'http://127.0.0.1.exemple.fr'],
    ['OIDC_ISSUER', 'http://login.exemple.fr'],
    ['OIDC_ISSUER', 'login.exemple.fr'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/organizations/v2.0'],
    ['OIDC_EMAIL_CLAIM', 'upn'],
    ['OIDC_EXPERTS', 'awa'],
    ['OIDC_STAFF', '@'],
    ['OIDC_STAFF', '@fr'],
    ['SESSION_HOURS', '0'],
    ['SESSION_HOURS', 'dix'],
  ])('refuses %s=%s', (name, value) => {
    const said = mistakesOf({ ...WHOLE, [name]: value });
    expect(said).toEqual([expect.stringMatching(new RegExp(`^- ${name} : `))]);
    expect(said.join()).not.toContain('hunter2');
  });

  test('takes http for what does not leave this machine', () => {
    const local = { PUBLIC_URL: 'http://localhost:3978', OIDC_ISSUER: 'http://127.0.0.1:9000' };
    expect(mistakesOf({ ...WHOLE, ...local })).toEqual([]);
  });

  test('believes a user name from Microsoft Entra ID only', () => {
    const entra = 'https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0';
    const OIDC_EMAIL_CLAIM = 'preferred_username';
    expect(readConfig({ ...WHOLE, OIDC_ISSUER: entra, OIDC_EMAIL_CLAIM }).signIn.oidc).toMatchObject({
      emailClaim: 'preferred_username',
    });
    for (const OIDC_ISSUER of [
      'https://accounts.google.com',
      'https://login.microsoftonline.com.x.fr/1/v2.0',
    ])
      expect(mistakesOf({ ...WHOLE, OIDC_ISSUER, OIDC_EMAIL_CLAIM })).toEqual([
        expect.stringContaining('OIDC_EMAIL_CLAIM'),
      ]);
  });
});
