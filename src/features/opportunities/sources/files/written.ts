import { createHash } from 'node:crypto';
import { amountOf, likelyAmount } from '#src/features/opportunities/notice/amount.ts';
import { closingIn } from '#src/features/opportunities/notice/closing.ts';
import { likenessOf, ownKey } from '#src/features/opportunities/notice/keys.ts';
import type {
  Amount,
  Closing,
  Nature,
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

/** What staff wrote, understood; or all that is to be corrected, in French. */
export type ReadWritten =
  | { readonly ok: true; readonly publication: Publication }
  | { readonly ok: false; readonly errors: readonly string[] };

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
  const errors: string[] = [];
  const title = needed(fields.title, 'Titre', errors);
  const publisher = needed(fields.publisher, 'Publié par', errors);
  const kind = kindIn(fields.kind, errors);
  const closing = closingOf(fields, errors);
  const amount = amountIn(fields, errors);
  const cpv = cpvIn(fields.cpv, errors);
  const places = placesIn(fields, errors);
  const url = addressIn(fields.url, errors);
  if (errors.length > 0 || title === undefined || publisher === undefined || kind === undefined)
    return { ok: false, errors };
  const reserved = reservedIn(fields.reserved);
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
    contact: contactIn(fields),
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

function needed(text: string | undefined, column: string, errors: string[]): string | undefined {
  const said = saidLine(text);
  if (said === undefined) errors.push(refusalTexts.missing(column));
  return said;
}

function kindIn(text: string | undefined, errors: string[]): OpportunityKind | undefined {
  const said = needed(text, 'Type', errors);
  if (said === undefined) return undefined;
  const known = KINDS.find(([pattern, kind]) => pattern.test(plain(said)) || said === kind);
  if (!known) errors.push(refusalTexts.badKind(said, KINDS.map(([, , name]) => name).join(', ')));
  return known?.[1];
}

const publisherIn = (text: string | undefined, name: string): PublisherKind =>
  [text, name].flatMap(
    (said) =>
      PUBLISHERS.find(([pattern, kind]) => pattern.test(plain(said ?? '')) || said === kind)?.[1] ?? [],
  )[0] ?? 'other';

/** « 30/11/2026 » → « 2026-11-30 » */
const isoDay = (text: string): string => {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  return year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
};

function closingOf({ closingDay, closingTime }: WrittenFields, errors: string[]): Closing | undefined {
  const day = saidLine(closingDay);
  const time = saidLine(closingTime);
  if (day === undefined) return undefined;
  const [, hour, minute] = /^(\d{1,2}) ?(?:h|:) ?(\d{2})?$/i.exec(time ?? '') ?? [];
  if (time !== undefined && (hour === undefined || Number(hour) > 23))
    errors.push(refusalTexts.badHour(time));
  const closing = closingIn(
    isoDay(day),
    hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute ?? '00'}`,
  );
  if (closing === undefined) errors.push(refusalTexts.badDate('Date limite', day));
  return closing;
}

function amountIn({ low, high }: WrittenFields, errors: string[]): Amount | undefined {
  const [least, most] = [low, high].map((text) =>
    saidLine(text)
      ?.replace(/(?:€|euros?)(?: ?ht)?$/i, '')
      .trim(),
  );
  for (const text of [least, most])
    if (text !== undefined && likelyAmount(text) === undefined) errors.push(refusalTexts.badAmount(text));
  return amountOf(least === most ? 'estimate' : 'bracket', { low: least, high: most });
}

function cpvIn(text: string | undefined, errors: string[]): string[] {
  return listIn(text).flatMap((code) => {
    const known = cpvCodeIn(code);
    if (known === undefined) errors.push(refusalTexts.badCpv(code));
    return known ?? [];
  });
}

function placesIn({ departments, commune }: WrittenFields, errors: string[]): Place[] {
  const written = listIn(departments);
  if (written.some((one) => /^(?:toute la )?france$/i.test(one)))
    return distinctPlaces([placeOf({ nuts: 'FR' })]);
  const codes = written.flatMap((code) => {
    const known = departmentCode(code);
    if (known === undefined) errors.push(refusalTexts.badDepartment(code));
    return known ?? [];
  });
  const [only] = codes;
  if (codes.length === 1) return distinctPlaces([placeOf({ department: only, commune })]);
  return distinctPlaces([...codes.map((department) => placeOf({ department })), placeOf({ commune })]);
}

function addressIn(text: string | undefined, errors: string[]): string | undefined {
  const said = saidLine(text, 2_000);
  const url = pageAddress(said);
  if (said !== undefined && url === undefined) errors.push(refusalTexts.badAddress(said));
  return url;
}

function reservedIn(text: string | undefined): { for: readonly ReservedFor[] } | undefined {
  const said = saidLine(text);
  if (said === undefined) return undefined;
  const whom = reservedTo(said);
  return reservedSaid(said) ?? (whom.length > 0 ? { for: whom } : undefined);
}

function clausesIn(text: string | undefined) {
  const said = plain(text ?? '');
  const told = [
    ...(/social|insertion|handicap/.test(said) ? (['social'] as const) : []),
    ...(/environnement|ecolog/.test(said) ? (['environmental'] as const) : []),
  ];
  return told.length > 0 ? told : undefined;
}

function contactIn({ contact, mail, phone }: WrittenFields) {
  const told = { name: saidLine(contact, 120), mail: mailAddress(mail), phone: saidLine(phone, 40) };
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

/** The fields of a line, by the plain names of its columns. */
export const writtenFieldsOf = (cells: Readonly<Record<string, string>>): WrittenFields =>
  Object.fromEntries(
    Object.entries(WRITTEN_COLUMNS).map(([field, names]) => [
      field,
      names.map((name) => cells[name]).find(Boolean),
    ]),
  );
