import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { canonicalNumber, type LawVersion } from '#src/knowledge/law/version.ts';
import { addDays, holdsOn, type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { htmlText } from './html-text.ts';

/** Why a file of the LEGI tree gives no version. */
export type NotKept = 'damaged' | 'other-code' | 'not-an-article' | 'never-in-force' | 'state' | 'empty';

/**
 * States of a wording that is or was the law. The period says when; the state must not contradict it. Those that never
 * applied (stillborn, annulled, split off) are in neither set.
 */
const LIVING = new Set(['VIGUEUR', 'VIGUEUR_DIFF', 'VIGUEUR_ETEN', 'VIGUEUR_NON_ETEN', 'ABROGE_DIFF']);
const ENDED = new Set(['MODIFIE', 'ABROGE', 'PERIME', 'TRANSFERE', 'DEPLACE', 'REMPLACE', 'SUBSTITUE']);
const NEVER = new Set(['MODIFIE_MORT_NE', 'ANNULE', 'DISJOINT']);
/** From this day on a date is a mark: 2222-02-22 is « not fixed yet », 2999-01-01 « no end ». */
const OPEN: IsoDate = '2200-01-01';

/** CONTENU holds HTML: it is kept as written. Nothing of the file is turned into numbers. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  stopNodes: ['*.CONTENU'],
});

/**
 * Reads one article of the LEGI base (DILA): `ARTICLE/META/META_COMMUN/ID`,
 * `META_SPEC/META_ARTICLE/{NUM,ETAT,DATE_DEBUT,DATE_FIN}`, the headings `CONTEXTE/TEXTE/TM/TITRE_TM`, and the HTML of
 * `BLOC_TEXTUEL/CONTENU`. DATE_FIN is the first day on which the wording no longer holds.
 * @param today the day it is: a state that says « ended » cannot go with a period that lasts
 * @param code id of the only code wanted
 */
export function parseLegiArticle(
  xml: string,
  { code, today, asOf }: { code: string; today: IsoDate; asOf?: IsoDate | undefined },
): LawVersion | NotKept {
  if (XMLValidator.validate(xml) !== true) return 'damaged';
  const root = parse(xml);
  if (root === undefined) return 'damaged';
  const article = at(root, 'ARTICLE');
  if (article === undefined) return 'not-an-article';
  const context = at(article, 'CONTEXTE', 'TEXTE');
  const titles = many(at(context, 'TITRE_TXT')).map((title) => textOf(at(title, '@id_txt')));
  if (![textOf(at(context, '@cid')), ...titles].includes(code)) return 'other-code';
  const id = textOf(at(article, 'META', 'META_COMMUN', 'ID'));
  const meta = at(article, 'META', 'META_SPEC', 'META_ARTICLE');
  const num = canonicalNumber(htmlText(textOf(at(meta, 'NUM'))));
  const period = periodOf(meta, today);
  if (!id || typeof period === 'string') return id ? (period as NotKept) : 'damaged';
  const text = htmlText(textOf(at(article, 'BLOC_TEXTUEL', 'CONTENU')));
  if (!num || !text) return 'empty';
  // Headings are those of the day: today's for a wording in force, its own time's for another.
  const on = holdsOn(period, today) ? today : (period.from ?? today);
  return {
    id,
    code,
    num,
    text,
    ...period,
    asOf,
    path: headingsOf(at(context, 'TM'), on),
    nota: htmlText(textOf(at(article, 'NOTA', 'CONTENU'))) || undefined,
  };
}

interface Period {
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
}

function periodOf(meta: unknown, today: IsoDate): Period | NotKept {
  const state = textOf(at(meta, 'ETAT'));
  const from = textOf(at(meta, 'DATE_DEBUT'));
  const end = textOf(at(meta, 'DATE_FIN'));
  if (NEVER.has(state)) return 'never-in-force';
  if (!LIVING.has(state) && !ENDED.has(state)) return 'state';
  if (!isIsoDate(from) || !isIsoDate(end)) return 'damaged';
  if (from >= OPEN) return 'never-in-force';
  const until = end >= OPEN ? undefined : addDays(end, -1);
  if (until && until < from) return 'never-in-force';
  // « Modified » or « repealed » without an end, or with one to come: which of the two is wrong can't be told.
  if (ENDED.has(state) && (!until || until >= today)) return 'state';
  return { from, until };
}

/** Headings from the widest, each in its wording of the day; a range of articles in brackets is left out. */
function headingsOf(level: unknown, on: IsoDate): string[] {
  const [first] = many(level);
  if (first === undefined) return [];
  const titles = many(at(first, 'TITRE_TM'));
  const current = titles.find((title) => {
    const from = textOf(at(title, '@debut'));
    const end = textOf(at(title, '@fin'));
    return (!from || from <= on) && (!end || on < end);
  });
  const heading = htmlText(textOf(current ?? titles.at(-1))).replace(
    /(?<!\s)\s*\(articles?\b[^()]*\)\s*$/i,
    '',
  );
  return [...(heading ? [heading] : []), ...headingsOf(at(first, 'TM'), on)];
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return undefined;
  }
}

/** What stands under names, one inside the other; the first of several twins. */
function at(node: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((parent, name) => {
    const [first] = many(parent);
    return typeof first === 'object' && first !== null ? (first as Record<string, unknown>)[name] : undefined;
  }, node);
}

const many = (node: unknown): unknown[] =>
  Array.isArray(node) ? node : node === undefined || node === '' ? [] : [node];

/** The text of an element, its entities as written. */
function textOf(node: unknown): string {
  const [first] = many(node);
  const text = typeof first === 'string' ? first : at(first, '#text');
  return typeof text === 'string' ? text.trim() : '';
}
