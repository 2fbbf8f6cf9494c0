import { euros } from '#src/calculators/texts-amounts.ts';
import type { ValueKind } from '#src/knowledge/model/handout-model.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { withTax } from './owed-sum.ts';
import { purchaseIn } from './purchase.ts';

/** What a message changes in a document that was given. */
export interface Changes {
  /** What fields become. */
  readonly set: ReadonlyMap<ValueKind, string>;
  /** Fields that are to be left blank. */
  readonly blank: ReadonlySet<ValueKind>;
  /** Fields that are said to be wrong, without what they become. */
  readonly named: readonly ValueKind[];
}

/** A document, as far as what is changed in it needs it. */
export interface Changed {
  /** The kinds of value that it is filled with. */
  readonly wanted: ReadonlySet<ValueKind>;
  /** What it says now. */
  readonly filled: ReadonlyMap<ValueKind, string>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Words for a field, without accents, and what it may be; the first kind that the document has is meant. */
const FIELDS: readonly (readonly [kinds: readonly ValueKind[], words: string])[] = [
  [
    ['object'],
    "(?:objet|intitule)(?: du (?:marche|contrat|courrier))?|prestations?|marche(?= (?:c'est|c'etait|c|est) (?:le|la|les|l'|du|de|un|une)(?![a-z]))",
  ],
  [
    ['buyer'],
    "(?:nom (?:et adresse )?de )?l'acheteur|acheteur|destinataire|etablissement|client|nom de la (?:mairie|ville|commune)",
  ],
  [['invoice', 'amount'], '(?:montant|somme|prix)(?: (?:ttc|ht|total|de la facture|du marche)){0,2}'],
  [
    ['closing', 'today'],
    "date(?: limite| de (?:remise|depot|cloture)| et (?:l')?heure limites?| du courrier)?|cloture",
  ],
  [['place'], "lieu(?: d'execution)?"],
  [['lot'], '(?:numero (?:du |de )?)?lot'],
  [['siret'], '(?:numero (?:de )?)?siret'],
  [
    ['company'],
    "nom(?: (?:de )?(?:l'|mon |ma |notre |la )?(?:entreprise|societe|boite|association|asso))?|(?:mon |notre |l')(?:entreprise|association)|(?:ma|notre) (?:societe|boite)",
  ],
  [['days-late'], '(?:nombre de )?jours(?: de retard)?|(?:duree du )?retard'],
];
const FIELD = `(?:${FIELDS.map(([, words]) => words).join('|')})`;
const THE =
  "(?:l'|le |la |les |du |de la |de l'|mon |ma |notre |un |bon |bonne |mauvais |mauvaise |champ ){0,3}";

/** Orders to change something, to write something, to take something away. */
const CHANGE = '(?:corrig|rectif|modif|chang|repren|rempla|refai|refaire|mettre a jour)';
const WRITE =
  '(?:met(?:s|tez|tre)?|inscri(?:s|vez|re)|indique[rz]?|ecri(?:s|vez|re)|marque[rz]?|note[rz]?|ajoute[rz]?)';
const REMOVE = '(?:enleve[rz]?|retire[rz]?|supprime[rz]?|suppr?|efface[rz]?|ote[rz]?|vire[rz]?)';
const REMOVED = new RegExp(
  `\\b${REMOVE}\\b.{0,30}?\\b(?<field>${FIELD})\\b|\\b(?:laisse[rz]?|met(?:s|tez)) .{0,12}?\\b(?<left>${FIELD})\\b.{0,12}?\\b(?:blanc|vide)\\b|\\bsans (?:l'|le |la )?(?<without>${FIELD})\\b|\\b(?:met(?:s|tez)|ecri(?:s|vez)) pas (?:l'|le |la )?(?<not>${FIELD})\\b|^(?:(?:et|non|il n'y a|il y a|y a|ya|n'y a) ){0,2}(?:pas de|pas d'|aucun|sans) ?(?<none>lot)s?$`,
);
/** « mettez 2 300 euros comme montant », « vous avez écrit travaux comme objet »: a value, and its field after it. */
const VALUE_AS = new RegExp(
  `\\b(?:${WRITE}|ecrit|mis|marque|note|indique)\\b (?:moi |plutot |juste )?(?<value>.{1,80}?) (?:comme|en|pour|au|a la place d[eu]|dans) ${THE}(?<field>${FIELD})\\b`,
);
/** « l'objet c'est… », « le montant : … », « changez la date en… »: a field, and its value after it. */
const FIELD_IS = new RegExp(
  `\\b(?<field>${FIELD})\\b(?: indique\\w?| (?:de|dans|sur) (?:la lettre|le document|le courrier))?(?:,| ?[:=]|(?: |, ?)(?:doit etre|devrait etre|est|sont|c'est|c'etait|c|s'appelle|devient|par|en|pour)\\b){1,3} ?(?:de |d'|plutot |bien )?(?<value>\\S.{0,80})$`,
);
/** « objet nettoyage des écoles », « il manque le nom Net Services »: a field at the head, and its value after it. */
const FIELD_FIRST =
  /^(?:(?:et|avec|il|on|manque|l'|le|la) ?){0,4}\b(?<field>objet|intitule|nom(?: de (?:l'|la |mon |ma |notre )?(?:entreprise|societe|boite|association))?) (?!(?:est|c'est|n'est|de|du|des|d'|et|ou|a|dans|sur|pas|qui|que|manqu\w*|faux)(?![a-z]))(?<value>\S.{1,79})$/;
/** What is said of a field that is not right: no value. */
const WRONG =
  /^(?:(?:est|pas|le|la|l'|un|une|tres|completement|trop) ?)*(?:faux|fausse|bon|bonne|bons|inexacte?|mauvaise?|errone\w?|incorrecte?|oublie\w{0,2}|manqu\w{1,4})\b/;
/** They tell what we wrote, and not what is to be written. */
const WE_WROTE =
  /\b(?:avez|as|a|t'as|aviez|avais) (?:pas )?(?:ecrit|mis|marque|note|indique|compris|oublie)\b/;
/** « remplacez nettoyage par entretien » */
const REPLACED = /\brempla\w{1,4} (?<old>.{1,80}?) par (?<value>\S.{0,80})$/;
/** « c'était de l'entretien », « il s'agit du CHU », « c'est pour la ville »: what is right. */
const RIGHT =
  /\b(?:c'est|c'etait|c |il s'agit|s'agissait|ce sont|je parlais|soit(?= \d)) ?(?:bien |plutot |juste )?(?<value>\S.{0,80})$/;
/** « pas la mairie », « et non à la préfecture », « au lieu de 60 jours »: what is not. */
const DENIED =
  /(?:^|\s)(?:et )?(?:pas|non|au lieu d(?:e|u|es)) (?:pas )?(?:pour |chez |a |au |aux )?(?<value>\S.{0,60})$/;
const ORDERED_VALUE = new RegExp(`\\b${WRITE} (?:moi |plutot |juste |bien )?(?<value>\\S.{0,80})$`);
const CHANGES = new RegExp(`\\b${CHANGE}`);
const ASKS =
  /\b(?:combien|comment|pourquoi|quel(?:le)?s?|quand|est-ce|qu'est|faut-il|dois-je|puis-je|peut-on|c'est quoi)\b/;
/** What stands before a value, and is none of it. */
const HEADS: readonly string[] = [
  ..."bien plutot pour chez a au aux de du des le la les juste simplement pas : c'est"
    .split(' ')
    .map((one) => `${one} `),
  "d'",
  "l'",
];
/** What stands after it. */
const TAILS: readonly string[] = [
  ...[
    ' a la place',
    ' dans la lettre',
    ' dans le document',
    ' sur la lettre',
    ' sur le document',
    ' sur le courrier',
  ],
  ..." svp, stp, merci, s'il vous plait, s'il te plait, corrigez, corrige, rectifiez, refaites, pas, non".split(
    ',',
  ),
  ...['.', ',', ';', ':', '!', '?', ' '],
];

/** The same text without accents nor capitals, each letter in its place. */
const plain = (text: string): string =>
  [...text.normalize('NFC').replace(/[’ʼ‘`´]/g, "'")]
    .map((sign) => {
      const bare = sign.normalize('NFD').charAt(0).toLowerCase();
      return bare.length === sign.length ? bare : sign;
    })
    .join('');

/** Where one thing that is said ends and another begins. */
const CLAUSES = new RegExp(
  `[.;!?\\n]+(?!\\d)|,(?!\\d)|\\b(?:alors que|mais|sinon)\\b|\\bet (?=(?:${WRITE}|${REMOVE}|(?:non|pas)\\b|${CHANGE}|(?:l'|le |la )${FIELD}))`,
);

interface Clause {
  /** As it is written. */
  readonly text: string;
  /** The same without accents nor capitals, letter for letter. */
  readonly folded: string;
  /** What stands after it. */
  readonly end: string;
}

/** An object by its label: what follows a comma is of it, unless it is told by a number or is something else. */
const OBJECT_LABEL = /^(?:(?:et|avec|l'|le) ?){0,2}(?:objet|intitule)(?: du (?:marche|contrat))? ?[:=]/;
const ANOTHER_THING = new RegExp(
  `\\d|^(?:et |mais )?(?:${THE}${FIELD}|${WRITE}|${REMOVE}|${CHANGE}\\p{L}*|pas|non|c'est|je|on|nous|vous|merci|svp|stp|notre|ma|mon)(?!\\p{L})`,
  'u',
);

/** « lobjet cest… », as it is typed on a phone. */
const LOST_APOSTROPHE =
  /(?<!\p{L})([cdl])(?=(?:objet|acheteur|entreprise|association|intitul[eé]|est|[eé]tait)(?!\p{L}))/giu;

function clausesOf(message: string): readonly Clause[] {
  const text = message
    .normalize('NFC')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/[«»"“”]/g, ' ')
    .replace(LOST_APOSTROPHE, "$1'")
    .replace(/\s+/g, ' ');
  const folded = plain(text);
  const clauses: Clause[] = [];
  let from = 0;
  const add = (until: number, end: string) => {
    const [own, same] = [text.slice(from, until), folded.slice(from, until)];
    const start = own.length - own.trimStart().length;
    const clause = { text: own.trim(), folded: same.slice(start, start + own.trim().length), end };
    const last = clauses.at(-1);
    const isOfObject =
      last?.end === ',' && OBJECT_LABEL.test(last.folded) && !ANOTHER_THING.test(clause.folded);
    if (!last || !isOfObject || clause.text === '') return clauses.push(clause);
    const joined = { text: `${last.text}, ${clause.text}`, folded: `${last.folded}, ${clause.folded}`, end };
    return clauses.splice(-1, 1, joined);
  };
  for (const match of folded.matchAll(new RegExp(CLAUSES, 'g'))) {
    add(match.index, match[0].trim());
    from = match.index + match[0].length;
  }
  add(text.length, '');
  return clauses.filter(({ text: own }) => own !== '');
}

/** Whether a message says, by a field or by what it was and is, what is to be changed in a document. */
export const tellsChange = (message: string): boolean =>
  clausesOf(message).some(
    (clause) =>
      REMOVED.test(clause.folded) ||
      (!ASKS.test(clause.folded) && (VALUE_AS.test(clause.folded) || REPLACED.test(clause.folded))) ||
      (CHANGES.test(clause.folded) && FIELD_ALONE.test(clause.folded)) ||
      tellsField(clause),
  );

/** « l'objet c'est la toiture », « l'acheteur c'est Enedis »: a field that is named, and a value of its kind. */
function tellsField(clause: Clause): boolean {
  const { folded, end } = clause;
  const { field = '', value = '' } = FIELD_IS.exec(folded)?.groups ?? {};
  if (end.includes('?') || ASKS.test(folded) || WE_WROTE.test(folded) || WRONG.test(value)) return false;
  const own = valueIn(clause, value);
  if (/^(?:objet|intitule|marche)/.test(field)) return NOUN.test(plain(own));
  return /^(?:l')?acheteur$/.test(field) && WRITTEN.buyer?.(trimmed(own), 0) !== undefined;
}
/** A thing has an article. */
const NOUN = /^(?:c'est )?(?:la |le |les |l'|une? |du |des |de la |de l')\p{L}/u;

/**
 * Reads what a message changes in a document, each value by its role: by the field that it names, by what it takes the
 * place of, or by what it is (an amount, a body, a day).
 * @param awaited the field that was asked for: what is said is its value, where nothing says otherwise
 */
export function changesIn(message: string, about: Changed, awaited?: ValueKind): Changes {
  const own = OWN_ADDRESS.exec(message)?.[0].trim();
  const rest = own ? message.slice(message.indexOf(own) + own.length).replace(/^[\s,;.-]+/, '') : message;
  const clauses = clausesOf(rest).filter(({ folded }) => !ASKS.test(folded));
  const denied = clauses.flatMap(({ text, folded }) => {
    const found = DENIED.exec(folded)?.groups?.value;
    if (found === undefined) return [];
    const [not = ''] = found.split(RIGHT_AFTER);
    const at = text.length - found.length;
    return [text.slice(at, at + not.length)];
  });
  const read: Read = { ...about, set: new Map(), blank: new Set(), named: new Set(awaited ? [awaited] : []) };
  for (const clause of clauses)
    blanked(clause, read) ||
      named(clause, read) ||
      replaced(clause, read) ||
      stated(clause, read, denied) ||
      instead(clause, read, denied);
  if (own) putDetails(own, rest, read);
  const siret = SIRET.exec(message)?.[0];
  if (siret && about.wanted.has('siret')) put('siret', siret, read);
  const { set, blank } = read;
  const [only, ...others] = clauses;
  const isValue = awaited !== undefined && set.size === 0 && blank.size === 0 && others.length === 0;
  if (only && isValue) put(awaited, only.text, read);
  for (const kind of set.keys()) blank.delete(kind);
  return { set, blank, named: [...read.named].filter((kind) => kind !== awaited && !set.has(kind)) };
}

/** Where what is not ends: « pas un refus c'est un retard », « pas la peinture comme vous l'avez écrit ». */
const RIGHT_AFTER = /,? (?:mais|c'est|c'etait|c|comme|je vous|vous|mets|mettez) /;
/** « Carrelage Benali, 14 rue des Tanneurs 42100 Saint-Étienne »: who writes, and where, at the head of what is told. */
const OWN_ADDRESS =
  /^[\p{L}][^,\n\d]{1,60},? \d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|boulevard|bd|chemin|route|place|impasse|all[ée]e|quai|cours|square|passage|voie|za|zi|lieu[- ]dit)[ '’][^.\n\d]{2,60}\d{5} \p{L}[\p{L}'’-]{1,30}(?:[ -](?!(?:c|cest|c['’]est|pour|chez|mairie|ville|commune|lot|siret|et|march[ée]|objet|acheteur|t[ée]l|mon|notre|on|je|nous)(?![\p{L}]))\p{L}[\p{L}'’-]{0,30}){0,3}/iu;
/** Whether a message begins with who writes and where, as what a letter lacks is given. */
export const tellsAddress = (message: string): boolean => OWN_ADDRESS.test(message) && !message.includes('?');

/** « yb elec 14 rue… 69200 Vénissieux c la mairie de Vénissieux rénovation école lot 7 »: one detail after the other. */
function putDetails(own: string, rest: string, { wanted, filled, set }: Read): void {
  if (wanted.has('company') && !filled.has('company')) set.set('company', own);
  const { buyer, lot } = purchaseIn(rest);
  if (buyer && wanted.has('buyer')) set.set('buyer', buyer);
  if (lot && wanted.has('lot')) set.set('lot', lot);
  const at = buyer ? plain(rest).indexOf(plain(buyer)) : -1;
  if (!buyer || at < 0 || !wanted.has('object') || set.has('object')) return;
  const [after = ''] = rest
    .slice(at + buyer.length)
    .replace(/^[\s,]+/u, '')
    .split(/[,;.\n]| ?\blot \d/u);
  const object = after.replace(/^pour (?:la |le |les |l['’])?/u, '').trim();
  if (object.split(' ').length >= 2 && object.length <= 80) set.set('object', object);
}
/** No other number has so many digits. */
const SIRET = /(?<!\d)\d{3} ?\d{3} ?\d{3} ?\d{5}(?!\d)/;

/** What was read so far of a message. */
interface Read extends Changed {
  readonly set: Map<ValueKind, string>;
  readonly blank: Set<ValueKind>;
  /** Fields whose value is looked for. */
  readonly named: Set<ValueKind>;
}

/** The kind of value that words for a field mean, in this document. */
const kindOf = (field: string | undefined, { wanted }: Changed): ValueKind | undefined => {
  if (field === undefined) return undefined;
  // « le marché c’est le débarras de bureaux » says what is bought.
  const own = field === 'marche' ? 'objet' : field;
  const kinds = FIELDS.find(([, words]) => new RegExp(`^(?:${words})$`).test(own))?.[0];
  return kinds?.find((kind) => wanted.has(kind));
};

/** Keeps a value for a field. @returns whether it is one */
function put(kind: ValueKind, raw: string, read: Read): boolean {
  const value = asValue(kind, raw, read);
  // Without its tax, it is not what is owed: the sum with tax is asked for.
  if (value === undefined && kind === 'invoice' && isOf(kind, raw, read)) read.named.add(kind);
  if (value === undefined) return false;
  read.set.set(kind, value);
  read.named.delete(kind);
  return true;
}

/** « enlevez le montant » */
function blanked({ folded }: Clause, read: Read): boolean {
  const field = Object.values(REMOVED.exec(folded)?.groups ?? {}).find((one) => one !== undefined);
  const kind = kindOf(field, read);
  if (kind) read.blank.add(kind);
  return kind !== undefined;
}

/** A name that is said to be one needs no capitals: « il manque le nom net services ». */
const asName = (value: string, field: string | undefined): string =>
  field?.startsWith('nom') && !NAMES.test(value)
    ? value.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    : value;

/** A field with its value; or one that is only said to be wrong, whose value is looked for. */
function named(clause: Clause, read: Read): boolean {
  const { folded } = clause;
  const said = (VALUE_AS.exec(folded) ?? FIELD_IS.exec(folded) ?? FIELD_FIRST.exec(folded))?.groups;
  const kind = kindOf(said?.field, read);
  const value = said?.value ?? '';
  const isWrong = WE_WROTE.test(folded) || WRONG.test(value);
  const own = valueIn(clause, value).replace(DENIED_TAIL, '');
  const isNew = kind !== 'buyer' || !isSameTown(own, read);
  if (kind && isNew && !isWrong && put(kind, kind === 'company' ? asName(own, said?.field) : own, read))
    return true;
  const wrong = kind && isWrong ? kind : faultIn(folded, read);
  if (wrong && !read.set.has(wrong)) read.named.add(wrong);
  return WE_WROTE.test(folded);
}

/** The field that is said to be wrong, or is to be changed, by its name alone. */
const faultIn = (folded: string, read: Read): ValueKind | undefined =>
  CHANGES.test(folded) || FAULT.test(folded)
    ? kindOf(FIELD_ALONE.exec(folded)?.groups?.field, read)
    : undefined;

/** « remplacez nettoyage par entretien »: within the value that says it, where one does. */
function replaced(clause: Clause, read: Read): boolean {
  const { old, value } = REPLACED.exec(clause.folded)?.groups ?? {};
  if (old === undefined || value === undefined) return false;
  const [before, now] = [valueIn(clause, old), valueIn(clause, value)];
  for (const [kind, written] of read.filled) {
    const at = plain(written).indexOf(plain(before.trim()));
    if (FREE.has(kind) && at >= 0)
      return put(kind, `${written.slice(0, at)}${now}${written.slice(at + before.trim().length)}`, read);
  }
  return putUnnamed(now, [before], read);
}

/** What is right, without a word for its field: by what it is, by the field that is looked for, or by what it is not. */
function stated(clause: Clause, read: Read, denied: readonly string[]): boolean {
  const right = (RIGHT.exec(clause.folded) ?? ORDERED_VALUE.exec(clause.folded))?.groups?.value;
  if (right === undefined) return false;
  const own = valueIn(clause, right).replace(DENIED_TAIL, '');
  // « c'est pas la peinture » says only what is not.
  if (/^pas /.test(plain(own)) && !NOT_THIS.test(plain(own))) return false;
  if (WRONG.test(plain(own)) || ONLY_FIELD.test(plain(own))) return false;
  return putUnnamed(own, denied, read, clause);
}

/** « pas la mairie, l'agglo »: a body that stands alone, in the place of the one that is denied. */
function instead({ text, folded }: Clause, read: Read, denied: readonly string[]): boolean {
  const written = read.filled.get('buyer');
  const value = trimmed(text);
  if (written === undefined || DENIED.test(folded) || !BODY.test(plain(value))) return false;
  return (
    read.wanted.has('buyer') && denied.some((words) => isSaidIn(words, written)) && put('buyer', value, read)
  );
}

function putUnnamed(raw: string, denied: readonly string[], read: Read, clause?: Clause): boolean {
  const [sought] = read.named;
  const isMeant = (kind: ValueKind) =>
    kind === 'days-late'
      ? sought === kind || isLate(clause?.folded ?? '', denied, read)
      : kind !== 'buyer' || sought === kind || isNewBuyer(raw, denied, read);
  const typed = TYPED.find((kind) => read.wanted.has(kind) && isOf(kind, raw, read) && isMeant(kind));
  const old = [...read.filled].find(
    ([kind, value]) =>
      !COUNTED.has(kind) &&
      denied.some((words) => (kind === 'object' ? isWithin(words, value) : isSaidIn(words, value))),
  )?.[0];
  const kind = typed ?? sought ?? old;
  if (kind === undefined || (kind === 'object' && !isThing(raw, read))) return false;
  return put(kind, raw, read);
}

/** Whether days are those of the delay: by the word for it, or because they take the place of those that are written. */
function isLate(folded: string, denied: readonly string[], read: Read): boolean {
  if (/\bretard\b/.test(folded)) return true;
  const today = parisDay(read.now);
  const daysIn = (text: string) =>
    quantitiesIn(text, today).durations.find(({ unit }) => unit === 'jours')?.value;
  const written = daysIn(read.filled.get('days-late') ?? '');
  const not = denied.map(daysIn).find((days) => days !== undefined);
  if (not !== undefined) return written === undefined || not === written;
  return written !== undefined && ONLY_DAYS.test(folded);
}
/** « non c'est 30 jours », « mettez plutôt 30 jours »: nothing else is said to be counted. */
const ONLY_DAYS = new RegExp(
  `^(?:(?:non|nan|pardon|erreur|en fait|finalement|et) ){0,3}(?:c'est|c'etait|c|${WRITE}) (?:(?:moi|plutot|juste|bien) ){0,2}\\d{1,4} ?(?:jours?|j)(?: a la place)?$`,
);

/** Whether a buyer takes the place of the one that is written: one without a name only where that one is denied. */
function isNewBuyer(raw: string, denied: readonly string[], { filled }: Changed): boolean {
  const written = filled.get('buyer');
  if (written === undefined || !isUnnamedBody(plain(trimmed(raw))) || isUnnamedBody(plain(written)))
    return true;
  return denied.some((words) => isSaidIn(words, written) || BODY.test(plain(trimmed(words))));
}
/** « la commune », where « mairie de Pantin » is written: the same one, and its name is kept. */
function isSameTown(raw: string, { filled }: Changed): boolean {
  const [own, written] = [plain(trimmed(raw)), plain(filled.get('buyer') ?? '')];
  return isUnnamedBody(own) && TOWN.test(own) && TOWN.test(written);
}
const TOWN = /^(?:mairie|ville|commune)(?!\p{L})/u;
const isUnnamedBody = (value: string): boolean => {
  const body = BODY.exec(value)?.[0];
  return body !== undefined && !/\p{L}/u.test(value.slice(body.length));
};

/** Whether words may be what is bought: no time, no sum, nothing that is only said of something. */
function isThing(raw: string, { now }: Changed): boolean {
  const { durations, amounts } = quantitiesIn(raw, parisDay(now));
  return durations.length === 0 && !amounts.some(({ money }) => money) && !SAID_OF.test(plain(trimmed(raw)));
}
const SAID_OF =
  /^(?:(?:tres|trop|assez|pas|super|tout a fait|deja) ){0,2}(?:bon|bien|grave|vrai|vraie|faux|fausse|normal|normale|parfait|parfaite|super|clair|claire|urgent|urgente|possible|impossible|obligatoire|juste|injuste|sur|certain|tout|fini|ok|d'accord)$/;

/** Kinds of value that are known by what they count, and by no word of it. */
const COUNTED: ReadonlySet<ValueKind> = new Set(['days-late', 'invoice', 'amount', 'owed']);
/** Kinds of value that are words, and no sum nor day. */
const FREE: ReadonlySet<ValueKind> = new Set(['object', 'buyer', 'place', 'company']);
/** Words for a field that nobody says for anything else. */
const FIELD_ALONE =
  /\b(?<field>(?:objet|intitule)(?: du (?:marche|contrat|courrier))?|acheteur|destinataire|montant|somme|date(?: limite)?|lieu|(?:numero (?:du |de )?)?lot|siret|nom de (?:l'|mon |ma |notre |la )?(?:entreprise|societe|boite|association))\b/;
const ONLY_FIELD = new RegExp(`^${THE}${FIELD}$`);
const FAULT =
  /\b(?:faux|fausse|inexacte?|mauvais|mauvaise|erreur|faute|pas (?:le |la )?bonn?e?|manqu\w{1,4}|oubli\w{1,3}|trompe\w?|errone\w?)\b/;
const DENIED_TAIL = /(?:,| et)? (?:pas|non) .{1,60}$/i;

/** A piece of a clause, as it is written. */
function valueIn({ text, folded }: Clause, value: string): string {
  const at = folded.lastIndexOf(value);
  return at < 0 ? value : text.slice(at, at + value.length);
}

/** Whether words are said of a value: one is within the other, by their stems. */
function isSaidIn(words: string, value: string): boolean {
  const [said, own] = [stemsOf(words), stemsOf(value)];
  return said.size > 0 && [...said].some((stem) => own.has(stem));
}

/** Whether all that words say is in a value, by their stems. */
function isWithin(words: string, value: string): boolean {
  const [said, own] = [stemsOf(words), stemsOf(value)];
  return said.size > 0 && [...said].every((stem) => own.has(stem));
}

/** Kinds that a value is known by. */
const TYPED: readonly ValueKind[] = ['invoice', 'amount', 'days-late', 'lot', 'closing', 'buyer'];

/** Whether a value is of a kind, by what it is. */
const isOf = (kind: ValueKind, raw: string, { now }: Changed): boolean => {
  const today = parisDay(now);
  switch (kind) {
    case 'invoice':
    case 'amount':
      return quantitiesIn(raw, today).amounts.some(({ money }) => money);
    case 'days-late':
      return quantitiesIn(raw, today).durations.some(({ unit }) => unit === 'jours');
    case 'lot':
      return purchaseIn(raw).lot !== undefined;
    case 'closing':
      return /\d/.test(raw) && isMoment(raw, now);
    case 'buyer':
      return BODY.test(plain(trimmed(raw)));
    default:
      return false;
  }
};

const isMoment = (raw: string, now: number): boolean => {
  const found = readDeadlineAnswer(raw, now);
  return found !== undefined && found !== 'none';
};

/** Names of public bodies, at the head of a value. */
const BODY =
  /^(?:mairie|ville|commune|departement|region|metropole|agglo\w{0,10}|hopital|centre hospitalier|chu|universite|syndicat|ministere|prefecture|ccas|lycee|college|ehpad|sdis|office|communaute (?:de communes|d'agglomeration|urbaine)|conseil (?:departemental|regional|municipal)|\p{L}+ metropole)\b/u;

/** A value as a document writes it; undefined where it is none of its kind. */
function asValue(kind: ValueKind, raw: string, { now }: Changed): string | undefined {
  const value = trimmed(raw);
  if (value === '' || WRONG.test(plain(value))) return undefined;
  const written = WRITTEN[kind];
  return written ? written(value, now) : /\p{L}/u.test(value) ? value : undefined;
}

/** What is owed is with its tax: the sum that is said to be, or the only one, unless it is said to be without. */
function writtenInvoice(value: string, now: number): string | undefined {
  const { amounts } = quantitiesIn(value, parisDay(now));
  const owed = withTax(amounts);
  return owed && euros(owed.value, owed.tax);
}

function writtenAmount(value: string, now: number): string | undefined {
  const [amount, ...more] = quantitiesIn(value, parisDay(now)).amounts;
  return amount && more.length === 0 ? euros(amount.value, amount.tax) : undefined;
}

/** A name has a capital. */
const NAMES = /\p{Lu}/u;

/** How values are written that have a form. */
const WRITTEN: Partial<Record<ValueKind, (value: string, now: number) => string | undefined>> = {
  invoice: writtenInvoice,
  amount: writtenAmount,
  'days-late': (value, now) => {
    const said = quantitiesIn(value, parisDay(now)).durations.find(({ unit }) => unit === 'jours')?.value;
    const days = said ?? Number(/^\d{1,4}$/.exec(value)?.[0]);
    return days > 0 ? `${days} jours` : undefined;
  },
  lot: (value) => purchaseIn(value).lot ?? /^(?:n° ?)?(\d{1,3})$/.exec(value)?.[1],
  closing: (value, now) => (isMoment(value, now) ? value : undefined),
  siret: (value) => (/^[\d ]{14,18}$/.test(value) ? value : undefined),
  today: (value) => (/\d/.test(value) ? value : undefined),
  // « notre société est en redressement », « l'acheteur est en retard » name nobody.
  company: (value) => (NAMES.test(value) ? value : undefined),
  buyer: (value) => (NAMES.test(value) || BODY.test(plain(value)) ? value : undefined),
};

/** A value without the words around it: « pas la commune, c'est le syndicat » says the syndicate. */
function trimmed(raw: string): string {
  let value = raw.replace(/\s+/g, ' ').trim();
  const denied = NOT_THIS.exec(plain(value));
  if (denied) value = value.slice(denied[0].length);
  for (let head = headOf(value); head; head = headOf(value)) value = value.slice(head.length).trimStart();
  for (let tail = tailOf(value); tail; tail = tailOf(value)) value = value.slice(0, -tail.length);
  return value.trim();
}
const NOT_THIS = /^(?:c'est )?pas .{1,60}? (?:mais|c'est) /;
const headOf = (value: string): string | undefined => HEADS.find((head) => plain(value).startsWith(head));
const tailOf = (value: string): string | undefined => TAILS.find((tail) => plain(value).endsWith(tail));
