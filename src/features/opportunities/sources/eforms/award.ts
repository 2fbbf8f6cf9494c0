import { oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { dayIn } from '#src/features/opportunities/notice/closing.ts';
import type { Award } from '#src/features/opportunities/notice/notice.ts';
import {
  all,
  anywhere,
  attributeOf,
  one,
  rawAt,
  rawText,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import { textIn } from './said-in.ts';

/** No contract was awarded before the forms: « 2000-01-01 » stands for « not told ». */
const FIRST_DAY = '2001-01-01';

/** Who won, and for how much in all (BT-161). Only tenders that a contract settles are winners; others were ranked. */
export function awardIn(root: Tree, organisations: ReadonlyMap<string, Tree>): Award {
  const result = one(anywhere(root, 'NoticeResult'));
  const settled = new Set(
    all(result, 'SettledContract').flatMap((contract) =>
      all(contract, 'LotTender').flatMap((node) => rawAt(node, 'ID') ?? []),
    ),
  );
  const tenders = all(result, 'LotTender').filter((tender) => settled.has(rawAt(tender, 'ID') ?? ''));
  const parties = new Set(
    tenders.flatMap((tender) => all(tender, 'TenderingParty').flatMap((node) => rawAt(node, 'ID') ?? [])),
  );
  const winners = all(result, 'TenderingParty')
    .filter((party) => parties.has(rawAt(party, 'ID') ?? ''))
    .flatMap((party) => all(party, 'Tenderer').flatMap((node) => rawAt(node, 'ID') ?? []))
    .flatMap((id) => textIn(organisations.get(id), 'PartyName', 'Name') ?? []);
  const total = one(result, 'TotalAmount');
  const days = all(result, 'SettledContract').flatMap((contract) => [
    dayIn(rawAt(contract, 'AwardDate')),
    dayIn(rawAt(contract, 'IssueDate')),
  ]);
  return {
    winners: [...new Set(winners)],
    amount: oneAmount('award', rawText(total), attributeOf(total, 'currencyID')),
    on: days.find((day) => day !== undefined && day >= FIRST_DAY),
  };
}
