import { closingIn, dayIn } from '#src/features/opportunities/notice/closing.ts';
import {
  eformsKey,
  folderKey,
  likenessOf,
  ownKey,
  tedNumber,
} from '#src/features/opportunities/notice/keys.ts';
import type {
  Closing,
  Contact,
  Lot,
  NoticeContent,
  NoticeKind,
  Procedure,
  Publication,
  SourceId,
} from '#src/features/opportunities/notice/notice.ts';
import { mailAddress, pageAddress, saidLine, saidText } from '#src/features/opportunities/notice/words.ts';
import { type ReadNotice, refused, understood } from '#src/features/opportunities/sources/source.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import {
  all,
  anywhere,
  attributeOf,
  has,
  lineAt,
  one,
  rawAt,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import { awardIn } from './award.ts';
import { estimateIn, lotsIn } from './lots.ts';
import { buyerIn, organisationsIn } from './organisations.ts';
import { textIn } from './said-in.ts';

/** What the channel that brings a notice knows of it. */
interface Published {
  readonly source: SourceId;
  /** Its number there; the one that the notice itself has, where the channel knows none. */
  readonly reference?: string | undefined;
  readonly publishedOn?: string | undefined;
  readonly url?: string | undefined;
  /** Keys of the notices that the channel says it follows. */
  readonly follows?: readonly string[];
  /** What the channel calls it, where that tells more: a correction, a cancellation. */
  readonly kind?: NoticeKind | undefined;
}

const DOCUMENTS: Readonly<Record<string, NoticeKind>> = {
  ContractNotice: 'initial',
  ContractAwardNotice: 'attribution',
  PriorInformationNotice: 'intention',
};

/**
 * Reads a notice in eForms (Regulation (EU) 2019/1780; UBL 2.3, one of three documents), whether it came as XML from TED or
 * as the JSON that BOAMP makes of it. Numbers « BT-… » are the business terms of the regulation.
 * @param name of the root element
 */
export function readEforms(name: string, root: Tree, published: Published): ReadNotice {
  const documentKind = DOCUMENTS[name];
  const ownNumber = tedNumber(rawAt(one(anywhere(root, 'Publication')), 'NoticePublicationID'));
  const reference = published.reference ?? ownNumber ?? rawAt(root, 'ID');
  if (documentKind === undefined) return refused(reference, refusalTexts.unknownShape(name));
  if (reference === undefined) return refused(undefined, refusalTexts.noReference);
  const content = contentOf(root, documentKind);
  if (content === undefined) return refused(reference, refusalTexts.noTitle);
  if (content.buyer === undefined) return refused(reference, refusalTexts.noBuyer);
  const kind = kindOf(root, documentKind, published.kind);
  const publication: Omit<Publication, 'likeness'> = {
    ...content,
    ...(kind === 'annulation' ? { cancelled: { why: reasonOf(root) } } : {}),
    source: published.source,
    reference,
    kind,
    publishedOn:
      published.publishedOn ??
      dayIn(rawAt(one(anywhere(root, 'Publication')), 'PublicationDate')) ??
      dayIn(rawAt(root, 'IssueDate')),
    url: published.url,
    // A corrected notice tells all of it anew; one that ends a call may tell the least.
    isWhole: kind === 'rectificatif',
    keys: keysOf(root, published, reference, ownNumber),
  };
  return understood({ ...publication, likeness: kind === 'initial' ? likenessOf(content) : [] });
}

function keysOf(
  root: Tree,
  published: Published,
  reference: string,
  ownNumber: string | undefined,
): string[] {
  const changed = anywhere(root, 'ChangedNoticeIdentifier').map((node) => rawAt(node));
  const former = anywhere(root, 'NoticeDocumentReference').map((node) => rawAt(node, 'ID'));
  const linked = [...changed, ...former].flatMap((id) => {
    const number = tedNumber(id);
    return number === undefined ? eformsKey(id) : [ownKey('ted', number)];
  });
  return [
    ...new Set([
      ownKey(published.source, reference),
      ...(ownNumber ? [ownKey('ted', ownNumber)] : []),
      ...eformsKey(rawAt(root, 'ID')),
      ...folderKey(rawAt(root, 'ContractFolderID')),
      ...(published.follows ?? []),
      ...linked,
    ]),
  ];
}

/** Forms 1 to 9 announce, 10 to 24 call, 25 to 40 tell what became of it; a change keeps the form of what it changes. */
function kindOf(root: Tree, byDocument: NoticeKind, byChannel: NoticeKind | undefined): NoticeKind {
  const reasons = all(one(anywhere(root, 'Changes')), 'ChangeReason').map((node) =>
    rawAt(node, 'ReasonCode'),
  );
  if (byChannel === 'annulation' || reasons.includes('cancel')) return 'annulation';
  if (byDocument === 'attribution') return isEndedWithoutWinner(root) ? 'annulation' : 'attribution';
  if (byDocument === 'intention') return 'intention';
  const isChange = anywhere(root, 'ChangedNoticeIdentifier').length > 0;
  return isChange || byChannel === 'rectificatif' ? 'rectificatif' : 'initial';
}

/** Every lot was closed and none has a winner (« sans suite », no offer). */
function isEndedWithoutWinner(root: Tree): boolean {
  const results = anywhere(root, 'LotResult').flatMap((node) => rawAt(node, 'TenderResultCode') ?? []);
  return results.length > 0 && results.every((code) => code === 'clos-nw');
}

function reasonOf(root: Tree): string | undefined {
  const changes = one(anywhere(root, 'Changes'));
  const said = [
    ...all(changes, 'ChangeReason', 'ReasonDescription'),
    ...all(changes, 'Change', 'ChangeDescription'),
    ...anywhere(root, 'DecisionReason').flatMap((node) => all(node, 'ReasonDescription')),
  ];
  const words = saidText(
    said
      .map((node) => rawAt(node))
      .filter(Boolean)
      .join('\n'),
  );
  if (words !== undefined) return words;
  const code = anywhere(root, 'DecisionReason').map((node) => rawAt(node, 'DecisionReasonCode'))[0];
  return code === undefined ? undefined : DECISIONS[code];
}

/** Why a lot has no winner (code list « non-award-justification »). */
const DECISIONS: Readonly<Record<string, string>> = {
  'no-rece': 'Aucune offre n’a été reçue.',
  'all-rej': 'Toutes les offres ont été rejetées.',
  'chan-need': 'Le besoin a changé.',
  'ins-fund': 'Les crédits ne suffisent pas.',
  'no-signed': 'Le contrat n’a pas été signé.',
  'one-admis': 'Une seule offre était recevable.',
  'rev-body': 'Une décision de justice y a mis fin.',
  'rev-buyer': 'L’acheteur a retiré sa décision après un recours.',
};

/** What is understood of the call; undefined when it does not say what is bought. */
function contentOf(root: Tree, documentKind: NoticeKind): NoticeContent | undefined {
  const project = one(root, 'ProcurementProject');
  const title =
    textIn(project, 'Name') ?? textIn(one(root, 'ProcurementProjectLot', 'ProcurementProject'), 'Name');
  if (title === undefined) return undefined;
  const organisations = organisationsIn(root);
  const lots = lotsIn(root, title);
  const closings = lots.map(({ id }) => closingOfLot(root, id));
  const closing = firstOf(closings);
  const isDivided = new Set(closings.map((one) => one?.at)).size > 1;
  const terms = all(root, 'ProcurementProjectLot', 'TenderingTerms');
  const framework = all(root, 'ProcurementProjectLot', 'TenderingProcess', 'ContractingSystem').flatMap(
    (system) => listNamed(one(system, 'ContractingSystemTypeCode'), 'framework-agreement'),
  );
  return {
    title,
    description: descriptionIn(project),
    buyer: buyerIn(root, organisations),
    lots: isDivided ? lots.map((lot, at): Lot => ({ ...lot, closing: closings[at] })) : lots,
    procedure: procedureOf(root),
    isFramework: framework.length === 0 ? undefined : framework.some((code) => code !== 'none'),
    amount: estimateIn(project),
    closing: documentKind === 'attribution' ? undefined : closing,
    documentsUrl: documentsIn(terms),
    depositUrl: pageAddress(firstText(terms, 'TenderRecipientParty', 'EndpointID')),
    contact: contactIn(root, organisations),
    buyerReference: saidLine(rawAt(project, 'ID')),
    award: documentKind === 'attribution' ? awardIn(root, organisations) : undefined,
    correction: correctionIn(root),
  };
}

const descriptionIn = (project: Tree | undefined): string | undefined =>
  saidText(textsIn(project, 'Description'));

const textsIn = (tree: Tree | undefined, name: string): string | undefined =>
  rawAt(inFrench(all(tree, name)));

/** The French wording of a text that is told in several languages. */
const inFrench = (texts: readonly Tree[]): Tree | undefined =>
  texts.find((text) => attributeOf(text, 'languageID') === 'FRA') ?? texts[0];

const firstText = (trees: readonly Tree[], ...path: readonly string[]): string | undefined =>
  trees.map((tree) => rawAt(tree, ...path)).find((text) => text !== undefined);

function correctionIn(root: Tree): string | undefined {
  const changes = one(anywhere(root, 'Changes'));
  const said = [
    ...all(changes, 'Change', 'ChangeDescription'),
    ...all(changes, 'ChangeReason', 'ReasonDescription'),
  ];
  return saidText(said.flatMap((node) => rawAt(node) ?? []).join('\n'));
}

function documentsIn(terms: readonly Tree[]): string | undefined {
  const references = terms.flatMap((tree) => all(tree, 'CallForTendersDocumentReference'));
  const addresses = references.flatMap((reference) => [
    rawAt(reference, 'Attachment', 'ExternalReference', 'URI'),
    rawAt(reference, 'ID'),
  ]);
  return addresses.map((text) => pageAddress(text)).find((address) => address !== undefined);
}

/** Whom to ask (BT-… of the buyer, or of who gives more information). */
function contactIn(root: Tree, organisations: ReadonlyMap<string, Tree>): Contact | undefined {
  const asked = all(root, 'ProcurementProjectLot', 'TenderingTerms', 'AdditionalInformationParty');
  const buyers = all(root, 'ContractingParty', 'Party');
  for (const party of [...asked, ...buyers]) {
    const company = organisations.get(rawAt(party, 'PartyIdentification', 'ID') ?? '');
    const contact = one(company, 'Contact');
    const found: Contact = {
      name: saidLine(rawAt(contact, 'Name')),
      mail: mailAddress(rawAt(contact, 'ElectronicMail')),
      phone: saidLine(rawAt(contact, 'Telephone'), 40),
    };
    if (found.mail ?? found.phone) return found;
  }
  return undefined;
}

/** When offers of a lot are due (BT-131), or requests to take part (BT-1311). */
function closingOfLot(root: Tree, id: string): Closing | undefined {
  const lots = all(root, 'ProcurementProjectLot');
  const lot = lots.find((tree) => rawAt(tree, 'ID') === id) ?? lots[0];
  const process = one(lot, 'TenderingProcess');
  const offers = one(process, 'TenderSubmissionDeadlinePeriod');
  const requests = one(process, 'ParticipationRequestReceptionPeriod');
  const isAsked = has(requests, 'EndDate');
  const [period, stage] = isAsked ? [requests, 'requests' as const] : [offers, 'offers' as const];
  return closingIn(rawAt(period, 'EndDate'), rawAt(period, 'EndTime'), stage);
}

const firstOf = (closings: readonly (Closing | undefined)[]): Closing | undefined =>
  closings.filter((closing) => closing !== undefined).toSorted((one, other) => one.at - other.at)[0];

const PROCEDURES: Readonly<Record<string, Procedure>> = {
  open: 'open',
  restricted: 'restricted',
  'neg-w-call': 'negotiated',
  'neg-wo-call': 'none',
  'comp-dial': 'dialogue',
  'comp-tend': 'dialogue',
  innovation: 'innovation',
  'oth-single': 'other',
  'oth-mult': 'other',
};

/** BT-105; a design contest (forms 23 and 24) is one whatever its procedure. */
function procedureOf(root: Tree): Procedure | undefined {
  const form = rawAt(one(anywhere(root, 'NoticeSubType')), 'SubTypeCode');
  if (form === '23' || form === '24' || rawAt(root, 'NoticeTypeCode') === 'cn-desg') return 'contest';
  return PROCEDURES[lineAt(root, 'TenderingProcess', 'ProcedureCode') ?? ''];
}

/** The code of an element of a given list; the list may be left out. */
const listNamed = (tree: Tree | undefined, list: string): string[] => {
  const code = rawAt(tree);
  return code !== undefined && (attributeOf(tree, 'listName') ?? list) === list ? [code] : [];
};
