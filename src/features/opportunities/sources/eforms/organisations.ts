import type { Buyer } from '#src/features/opportunities/notice/notice.ts';
import { placeOf } from '#src/features/opportunities/notice/place.ts';
import { sirenOf } from '#src/features/opportunities/notice/words.ts';
import { all, anywhere, one, rawAt, type Tree } from '#src/features/opportunities/sources/tree.ts';
import { textIn } from './said-in.ts';

/** The organisations that a notice names, by their ids in it: « ORG-0001 ». */
export function organisationsIn(root: Tree): ReadonlyMap<string, Tree> {
  const found = anywhere(root, 'Organizations').flatMap((node) => all(node, 'Organization'));
  const companies = found.flatMap((organisation) => all(organisation, 'Company'));
  // Places of a company that are contacts of their own: « TPO-0001 ».
  const touchPoints = found.flatMap((organisation) => all(organisation, 'TouchPoint'));
  return new Map(
    [...companies, ...touchPoints].flatMap((company): [string, Tree][] => {
      const id = rawAt(company, 'PartyIdentification', 'ID');
      return id === undefined ? [] : [[id, company]];
    }),
  );
}

/** The first of the buyers (BT-500 and on). */
export function buyerIn(root: Tree, organisations: ReadonlyMap<string, Tree>): Buyer | undefined {
  for (const party of all(root, 'ContractingParty', 'Party')) {
    const company = organisations.get(rawAt(party, 'PartyIdentification', 'ID') ?? '') ?? party;
    const name = textIn(company, 'PartyName', 'Name');
    if (name === undefined) continue;
    const address = one(company, 'PostalAddress');
    const place = placeOf({
      nuts: rawAt(address, 'CountrySubentityCode'),
      commune: rawAt(address, 'CityName'),
      postcode: rawAt(address, 'PostalZone'),
      country: rawAt(address, 'Country', 'IdentificationCode'),
    });
    return {
      name,
      ...sirenOf(rawAt(company, 'PartyLegalEntity', 'CompanyID')),
      commune: place?.commune,
      postcode: place?.postcode,
      department: place?.department,
    };
  }
  return undefined;
}
