import { createHash } from 'node:crypto';
import { amountOf, likelyAmount } from '#src/features/opportunities/notice/amount.ts';
import { closingIn } from '#src/features/opportunities/notice/closing.ts';
import { likenessOf, ownKey } from '#src/features/opportunities/notice/keys.ts';
import type {
  Amount,
  Closing,
  Nature,
  NoticeContent,
  OpportunityKind,
  Place,
  Publication,
  PublisherKind,
  ReservedFor,
} from '#src/features/opportunities/notice/notice.ts';
import { departmentCode, distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { reservedSaid, reservedTo } from '#src/features/opportunities/notice/reserved.ts';
import { mailAddress, pageAddress, saidLine, saidText } from '#src/features/opportunities/notice/words.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';
import { DEPARTMENTS, plainPlace } from '#src/reference/french-places.ts';

/** What staff fill in, in a page or a line of a table, as they wrote it. Only a title, a kind and who publishes it are needed. */
export interface WrittenFields {
  /** Its own number, where it has one: a table that is dropped again corrects what it brought. */
  readonly reference?: string | undefined;
  readonly title?: string | undefined;
  readonly kind?: string | undefined;
  readonly publisher?: string | undefined;
  readonly publisherKind?: string | undefined;
  readonly description?: string | undefined;
  /** Whoever buys, where it is not who publishes. */
  readonly buyer?: string | undefined;
  readonly nature?: string | undefined;
  /** Codes apart by « | », « , » or « ; ». */
  readonly cpv?: string | undefined;
  /** Codes apart in the same way, or « France ». */
  readonly departments?: string | undefined;
  readonly commune?: string | undefined;
  readonly low?: string | undefined;
  readonly high?: string | undefined;
  /** « 30/11/2026 » or « 2026-11-30 » */
  readonly closingDay?: string | undefined;
  /** « 12:00 » or « 12h » */
  readonly closingTime?: string | undefined;
  readonly reserved?: string | undefined;
  readonly clauses?: string | undefined;
  readonly url?: string | undefined;
  readonly contact?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
}

/** Something to correct in what staff wrote, and where. */
export interface WrittenMistake {
  readonly field: keyof WrittenFields;
  /** In French. */
  readonly message: string;
}

/** What staff wrote, understood; or all that is to be corrected. */
export type ReadWritten =
  | { readonly ok: true; readonly publication: Publication }
  | { readonly ok: false; readonly mistakes: readonly WrittenMistake[] };

/** Kinds as staff say them, the most telling words first. */
const KINDS: readonly (readonly [RegExp, OpportunityKind, string])[] = [
  [/interet|\bami\b/, 'call-for-interest', 'appel à manifestation d’intérêt'],
  [/appels? a projets?|\baap\b/, 'call-for-projects', 'appel à projets'],
  [/grand projet|investissement/, 'large-investment', 'grand projet d’investissement'],
  [/convention|rencontre|salon/, 'business-convention', 'convention d’affaires'],
  [/prive|sous traitance/, 'private-contract', 'contrat privé'],
  [/public/, 'public-contract', 'marché public'],
  [/autre/, 'other', 'autre'],
];
const PUBLISHERS: readonly (readonly [RegExp, PublisherKind])[] = [
  [/\bcci\b|commerce et d industrie/, 'cci'],
  [/\bcma\b|metiers et de l artisanat/, 'cma'],
  [/\bcress\b|economie sociale/, 'cress'],
  [/donneur/, 'principal'],
  [/region|departement|mairie|ville|commune|agglomeration|metropole|collectivite/, 'local-authority'],
  [/\betat\b|prefecture|ministere/, 'state'],
  [/fabrique|canaux/, 'fabrique'],
];
const NATURES: readonly (readonly [RegExp, Nature])[] = [
  [/travaux/, 'works'],
  [/fourniture/, 'supplies'],
  [/service|prestation/, 'services'],
];
/** In a column of its own, short words are enough. */
const RESERVED: readonly (readonly [RegExp, ReservedFor])[] = [
  [/\bea\b|\besat\b|handicap|adaptee/, 'adapted'],
  [/insertion|\bsiae\b|\b(?:ei|aci|etti|ai)\b/, 'insertion'],
  [/\bess\b|solidaire/, 'ess'],
];

const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[|,;]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Reads an opportunity that staff wrote, with all its mistakes at once. */
export function readWritten(fields: WrittenFields): ReadWritten {
  const mistakes: WrittenMistake[] = [];
  const title = needed(fields, 'title', 'Titre', mistakes);
  const kind = kindIn(fields, mistakes);
  const publisher = needed(fields, 'publisher', 'Publié par', mistakes);
  const cpv = cpvIn(fields.cpv, mistakes);
  const places = placesIn(fields, mistakes);
  const amount = amountIn(fields, mistakes);
  const closing = closingOf(fields, mistakes);
  const reserved = reservedIn(fields.reserved, mistakes);
  const url = addressIn(fields.url, mistakes);
  const contact = contactIn(fields, mistakes);
  if (mistakes.length > 0 || title === undefined || publisher === undefined || kind === undefined)
    return { ok: false, mistakes };
  const clauses = clausesIn(fields.clauses);
  const reference = saidLine(fields.reference, 80) ?? digestOf(publisher, title, closing?.day);
  const description = saidText(fields.description);
  const content = {
    title,
    description,
    buyer: { name: saidLine(fields.buyer) ?? publisher },
    lots: [
      {
        id: '-',
        title,
        description,
        natures: naturesIn(fields.nature),
        cpv,
        places,
        amount,
        reserved,
        clauses,
      },
    ],
    amount,
    closing,
    clauses,
    documentsUrl: url,
    contact,
    written: { kind, publisher, publisherKind: publisherIn(fields.publisherKind, publisher) },
  };
  return {
    ok: true,
    publication: {
      ...content,
      source: 'written',
      reference,
      kind: 'written',
      url,
      isWhole: true,
      keys: [ownKey('written', reference)],
      likeness: likenessOf(content),
    },
  };
}

function needed(
  fields: WrittenFields,
  field: keyof WrittenFields,
  column: string,
  mistakes: WrittenMistake[],
): string | undefined {
  const said = saidLine(fields[field]);
  if (said === undefined) mistakes.push({ field, message: refusalTexts.missing(column) });
  return said;
}

function kindIn(fields: WrittenFields, mistakes: WrittenMistake[]): OpportunityKind | undefined {
  const said = needed(fields, 'kind', 'Type', mistakes);
  if (said === undefined) return undefined;
  const known = KINDS.find(([pattern, kind]) => pattern.test(plain(said)) || said === kind);
  const names = KINDS.map(([, , name]) => name).join(', ');
  if (!known) mistakes.push({ field: 'kind', message: refusalTexts.badKind(said, names) });
  return known?.[1];
}

const publisherIn = (text: string | undefined, name: string): PublisherKind =>
  // « Autre » is an answer too: the name says nothing more.
  (text === 'other' ? [] : [text, name]).flatMap(
    (said) =>
      PUBLISHERS.find(([pattern, kind]) => pattern.test(plain(said ?? '')) || said === kind)?.[1] ?? [],
  )[0] ?? 'other';

/** « 30/11/2026 » → « 2026-11-30 » */
const isoDay = (text: string): string => {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  return year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
};

function closingOf(
  { closingDay, closingTime }: WrittenFields,
  mistakes: WrittenMistake[],
): Closing | undefined {
  const day = saidLine(closingDay);
  const time = saidLine(closingTime);
  if (day === undefined) {
    if (time !== undefined) mistakes.push({ field: 'closingDay', message: refusalTexts.hourAlone(time) });
    return undefined;
  }
  const [, hour, minute] = /^(\d{1,2}) ?(?:h|:) ?(\d{2})?$/i.exec(time ?? '') ?? [];
  if (time !== undefined && (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59))
    mistakes.push({ field: 'closingTime', message: refusalTexts.badHour(time) });
  const closing = closingIn(
    isoDay(day),
    hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute ?? '00'}`,
  );
  if (closing === undefined)
    mistakes.push({ field: 'closingDay', message: refusalTexts.badDate('Date limite', day) });
  return closing;
}

function amountIn(fields: WrittenFields, mistakes: WrittenMistake[]): Amount | undefined {
  const [least, most] = (['low', 'high'] as const).map((field) => {
    const said = saidLine(fields[field])
      ?.replace(/(?:€|euros?)(?: ?ht)?$/i, '')
      .trim();
    if (said !== undefined && likelyAmount(said) === undefined)
      mistakes.push({ field, message: refusalTexts.badAmount(said) });
    return said;
  });
  if ((likelyAmount(least) ?? 0) > (likelyAmount(most) ?? Number.POSITIVE_INFINITY))
    mistakes.push({ field: 'high', message: refusalTexts.amountsCrossed });
  return amountOf(least === most ? 'estimate' : 'bracket', { low: least, high: most });
}

function cpvIn(text: string | undefined, mistakes: WrittenMistake[]): string[] {
  return listIn(text).flatMap((code) => {
    const known = cpvCodeIn(code);
    if (known === undefined) mistakes.push({ field: 'cpv', message: refusalTexts.badCpv(code) });
    return known ?? [];
  });
}

function placesIn({ departments, commune }: WrittenFields, mistakes: WrittenMistake[]): Place[] {
  const written = listIn(departments);
  if (written.some((one) => /^(?:toute la )?france$/i.test(one)))
    return distinctPlaces([placeOf({ nuts: 'FR' })]);
  const codes = [...new Set(written.flatMap((said) => departmentsSaid(said, mistakes)))];
  const [only] = codes;
  if (codes.length === 1) return distinctPlaces([placeOf({ department: only, commune })]);
  return distinctPlaces([...codes.map((department) => placeOf({ department })), placeOf({ commune })]);
}

/** « 59 », « Nord », or all those of « Hauts-de-France ». */
function departmentsSaid(said: string, mistakes: WrittenMistake[]): string[] {
  const code = departmentCode(said);
  if (code !== undefined) return [code];
  const name = plainPlace(said);
  const named = DEPARTMENTS.filter((one) => plainPlace(one.name) === name || plainPlace(one.region) === name);
  if (named.length === 0) mistakes.push({ field: 'departments', message: refusalTexts.badDepartment(said) });
  // « La Réunion » names both: it is one all the same.
  return named.map((one) => one.code);
}

function addressIn(text: string | undefined, mistakes: WrittenMistake[]): string | undefined {
  const said = saidLine(text, 2_000);
  const url = pageAddress(said);
  if (said !== undefined && url === undefined)
    mistakes.push({ field: 'url', message: refusalTexts.badAddress(said) });
  return url;
}

/** What is reserved to nobody who is known would be told to all: it is asked again. */
function reservedIn(
  text: string | undefined,
  mistakes: WrittenMistake[],
): { for: readonly ReservedFor[] } | undefined {
  const said = saidLine(text);
  if (said === undefined) return undefined;
  const words = plain(said);
  const named = RESERVED.flatMap(([pattern, whom]) => (pattern.test(words) ? [whom] : []));
  const whom = [...new Set([...reservedTo(said), ...named])];
  const read = reservedSaid(said) ?? (whom.length > 0 ? { for: whom } : undefined);
  if (read === undefined) mistakes.push({ field: 'reserved', message: refusalTexts.badReserved(said) });
  return read;
}

function clausesIn(text: string | undefined) {
  const said = plain(text ?? '');
  const told = [
    ...(/social|insertion|handicap/.test(said) ? (['social'] as const) : []),
    ...(/environnement|ecolog/.test(said) ? (['environmental'] as const) : []),
  ];
  return told.length > 0 ? told : undefined;
}

function contactIn({ contact, mail, phone }: WrittenFields, mistakes: WrittenMistake[]) {
  const said = saidLine(mail, 200);
  const address = mailAddress(said);
  if (said !== undefined && address === undefined)
    mistakes.push({ field: 'mail', message: refusalTexts.badMail(said) });
  const told = { name: saidLine(contact, 120), mail: address, phone: saidLine(phone, 40) };
  return Object.values(told).some((value) => value !== undefined) ? told : undefined;
}

const naturesIn = (text: string | undefined): Nature[] =>
  NATURES.flatMap(([pattern, nature]) => (pattern.test(plain(text ?? '')) ? [nature] : []));

/** The same as long as who publishes it, the title and the day are. */
const digestOf = (...parts: readonly (string | undefined)[]): string =>
  createHash('sha256')
    .update(JSON.stringify(parts.map((part) => plain(part ?? ''))))
    .digest('hex')
    .slice(0, 16);

/** Columns of a table that staff drop, under the names that they go by; the first one is in the model. */
export const WRITTEN_COLUMNS: Readonly<Record<keyof WrittenFields, readonly string[]>> = {
  reference: ['reference', 'numero', 'identifiant'],
  title: ['titre', 'objet', 'intitule'],
  kind: ['type', 'nature de l opportunite', 'type d opportunite'],
  publisher: ['publie par', 'publicateur', 'emetteur', 'organisme'],
  publisherKind: ['qualite', 'type d organisme'],
  description: ['description', 'presentation'],
  buyer: ['acheteur', 'donneur d ordres'],
  nature: ['nature', 'categorie'],
  cpv: ['cpv', 'code cpv', 'codes cpv'],
  departments: ['departements', 'departement', 'departement s'],
  commune: ['commune', 'ville', 'lieu'],
  low: ['montant minimum', 'montant min', 'montant'],
  high: ['montant maximum', 'montant max', 'montant'],
  closingDay: ['date limite', 'cloture', 'date de cloture', 'date'],
  closingTime: ['heure limite', 'heure'],
  reserved: ['reserve', 'reserve a', 'marche reserve'],
  clauses: ['clauses', 'considerations'],
  url: ['lien', 'adresse', 'url', 'page'],
  contact: ['contact', 'nom du contact'],
  mail: ['mail', 'courriel', 'email', 'e mail'],
  phone: ['telephone', 'tel'],
};

/** Whether columns, by their plain names, are those of a table of opportunities. */
export const isWrittenTable = (columns: readonly string[]): boolean =>
  WRITTEN_COLUMNS.title.some((column) => columns.includes(column)) && columns.includes('type');

/** The fields of a line, by the plain names of its columns. */
export const writtenFieldsOf = (cells: Readonly<Record<string, string>>): WrittenFields =>
  Object.fromEntries(
    Object.entries(WRITTEN_COLUMNS).map(([field, names]) => [
      field,
      names.map((name) => cells[name]).find(Boolean),
    ]),
  );

/** What each reservation, nature and clause is written as, so that it reads back. */
const RESERVED_WORDS: Readonly<Record<ReservedFor, string>> = {
  adapted: 'entreprises adaptées et ESAT',
  insertion: 'structures d’insertion',
  ess: 'économie sociale et solidaire',
};
const NATURE_WORDS: Readonly<Record<Nature, string>> = {
  works: 'travaux',
  supplies: 'fournitures',
  services: 'services',
};
const CLAUSE_WORDS = { social: 'sociale', environmental: 'environnementale' } as const;

/** What was understood, as staff would write it: read again, it says the same. */
export function writtenFieldsFrom(content: NoticeContent, reference: string): WrittenFields {
  const { title, description, buyer, written, contact, documentsUrl } = content;
  const { lots, closing, clauses } = content;
  const [lot] = lots;
  const { low, high } = lot?.amount ?? content.amount ?? {};
  return {
    reference,
    title,
    kind: written?.kind,
    publisher: written?.publisher,
    publisherKind: written?.publisherKind,
    description,
    buyer: buyer?.name === written?.publisher ? undefined : buyer?.name,
    nature: lot?.natures.map((one) => NATURE_WORDS[one]).join(', '),
    cpv: lot?.cpv.join(', '),
    departments: lot?.places.flatMap(departmentWords).join(', '),
    commune: lot?.places.find(({ commune }) => commune !== undefined)?.commune,
    low: low?.toString(),
    high: high?.toString(),
    closingDay: closing?.day,
    closingTime: closing?.time,
    reserved: lot?.reserved?.for.map((one) => RESERVED_WORDS[one]).join(', '),
    clauses: (lot?.clauses ?? clauses)?.map((one) => CLAUSE_WORDS[one]).join(', '),
    url: documentsUrl,
    contact: contact?.name,
    mail: contact?.mail,
    phone: contact?.phone,
  };
}

const departmentWords = ({ department, nuts }: Place): string[] =>
  department === undefined ? (nuts === 'FR' ? ['France'] : []) : [department];
