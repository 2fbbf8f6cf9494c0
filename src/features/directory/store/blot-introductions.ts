import { REACH_FIELDS } from '#src/company/store/personal-data.ts';
import { blotMails, takeOut, toldAbout } from '#src/conversation/store/blot.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/**
 * What a wish to be put in touch had each side read of the other goes with the wish: who the buyer is and what they
 * need, and how the company is reached.
 * @returns how many messages changed
 */
export async function blotIntroductions(tx: Transaction, wishes: readonly string[]): Promise<number> {
  const told = await toldAbout(tx, wishes);
  let changed = 0;
  for (const id of wishes) {
    const [wish] = await tx.query<{ person_id: string; company_id: string; buyer: string }>(
      'SELECT person_id, company_id, buyer FROM introduction WHERE id = $1',
      [id],
    );
    if (!wish) continue;
    const ofBuyer = Object.values(JSON.parse(wish.buyer) as object).filter(
      (value): value is string => typeof value === 'string',
    );
    const rows = await tx.query<{ shown: string }>(
      `SELECT DISTINCT shown FROM company_field WHERE company_id = $1 AND field IN (${REACH_FIELDS})`,
      [wish.company_id],
    );
    const ofCompany = rows.map(({ shown }) => shown);
    const all = told.get(id) ?? [];
    const isBuyers = ({ personId }: { personId: string | null }) => personId === wish.person_id;
    changed += await takeOut(tx, ofCompany, all.filter(isBuyers));
    changed += await takeOut(
      tx,
      ofBuyer,
      all.filter((one) => !isBuyers(one)),
    );
    await blotMails(tx, [...ofBuyer, ...ofCompany], (mail) => mail.id.includes(id));
  }
  return changed;
}
