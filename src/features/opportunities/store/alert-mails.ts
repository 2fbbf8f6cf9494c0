import { createHash } from 'node:crypto';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { type Alert, IS_ON } from './alerts.ts';

/** Whose mails, of the alerts of which company. */
export type Mailed = Pick<Alert, 'companyId' | 'personId'>;

/** The agreement that these mails stand on; as its name says, it goes with the address. */
export const ALERT_MAILS_CONSENT = 'alerts-by-mail';

/**
 * Where the mails of somebody's alerts stand: `never` asked for; `wanted`, once an address is confirmed; `on`; `off`, since
 * they stopped them; `refused`, no mail arrives at their address; `moved`, they have another address than when they agreed,
 * or none, or the one that they had forgotten and confirmed again.
 */
export type MailState = 'never' | 'wanted' | 'on' | 'off' | 'refused' | 'moved';

/** The mails of somebody's alerts. */
export interface AlertMail {
  readonly state: MailState;
  /** Their confirmed address, of which nothing says that it was agreed to but `on`. */
  readonly address: string | undefined;
  /** Whether what became of it is known where they speak. */
  readonly isTold: boolean;
  /** When it became so, in epoch milliseconds; absent where they never asked. */
  readonly since?: number | undefined;
}

/** An address that was agreed to, so that it can be recognised and not read. It holds whatever the case of its letters. */
const digestFor = (companyId: string, address: string): string =>
  createHash('sha256').update(`${companyId}\n${address.toLowerCase()}`).digest('hex');

const NEVER = { state: 'never', isTold: true } as const;

/** Where the mails of somebody's alerts stand. */
export async function alertMailOf(db: Queryable, { companyId, personId }: Mailed): Promise<AlertMail> {
  const [contact] = await db.query<{ value: string; confirmed_at: number }>(
    "SELECT value, confirmed_at FROM contact WHERE person_id = $1 AND kind = 'email'",
    [personId],
  );
  const address = contact?.value;
  const [row] = await db.query<Readonly<Record<string, SqlValue>>>(
    `SELECT state, address_digest, is_told, changed_at, (SELECT MAX(consent.at) FROM consent
       WHERE consent.person_id = alert_mail.person_id AND consent.purpose = '${ALERT_MAILS_CONSENT}'
         AND consent.given = 0 AND consent.at > alert_mail.changed_at) AS withdrawn_at
     FROM alert_mail WHERE company_id = $1 AND person_id = $2`,
    [companyId, personId],
  );
  if (!row) return { ...NEVER, address };
  const kept = row.state as Exclude<MailState, 'never' | 'moved'>;
  const told = { address, isTold: Number(row.is_told) === 1, since: Number(row.changed_at) };
  if (kept === 'off') return { state: kept, ...told };
  if (row.withdrawn_at !== null) {
    // An address that is forgotten takes the agreement with it: it is asked for anew, at the same address too.
    const isKept = contact !== undefined && Number(contact.confirmed_at) <= Number(row.withdrawn_at);
    return { state: isKept ? 'off' : 'moved', ...told };
  }
  if (kept === 'wanted') return { state: kept, ...told };
  const isSame = address !== undefined && digestFor(companyId, address) === row.address_digest;
  return { state: isSame ? kept : 'moved', ...told };
}

/** Notes that somebody wants these mails, or that they go to an address from now on, or that they no longer do. */
export async function setAlertMail(
  tx: Transaction,
  { companyId, personId }: Mailed,
  mail: {
    readonly state: 'wanted' | 'on' | 'off' | 'refused';
    /** The address that is agreed to; that of before where none is given. */
    readonly address?: string | undefined;
    readonly isTold: boolean;
    readonly now: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO alert_mail (company_id, person_id, state, address_digest, changed_at, is_told)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, person_id) DO UPDATE SET state = excluded.state,
       address_digest = COALESCE(excluded.address_digest, alert_mail.address_digest),
       changed_at = excluded.changed_at, is_told = excluded.is_told`,
    [
      companyId,
      personId,
      mail.state,
      mail.address === undefined ? null : digestFor(companyId, mail.address),
      mail.now,
      mail.isTold ? 1 : 0,
    ],
  );
}

/** Notes that the conversation said what became of these mails. */
export async function noteMailTold(tx: Transaction, { companyId, personId }: Mailed): Promise<void> {
  await tx.query('UPDATE alert_mail SET is_told = 1 WHERE company_id = $1 AND person_id = $2', [
    companyId,
    personId,
  ]);
}

/** The channel on which the alerts of a company are told. */
export async function channelOfAlert(db: Queryable, companyId: string): Promise<string | undefined> {
  const [row] = await db.query<{ channel: string }>(
    `SELECT conversation.channel FROM alert JOIN conversation ON conversation.id = alert.conversation_id
     WHERE alert.company_id = $1`,
    [companyId],
  );
  return row?.channel;
}

/** Keeps the digests of what a mail's link says, and of what a report of it carries back. */
export async function addMailToken(
  tx: Transaction,
  { companyId, personId }: Mailed,
  {
    digests,
    now,
  }: { readonly digests: { readonly link: string; readonly returned: string }; readonly now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO alert_mail_token (digest, company_id, person_id, made_at, return_digest)
     VALUES ($1, $2, $3, $4, $5)`,
    [digests.link, companyId, personId, now, digests.returned],
  );
}

/** Whose mails a link stops; undefined for one that we did not send, or whose people went. */
export async function mailedBehind(db: Queryable, digest: string): Promise<Mailed | undefined> {
  const [row] = await db.query<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM alert_mail_token WHERE digest = $1',
    [digest],
  );
  return row && { companyId: row.company_id, personId: row.person_id };
}

/** A mail that was sent. */
export interface SentMail extends Mailed {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The mail that a report is about, by what it carries back; undefined where we sent none of them, or its people went. */
export async function mailSent(
  db: Queryable,
  { returns, links }: { readonly returns: readonly string[]; readonly links: readonly string[] },
): Promise<SentMail | undefined> {
  for (const [column, digests] of [
    ['return_digest', returns],
    ['digest', links],
  ] as const)
    for (const digest of digests) {
      const [row] = await db.query<{ company_id: string; person_id: string; made_at: number }>(
        `SELECT company_id, person_id, made_at FROM alert_mail_token WHERE ${column} = $1`,
        [digest],
      );
      if (row) return { companyId: row.company_id, personId: row.person_id, at: Number(row.made_at) };
    }
  return undefined;
}

/**
 * Two persons become one: their mails, and the links that stop them, go along. Of the mails of one company, those of who
 * has its alerts stand: it is asked before these go along.
 */
export async function moveAlertMails(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query(
    `INSERT INTO alert_mail (company_id, person_id, state, address_digest, changed_at, is_told)
     SELECT company_id, $2, state, address_digest, changed_at, is_told FROM alert_mail WHERE person_id = $1
     ON CONFLICT (company_id, person_id) DO UPDATE SET state = excluded.state,
       address_digest = excluded.address_digest, changed_at = excluded.changed_at, is_told = excluded.is_told
       WHERE EXISTS (SELECT 1 FROM alert WHERE alert.company_id = excluded.company_id AND alert.person_id = $1)`,
    [from, into],
  );
  await tx.query('DELETE FROM alert_mail WHERE person_id = $1', [from]);
  await tx.query('UPDATE alert_mail_token SET person_id = $2 WHERE person_id = $1', [from, into]);
}

/** Companies whose alerts are on, and whose mails are refused by their address. */
export async function countRefusedMails(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM alert_mail JOIN alert ON alert.company_id = alert_mail.company_id
       AND alert.person_id = alert_mail.person_id WHERE alert_mail.state = 'refused' AND ${IS_ON}`,
  );
  return Number(row?.count ?? 0);
}
