import { describe, expect, it } from 'vitest';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const PATH = '/.well-known/security.txt';

describe('Whom to write to about a weakness', () => {
  it.each([
    ['securite@exemple.fr', 'Contact: mailto:securite@exemple.fr'],
    ['https://exemple.fr/faille', 'Contact: https://exemple.fr/faille'],
  ])('is published as RFC 9116 has it: %s', async (contact, line) => {
    const settings = { PUBLIC_URL: 'https://hotline.exemple.fr/', SECURITY_CONTACT: contact };
    await using hotline = await OfficeHotline.start(settings);
    const answer = await fetch(hotline.url + PATH);
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    const lines = (await answer.text()).trim().split('\n');
    expect(lines[0]).toBe(line);
    expect(lines).toContain(`Canonical: https://hotline.exemple.fr${PATH}`);
    const expires = Date.parse(lines.find((one) => one.startsWith('Expires: '))?.slice(9) ?? '');
    expect(expires).toBeGreaterThan(Date.now() + 30 * 86_400_000);
    expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  });

  it('is not there when it is not told, and a wrong one is refused', async () => {
    await using hotline = await OfficeHotline.start({ PUBLIC_URL: 'https://hotline.exemple.fr' });
    expect((await fetch(hotline.url + PATH)).status).toBe(404);
    for (const wrong of ['nobody', 'http://exemple.fr', 'a@b\nContact: mailto:x@y.fr'])
      await expect(OfficeHotline.start({ SECURITY_CONTACT: wrong })).rejects.toThrow('SECURITY_CONTACT');
  });
});
