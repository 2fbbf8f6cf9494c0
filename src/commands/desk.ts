import { hostname } from 'node:os';
import { openDatabase } from '#src/platform/database/open.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { makeEntryLink } from '#src/platform/web/sign-in/entry-link.ts';
import { findLocalAddress } from '#src/platform/web/sign-in/store/entry-links.ts';
import { findMembers, revokeSessions } from '#src/platform/web/sign-in/store/sessions.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import { operator } from './operator.ts';
import { readOptions } from './options.ts';
import { deskTexts } from './texts-desk.ts';
import { operatorTexts } from './texts-status.ts';

const ANSWERS_WITHIN_MS = 3_000;

/** `desk link`: a fresh one-time link to the desk of the server that runs on this machine, on the same store. */
export async function deskLinkCommand(args: readonly string[]): Promise<number> {
  const { config } = readOptions(args);
  if (config.signIn.oidc) throw new HotlineError('input', deskTexts.hasProvider);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const address = await findLocalAddress(db, hostname());
    if (address === undefined || !(await answers(address)))
      throw new HotlineError('unavailable', deskTexts.noServer);
    process.stdout.write(`${await makeEntryLink(db, { address, by: operator(), now: Date.now() })}\n`);
    return 0;
  } finally {
    await db.close();
  }
}

/** `desk revoke NAME`: ends all the sessions of an expert or a member of the staff, open pages included. */
export async function deskRevokeCommand(args: readonly string[]): Promise<number> {
  const { config, words } = readOptions(args);
  const name = words.join(' ');
  if (name.trim() === '') throw new HotlineError('input', operatorTexts.revokeUse);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const found = await findMembers(db, name);
    const [member, ...others] = found;
    if (!member) throw new HotlineError('input', operatorTexts.nobody(name));
    if (others.length > 0)
      throw new HotlineError(
        'input',
        [operatorTexts.several(name), ...found.map(operatorTexts.member)].join('\n'),
      );
    const now = Date.now();
    const ended = await db.tx(async (tx) => {
      const on = { kind: 'account', id: member.id } as const;
      await addTrace(tx, { by: operator(), act: 'sessions_revoked', on, now });
      return revokeSessions(tx, member.id, now);
    });
    process.stdout.write(`${operatorTexts.revoked(member.name ?? member.email ?? member.id, ended)}\n`);
    if (config.signIn.oidc) process.stdout.write(`${operatorTexts.revokedNext}\n`);
    return 0;
  } finally {
    await db.close();
  }
}

/** Whether a hotline answers at an address. */
async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).then(
    (response) => response.ok,
    () => false,
  );
}
