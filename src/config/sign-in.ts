import { z } from 'zod';

/** The OpenID Connect provider that says who the experts and the staff are. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claim that holds the roles: its name, or a path through objects, « realm_access.roles ». */
  readonly rolesClaim: string;
  /** Claim that holds the address which the lists are compared with. */
  readonly emailClaim: 'email' | 'preferred_username';
  /** Addresses, and domains as « @fabrique.fr », in small letters. */
  readonly experts: readonly string[];
  readonly staff: readonly string[];
  /** Those who read the traces of what experts and staff do. */
  readonly audit: readonly string[];
}

/** How the desk and the staff's pages are entered. */
export interface SignInConfig {
  /** Absent: a one-time link printed at the start, on this machine only. */
  readonly oidc: OidcSettings | undefined;
  /** Longest life of a session, in hours. */
  readonly sessionHours: number;
}

export const SIGN_IN_VARIABLES = [
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ROLES_CLAIM',
  'OIDC_EMAIL_CLAIM',
  'OIDC_EXPERTS',
  'OIDC_STAFF',
  'OIDC_AUDIT',
  'SESSION_HOURS',
] as const;
type Variable = (typeof SIGN_IN_VARIABLES)[number];

type Read = (name: Variable) => string | undefined;

/**
 * Reads how people sign in. A provider that is configured by half is a mistake, named in French with what is missing.
 * @param publicUrl where people reach the hotline, when it is told
 * @param mistakes where mistakes are added
 */
export function readSignIn(read: Read, publicUrl: string | undefined, mistakes: string[]): SignInConfig {
  return { oidc: readOidc(read, publicUrl, mistakes), sessionHours: readHours(read, mistakes) };
}

function readOidc(read: Read, publicUrl: string | undefined, mistakes: string[]): OidcSettings | undefined {
  if (!SIGN_IN_VARIABLES.some((name) => name.startsWith('OIDC_') && read(name))) return undefined;
  const before = mistakes.length;
  const issuer = read('OIDC_ISSUER');
  const clientId = read('OIDC_CLIENT_ID');
  const clientSecret = read('OIDC_CLIENT_SECRET');
  for (const [name, value] of Object.entries({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: publicUrl,
  }))
    if (!value) mistakes.push(`${name} : manque pour la connexion par OpenID Connect`);
  if (publicUrl && !isSafeAddress(publicUrl))
    mistakes.push('PUBLIC_URL : une adresse https:// pour la connexion par OpenID Connect');
  if (issuer && !isSafeAddress(issuer)) mistakes.push('OIDC_ISSUER : une adresse https://');
  else if (issuer && isEntraForAll(issuer))
    // Anybody can make an Entra tenant of their own, and write there the address they like.
    mistakes.push('OIDC_ISSUER : l’adresse avec l’identifiant de votre locataire, qui n’ouvre qu’à lui');
  const emailClaim = readEmailClaim(read, issuer, mistakes);
  const experts = readPeople(read, 'OIDC_EXPERTS', mistakes);
  const staff = readPeople(read, 'OIDC_STAFF', mistakes);
  const audit = readPeople(read, 'OIDC_AUDIT', mistakes);
  if (mistakes.length > before || !issuer || !clientId || !clientSecret) return undefined;
  const rolesClaim = read('OIDC_ROLES_CLAIM') ?? 'roles';
  return { issuer, clientId, clientSecret, rolesClaim, emailClaim, experts, staff, audit };
}

/**
 * Which claim is a person's address. Entra ID gives no `email_verified`: an administrator of the tenant vouches for
 * `preferred_username`, and only there may it be used; anywhere else people may choose it themselves.
 */
function readEmailClaim(
  read: Read,
  issuer: string | undefined,
  mistakes: string[],
): OidcSettings['emailClaim'] {
  const claim = read('OIDC_EMAIL_CLAIM') ?? 'email';
  if (claim !== 'email' && claim !== 'preferred_username') {
    mistakes.push('OIDC_EMAIL_CLAIM : email ou preferred_username');
    return 'email';
  }
  if (claim === 'preferred_username' && !(issuer && isEntra(issuer)))
    mistakes.push('OIDC_EMAIL_CLAIM : « preferred_username » ne sert qu’avec Microsoft Entra ID');
  return claim;
}

/** Microsoft's sign-in services: worldwide, for the government of the United States, in China. */
const ENTRA_HOSTS = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];
/** Whether a provider is Microsoft Entra ID. */
export const isEntra = (issuer: string): boolean =>
  URL.canParse(issuer) && ENTRA_HOSTS.includes(new URL(issuer).hostname);
const isEntraForAll = (issuer: string): boolean =>
  isEntra(issuer) && /^\/(?:common|organizations|consumers)(?:\/|$)/i.test(new URL(issuer).pathname);

/** https, or http that does not leave this machine. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}

/** Whether a name or address is this machine's own. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || /^\[?::1\]?$/.test(host);
}

function readPeople(read: Read, name: Variable, mistakes: string[]): string[] {
  const people = (read(name) ?? '')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const isDomain = (text: string) => z.hostname().safeParse(text.slice(1)).success && text.includes('.');
  const known = (text: string) => (text.startsWith('@') ? isDomain(text) : z.email().safeParse(text).success);
  if (!people.every(known))
    mistakes.push(
      `${name} : des adresses (nom@exemple.fr) ou des domaines (@exemple.fr), séparés par des virgules`,
    );
  return people;
}

function readHours(read: Read, mistakes: string[]): number {
  const hours = Number(read('SESSION_HOURS') ?? 10);
  if (hours >= 1 && hours <= 168) return hours;
  mistakes.push('SESSION_HOURS : un nombre d’heures, de 1 à 168');
  return 10;
}
