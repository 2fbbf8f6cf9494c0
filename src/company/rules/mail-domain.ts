/**
 * Providers where anybody may have an address, and names under which strangers have sites: the same domain says
 * nothing there.
 */
const SHARED: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.fr',
  'hotmail.com',
  'hotmail.fr',
  'live.com',
  'live.fr',
  'msn.com',
  'yahoo.com',
  'yahoo.fr',
  'ymail.com',
  'aol.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'orange.fr',
  'wanadoo.fr',
  'voila.fr',
  'free.fr',
  'libertysurf.fr',
  'aliceadsl.fr',
  'alice.fr',
  'online.fr',
  'sfr.fr',
  'neuf.fr',
  'cegetel.net',
  '9online.fr',
  'club-internet.fr',
  'numericable.fr',
  'noos.fr',
  'bbox.fr',
  'laposte.net',
  'tele2.fr',
  'nordnet.fr',
  'dbmail.com',
  'gmx.com',
  'gmx.fr',
  'mail.com',
  'mailo.com',
  'netcourrier.com',
  'net-c.com',
  'caramail.com',
  'proton.me',
  'protonmail.com',
  'protonmail.ch',
  'pm.me',
  'tutanota.com',
  'tuta.io',
  'zoho.com',
  'yandex.com',
  'mail.ru',
  'qq.com',
  '163.com',
  'ik.me',
  'ikmail.com',
  'riseup.net',
  'disroot.org',
  'yopmail.com',
  'mailinator.com',
  'duck.com',
  'hey.com',
  'fastmail.com',
  'fastmail.fm',
  'posteo.net',
  'mailbox.org',
  'infomaniak.com',
  'web.de',
  't-online.de',
  'mail.fr',
  'sfr.com',
  'proximus.be',
  'skynet.be',
  'telenet.be',
  'bluewin.ch',
  'mailfence.com',
  'zaclys.net',
  'zaclys.com',
  'email.com',
  // Registries and hosts under which strangers have a name of their own.
  'asso.fr',
  'com.fr',
  'nom.fr',
  'prd.fr',
  'tm.fr',
  'gouv.fr',
  'ac.fr',
  'presse.fr',
  'avocat.fr',
  'notaires.fr',
  'medecin.fr',
  'experts-comptables.fr',
  'co.uk',
  'org.uk',
  'eu.org',
  'eu.com',
  'fr.cr',
  'wixsite.com',
  'wix.com',
  'wordpress.com',
  'blogspot.com',
  'over-blog.com',
  'jimdofree.com',
  'jimdosite.com',
  'jimdo.com',
  'e-monsite.com',
  'business.site',
  'sites.google.com',
  'google.com',
  'webnode.fr',
  'weebly.com',
  'squarespace.com',
  'site123.me',
  'github.io',
  'gitlab.io',
  'netlify.app',
  'vercel.app',
  'pages.dev',
  'herokuapp.com',
  'azurewebsites.net',
  'ovh.net',
  'ovh.org',
  'pagesjaunes.fr',
  'facebook.com',
  'instagram.com',
  'linkedin.com',
  'helloasso.com',
  'canalblog.com',
  'strikingly.com',
  'pagesperso-orange.fr',
  'monsite-orange.fr',
  'chez.com',
  'perso.sfr.fr',
  'lws.fr',
  'hubside.fr',
]);

/** Families of such names, of which each country, academy or profession has its own. */
const FAMILIES = [
  /^(?:gmx|hotmail|live|outlook|yahoo|ymail)\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/,
  /^ac-[a-z-]{2,40}\.fr$/,
  /\.notaires\.fr$/,
];

const isShared = (domain: string): boolean =>
  SHARED.has(domain) || FAMILIES.some((family) => family.test(domain));

/** Characters of an address of a site that are looked at. */
const MOST = 200;

/**
 * The domain of a site as a person writes it: « https://www.exemple.fr/nous » → « exemple.fr ».
 * @returns undefined when it is none
 */
export function siteDomain(site: string): string | undefined {
  const said = site.trim().toLowerCase().slice(0, MOST);
  const address = /^https?:\/\//.test(said) ? said : `https://${said}`;
  if (/[\s@]/.test(said) || !URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  const domain = hostname.replace(/^www\d?\./, '').replace(/\.$/, '');
  const labels = domain.split('.');
  const isName =
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label)) &&
    !/\d/.test(labels.at(-1) ?? '');
  return isName ? domain : undefined;
}

/**
 * Whether a confirmed address is of the domain of a declared site, or of a part of it; never where the domain is one
 * that strangers share. A hint for the team: nothing is fetched from the site.
 */
export function isMailOfSite(address: string, site: string): boolean {
  const domain = siteDomain(site);
  const at = address.lastIndexOf('@');
  const own =
    at < 0
      ? ''
      : address
          .slice(at + 1)
          .trim()
          .toLowerCase()
          .replace(/\.$/, '');
  if (domain === undefined || own === '' || isShared(domain) || isShared(own)) return false;
  return own === domain || own.endsWith(`.${domain}`);
}
