import { describe, expect, it } from 'vitest';
import { readWebsite } from '#src/company/form/readers/website.ts';
import { isMailOfSite, siteDomain } from '#src/company/rules/mail-domain.ts';

describe('The domain of a site', () => {
  it.each([
    ['www.exemple.fr', 'exemple.fr'],
    ['https://www.Exemple.fr/nous?x=1', 'exemple.fr'],
    ['http://boutique.exemple.fr:8080', 'boutique.exemple.fr'],
    ['exemple-durable.coop', 'exemple-durable.coop'],
    ['éco.fr', 'xn--co-9ia.fr'],
  ])('of « %s » is %s', (site, domain) => {
    expect(siteDomain(site)).toBe(domain);
  });

  it.each(['', 'exemple', 'jean@exemple.fr', '127.0.0.1', 'http://', 'notre site', 'a'.repeat(20_000)])(
    'is none in « %s »',
    (site) => {
      expect(siteDomain(site)).toBeUndefined();
    },
  );

  it('is read among some words', () => {
    expect(readWebsite('notre site est https://www.exemple.fr/.')).toEqual({
      ok: true,
      value: 'www.exemple.fr',
    });
    expect(readWebsite('nous n’en avons pas').ok).toBe(false);
    expect(readWebsite('exemple.fr et autre.fr').ok).toBe(false);
    expect(readWebsite('jean@exemple.fr').ok).toBe(false);
  });
});

describe('An address of the declared site', () => {
  it.each([
    ['jean@exemple.fr', 'www.exemple.fr'],
    ['Jean@EXEMPLE.FR', 'https://exemple.fr/contact'],
    ['jean@mail.exemple.fr', 'exemple.fr'],
    ['jean@outlook-conseil.fr', 'outlook-conseil.fr'],
    ['jean@live.exemple.fr', 'live.exemple.fr'],
  ])('%s is of %s', (address, site) => {
    expect(isMailOfSite(address, site)).toBe(true);
  });

  it.each([
    ['jean@autre.fr', 'exemple.fr'],
    ['jean@monexemple.fr', 'exemple.fr'],
    ['jean@exemple.fr.evil.com', 'exemple.fr'],
    ['jean@exemple.fr', 'boutique.exemple.fr'],
    // Where anybody may have an address, or a site, the same domain says nothing.
    ['jean@gmail.com', 'gmail.com'],
    ['jean@orange.fr', 'www.orange.fr'],
    ['jean@laposte.net', 'laposte.net'],
    ['jean@gmx.de', 'gmx.de'],
    ['jean@hotmail.co.uk', 'hotmail.co.uk'],
    ['jean@ac-creteil.fr', 'ac-creteil.fr'],
    ['jean@paris.notaires.fr', 'paris.notaires.fr'],
    ['jean@skynet.be', 'skynet.be'],
    ['jean@x.asso.fr', 'asso.fr'],
    ['jean@evil.wixsite.com', 'wixsite.com'],
    ['jean@exemple.fr', 'fr'],
    ['exemple.fr', 'exemple.fr'],
    ['', 'exemple.fr'],
  ])('%s is not, of %s', (address, site) => {
    expect(isMailOfSite(address, site)).toBe(false);
  });
});
