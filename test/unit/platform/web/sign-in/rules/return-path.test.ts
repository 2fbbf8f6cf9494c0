import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from '#src/platform/web/sign-in/rules/return-path.ts';

describe('The page to come back to after signing in', () => {
  it.each(['/desk', '/desk/', '/desk/chiffres?depuis=2026&x=%2F', '/staff', '/staff/personnes/7'])(
    'may be %s',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  it.each([
    'https://mechant.example/desk',
    '//mechant.example/desk',
    '///mechant.example',
    '/\\mechant.example',
    '\\\\mechant.example',
    '/\t/mechant.example',
    '/\n/mechant.example',
    'javascript:alert(1)',
    'desk',
    '/desk/..//mechant.example',
    '/desk/../../files/1',
    '/desk/%2e%2e/',
    '/chat/reset',
    '/',
    '',
    '/deskx',
    '/desk/api/me',
    '/staff/assets/x.js',
    '/desk/entrer?code=x',
    '/DESK/entrer',
    '/desk@x.fr',
    `/desk?${'x'.repeat(2_000)}`,
    undefined,
    ['/desk/chiffres'],
    { path: '/desk' },
  ])('is the desk rather than %j', (asked) => {
    expect(returnPath(asked)).toBe('/desk');
  });

  it('stays on this site and in these spaces, whatever is asked', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '%5c',
      'desk',
      'staff',
      'x.fr',
    );
    const asked = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 12 }).map((parts) => `/desk${parts.join('')}`),
    );
    fc.assert(
      fc.property(asked, (path) => {
        const target = new URL(returnPath(path), 'https://hotline.example/connexion/retour');
        expect(target.origin).toBe('https://hotline.example');
        expect(target.pathname).toMatch(/^\/(?:desk|staff)(?:\/|$)/);
      }),
    );
  });
});
