import { describe, expect, it } from 'vitest';
import {
  claimedName,
  claimedRoles,
  cleanName,
  rolesOf,
  vouchedEmail,
} from '#src/platform/web/sign-in/rules/roles.ts';

describe('Roles that a provider gives', () => {
  it.each([
    ['a list', 'roles', { roles: ['expert', 'staff'] }, ['expert', 'staff']],
    ['a list with others’ roles', 'roles', { roles: ['admin', 'staff', 7, null] }, ['staff']],
    ['one word', 'role', { role: 'expert' }, ['expert']],
    ['several words', 'roles', { roles: 'offline expert, staff' }, ['expert', 'staff']],
    ['a path', 'realm_access.roles', { realm_access: { roles: ['expert'] } }, ['expert']],
    ['a name with dots', 'https://x.fr/roles', { 'https://x.fr/roles': ['staff'] }, ['staff']],
  ])('are read from %s', (_, claim, claims, roles) => {
    expect(claimedRoles(claims, claim)).toEqual(roles);
  });

  it.each([
    ['nothing', 'roles', {}],
    ['another case', 'roles', { roles: ['Expert', 'STAFF'] }],
    ['longer words', 'roles', { roles: 'experts staffing' }],
    ['an object', 'roles', { roles: { expert: true } }],
    ['a number', 'roles', { roles: 1 }],
    ['a path through nothing', 'a.b.c', { a: null }],
    ['what every object has', 'constructor.name', {}],
    ['what every text has', 'roles.length', { roles: 'expert' }],
  ])('are none with %s', (_, claim, claims) => {
    expect(claimedRoles(claims, claim)).toEqual([]);
  });
});

describe('An address that the lists may know', () => {
  const email = 'Lea@Fabrique.fr';

  it('is one that the provider verified', () => {
    expect(vouchedEmail({ email, email_verified: true }, 'email')).toBe('lea@fabrique.fr');
    expect(vouchedEmail({ email, email_verified: 'true' }, 'email')).toBe('lea@fabrique.fr');
  });

  it.each([{}, { email_verified: false }, { email_verified: 'false' }, { email_verified: 1 }])(
    'is no other: %j',
    (verified) => {
      expect(vouchedEmail({ email, ...verified, preferred_username: email }, 'email')).toBeUndefined();
    },
  );

  it('is the user name of the tenant, when so configured, whatever « email » says', () => {
    const claims = { preferred_username: email, email: 'autre@exemple.fr' };
    expect(vouchedEmail(claims, 'preferred_username')).toBe('lea@fabrique.fr');
    expect(vouchedEmail({ email, email_verified: true }, 'preferred_username')).toBeUndefined();
  });

  it.each(['lea', 'a@b@fabrique.fr', 'lea @fabrique.fr', '@fabrique.fr', 5, undefined])('is no %j', (odd) => {
    expect(vouchedEmail({ email: odd, email_verified: true }, 'email')).toBeUndefined();
  });
});

describe('The roles of a person', () => {
  const lists = { experts: ['paul@exemple.fr', '@experts.fr'], staff: ['@fabrique.fr'], audit: [] };
  const of = (email: string | undefined, claimed: string[] = []) => rolesOf({ email, claimed }, lists);

  it('are those of the provider and of the lists together', () => {
    expect(of('paul@exemple.fr')).toEqual(['expert']);
    expect(of('zoe@experts.fr')).toEqual(['expert']);
    expect(of('lea@fabrique.fr')).toEqual(['staff']);
    expect(of('lea@fabrique.fr', ['expert'])).toEqual(['expert', 'staff']);
    expect(of(undefined, ['staff', 'admin'])).toEqual(['staff']);
  });

  it.each([
    'x@exemple.fr',
    'paul@exemple.fr.mechant.io',
    'x@sous.fabrique.fr',
    'x@mafabrique.fr',
    'lea@fabrique.fr@mechant.io',
    undefined,
  ])('are none for %s', (email) => {
    expect(of(email)).toEqual([]);
  });
});

describe('The name of a person', () => {
  it('is what the provider calls them', () => {
    expect(claimedName({ name: ' Awa  Diallo ', nickname: 'awa' })).toBe('Awa Diallo');
    expect(claimedName({ given_name: 'Awa', family_name: 'Diallo' })).toBe('Awa Diallo');
    expect(claimedName({ name: '  ', nickname: 'awa' })).toBe('awa');
    expect(claimedName({ name: { first: 'Awa' } })).toBeUndefined();
  });

  it('is one short line that shows as written', () => {
    expect(cleanName('Awa\u202e\n Diallo\u0000')).toBe('Awa Diallo');
    expect(cleanName(' \u200b\t')).toBeUndefined();
    expect([...(cleanName('🏗'.repeat(200)) ?? '')]).toHaveLength(80);
  });
});
