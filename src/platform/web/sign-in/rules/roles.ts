import type { OidcSettings } from '#src/config/sign-in.ts';
import type { Role } from '#src/platform/web/sign-in/identity.ts';

/** What a provider says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

const ROLES: readonly Role[] = ['expert', 'staff', 'audit'];

/**
 * The roles that the provider gives: a list, or words in one text, in the claim of that name or at that path
 * (« realm_access.roles »). Anything else in it is another application's.
 */
export function claimedRoles(claims: Claims, rolesClaim: string): Role[] {
  // Some providers ask for names that hold dots, « https://exemple.fr/roles »: the whole name goes first.
  const value = claimOf(claims, rolesClaim);
  const words = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,;]+/) : [];
  return ROLES.filter((role) => words.includes(role));
}

/** Whether a provider's answer speaks of a claim at all. */
export const hasClaim = (claims: Claims, name: string): boolean => claimOf(claims, name) !== undefined;

const claimOf = (claims: Claims, name: string): unknown =>
  own(claims, name) ?? name.split('.').reduce<unknown>(own, claims);

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/**
 * The address that the provider vouches for, in small letters: `email` when `email_verified` says so (OpenID Connect
 * Core §5.1; a few providers write it as text), since elsewhere people write there what they like. Entra ID never says
 * so: with it, and only when configured, `preferred_username`, which the tenant's administrator manages.
 */
export function vouchedEmail(claims: Claims, emailClaim: OidcSettings['emailClaim']): string | undefined {
  const verified = claims.email_verified === true || claims.email_verified === 'true';
  if (emailClaim === 'email' && !verified) return undefined;
  const email = claims[emailClaim];
  return typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email) ? email.toLowerCase() : undefined;
}

/**
 * All the roles of a person: those that the provider gave, and those of the lists. The lists are read at each request,
 * so that a person who is taken off them has no more to wait for than a restart.
 */
export function rolesOf(
  person: { email: string | undefined; claimed: readonly string[] },
  lists: Pick<OidcSettings, 'experts' | 'staff' | 'audit'>,
): Role[] {
  const listed = { expert: lists.experts, staff: lists.staff, audit: lists.audit };
  return ROLES.filter((role) => person.claimed.includes(role) || isListed(person.email, listed[role]));
}

function isListed(email: string | undefined, list: readonly string[]): boolean {
  return email !== undefined && (list.includes(email) || list.includes(email.slice(email.lastIndexOf('@'))));
}

/** The name to show, out of what a provider says; undefined when it says none. */
export function claimedName(claims: Claims): string | undefined {
  const whole = [claims.given_name, claims.family_name].filter((part) => typeof part === 'string').join(' ');
  const names = [claims.name, whole, claims.nickname];
  const name = names.find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof name === 'string' ? cleanName(name) : undefined;
}

const LONGEST_NAME = 80;

/** A name on one line, without invisible characters; undefined when nothing is left of it. */
export function cleanName(text: string): string | undefined {
  const name = text.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  return [...name].slice(0, LONGEST_NAME).join('').trim() || undefined;
}
