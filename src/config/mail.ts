import { z } from 'zod';

/** The server that takes the mails, and whom they are from. */
export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…`; never repeated in an error or a log. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
}

export const MAIL_VARIABLES = ['SMTP_URL', 'MAIL_FROM'] as const;
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
  if (!url && !shown) return undefined;
  const from = shown ? fromOf(shown) : undefined;
  if (!url) mistakes.push('SMTP_URL : à donner avec MAIL_FROM');
  else if (!isSmtpUrl(url)) mistakes.push(`SMTP_URL : ${SMTP_ADDRESS}`);
  if (!shown) mistakes.push('MAIL_FROM : à donner avec SMTP_URL');
  else if (!from) mistakes.push(`MAIL_FROM : ${FROM}`);
  return url && from ? { url, from } : undefined;
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
