import { resolve } from 'node:path';
import { z } from 'zod';

/** The server that takes the mails, and whom they are from. */
export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…`; never repeated in an error or a log. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
  /** With what mails are signed (RFC 6376); absent, the server that takes them signs them, or nobody does. */
  readonly dkim?: DkimConfig | undefined;
  /** Where reports of mails that did not arrive come back, a token after a « + »; absent, to whom mails are from. */
  readonly bounces?: string | undefined;
  /** What opens the way by which a server posts them; absent, there is none. */
  readonly bouncesToken?: string | undefined;
}

/** The signature of mails: the key, and where its public half is published (`selector._domainkey.domain`). */
export interface DkimConfig {
  /** That of the sender: a mail is theirs only where both agree. */
  readonly domain: string;
  readonly selector: string;
  /** The file of the private key, in PEM: read at the start, and by nothing else. */
  readonly keyFile: string;
}

export const MAIL_VARIABLES = [
  'SMTP_URL',
  'MAIL_FROM',
  'DKIM_SELECTOR',
  'DKIM_KEY_FILE',
  'MAIL_BOUNCES',
  'MAIL_BOUNCES_TOKEN',
] as const;
type Variable = (typeof MAIL_VARIABLES)[number];

const SMTP_ADDRESS =
  'une adresse smtp://utilisateur:motdepasse@serveur:587 ou smtps://utilisateur:motdepasse@serveur:465 (les signes / @ : # ? % du nom et du mot de passe s’écrivent %2F %40 %3A %23 %3F %25)';
const FROM = 'une adresse comme hotline@exemple.fr, ou La Hotline <hotline@exemple.fr>';

/**
 * Reads who sends mails and by which server. Half of it is a mistake, named in French.
 * @param mistakes where mistakes are added; none repeats what was written
 */
export function readMail(
  read: (name: Variable) => string | undefined,
  mistakes: string[],
): MailConfig | undefined {
  const url = read('SMTP_URL');
  const shown = read('MAIL_FROM');
  if (!url && !shown) return noMail(read, mistakes);
  const from = shown ? fromOf(shown) : undefined;
  const dkim = readDkim(read, from && domainOf(from.address), mistakes);
  if (!url) mistakes.push('SMTP_URL : à donner avec MAIL_FROM');
  else if (!isSmtpUrl(url)) mistakes.push(`SMTP_URL : ${SMTP_ADDRESS}`);
  if (!shown) mistakes.push('MAIL_FROM : à donner avec SMTP_URL');
  else if (!from) mistakes.push(`MAIL_FROM : ${FROM}`);
  const reports = readReports(read, mistakes);
  return url && from ? { url, from, ...(dkim && { dkim }), ...reports } : undefined;
}

/** Nothing sends mails; what would sign them is a mistake then. */
function noMail(read: (name: Variable) => string | undefined, mistakes: string[]): undefined {
  for (const name of ['DKIM_SELECTOR', 'DKIM_KEY_FILE', 'MAIL_BOUNCES', 'MAIL_BOUNCES_TOKEN'] as const)
    if (read(name)) mistakes.push(`${name} : à donner avec SMTP_URL et MAIL_FROM`);
}

/** The part of a mail address that follows its « @ ». */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Whether alerts can go by mail too: each has a link that stops them, at an address that others than this machine reach. */
export const areAlertsMailed = ({
  mail,
  publicUrl,
}: {
  readonly mail?: MailConfig | undefined;
  readonly publicUrl?: string | undefined;
}): boolean => mail !== undefined && publicUrl !== undefined;

/** A token follows the name (RFC 5321 §4.5.3.1.1: 64 signs for both). */
const LONGEST_NAME = 29;
/** Fewer signs could be guessed. */
const LEAST_TOKEN = 24;

/** Reads where reports come back, and what opens the way in. */
function readReports(
  read: (name: Variable) => string | undefined,
  mistakes: string[],
): Pick<MailConfig, 'bounces' | 'bouncesToken'> {
  const bounces = read('MAIL_BOUNCES');
  const token = read('MAIL_BOUNCES_TOKEN');
  const isAddress = bounces === undefined || isReturnAddress(bounces);
  if (!isAddress)
    mistakes.push(
      `MAIL_BOUNCES : une adresse comme retours@exemple.fr, sans « + », d’au plus ${LONGEST_NAME} signes avant le @`,
    );
  if (token !== undefined && !(token.length >= LEAST_TOKEN && /^[\x21-\x7e]+$/.test(token)))
    mistakes.push(
      `MAIL_BOUNCES_TOKEN : au moins ${LEAST_TOKEN} signes sans espace ni accent, tirés au hasard`,
    );
  return { ...(bounces && { bounces }), ...(token && { bouncesToken: token }) };
}

const isReturnAddress = (address: string): boolean =>
  z.email().safeParse(address).success && !address.includes('+') && address.lastIndexOf('@') <= LONGEST_NAME;

/** A name in the DNS, of one part or several. */
const SELECTOR = /^[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9][a-z0-9-]{0,62})*$/i;
/** Reads with what mails are signed. Half of it is a mistake. */
function readDkim(
  read: (name: Variable) => string | undefined,
  domain: string | undefined,
  mistakes: string[],
): DkimConfig | undefined {
  const selector = read('DKIM_SELECTOR');
  const file = read('DKIM_KEY_FILE');
  if (!selector && !file) return undefined;
  if (!selector) mistakes.push('DKIM_SELECTOR : à donner avec DKIM_KEY_FILE');
  else if (!SELECTOR.test(selector)) mistakes.push('DKIM_SELECTOR : un nom comme hotline ou mail.2026');
  if (!file) mistakes.push('DKIM_KEY_FILE : à donner avec DKIM_SELECTOR');
  return domain && selector && file ? { domain, selector, keyFile: resolve(file) } : undefined;
}

/** Whether a text names a mail server, with a user and a password, or with neither. */
function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  return (
    /^smtps?:$/.test(protocol) &&
    hostname !== '' &&
    (username === '') === (password === '') &&
    /^\/?$/.test(pathname) &&
    search + hash === '' &&
    [username, password].every(isDecodable)
  );
}

/** A password with a « % » that was not encoded can't be read. */
function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** « hotline@exemple.fr », « La Hotline <hotline@exemple.fr> ». */
function fromOf(text: string): MailConfig['from'] | undefined {
  const match = /^(?:"?([^"<>\p{C}]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))$/u.exec(text);
  const address = match?.[2] ?? match?.[3];
  if (!address || !z.email().safeParse(address).success) return undefined;
  return { name: match?.[1]?.trim() ?? '', address };
}
