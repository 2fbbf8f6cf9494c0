import {
  lockAsk,
  type PartnerAsk,
  waitingAsks,
  waitingOfPerson,
} from '#src/features/opportunities/store/partners.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { endAsk } from './tell.ts';

interface Parts {
  readonly mailIsOn: boolean;
  readonly now: number;
}

/** A company is there no more, or is shown no more: what it asked is withdrawn, and who waits for its answer hears it. */
export async function endPartners(tx: Transaction, companyId: string, parts: Parts): Promise<number> {
  const waiting = await waitingAsks(tx, { companyId });
  for (const ask of waiting) await end(tx, ask, ask.fromCompany === companyId ? 'cancel' : 'leave', parts);
  return waiting.length;
}

/** It is proposed no more as a partner: who waits for its answer hears it; what it asked itself goes on. */
export async function endProposed(tx: Transaction, companyId: string, parts: Parts): Promise<number> {
  const waiting = (await waitingAsks(tx, { companyId })).filter(({ toCompany }) => toCompany === companyId);
  for (const ask of waiting) await end(tx, ask, 'leave', parts);
  return waiting.length;
}

/** Withdraws what a person who goes asked. */
export async function callOffPartners(tx: Transaction, personId: string, parts: Parts): Promise<void> {
  for (const ask of await waitingOfPerson(tx, personId)) await end(tx, ask, 'cancel', parts);
}

async function end(
  tx: Transaction,
  { id }: PartnerAsk,
  event: 'cancel' | 'leave',
  { mailIsOn, now }: Parts,
): Promise<void> {
  const ask = await lockAsk(tx, id);
  if (ask) await endAsk(tx, ask, event, { mailIsOn }, { now });
}
