import { onlyRateIn } from '#src/calculators/payment/late-interest-reading.ts';
import { plainText, sourcesIn } from '#src/channel/blocks.ts';
import { lastTold, lastWritten } from '#src/conversation/store/last-said.ts';
import { insertionTold } from '#src/features/handouts/rules/insertion-told.ts';
import { withLots } from '#src/features/handouts/rules/lots-told.ts';
import { purchaseTold, type SaidPurchase } from '#src/features/handouts/rules/purchase.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import type { SpokenOf } from '#src/features/handouts/rules/told.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { asksSomething } from '#src/reader/follow-up.ts';

/** Messages that are looked at: what was said before them was of something else. */
const LOOKED_AT = 16;
/** A purchase that was spoken of longer ago is another one. */
const SAME_TALK_MS = 6 * HOUR_MS;

/** The invoice of which a letter is wanted was spoken of just before. */
const JUST_BEFORE_MS = HOUR_MS;
const JUST_BEFORE = 14;
const OF_INVOICE = ['factur', 'retar', 'impay', 'ttc', 'bce'];
/** Rates of something else, and sums. */
const OTHER_RATE = /\b(?:tva|bce|retenues?|penalites?|avances?|garanties?|remises?|euros?|ht|ttc|jours?)\b|€/;
/** « 200 € par jour de retard »: what the contract takes of who is late, and no sum of an invoice. */
const PENALTIES = /\bpenalites?\b|\b(?:par|le|chaque) jour\b/;
const OWN_INVOICE = /\bfactur|\bimpay|\bbce\b/;
const isOfPenalties = (text: string): boolean => PENALTIES.test(fold(text)) && !OWN_INVOICE.test(fold(text));
/** The flat compensation is no invoice: « et les 40 € d'indemnité ? ». */
const COMPENSATION = /\b\d{1,2} ?(?:€|euros?)(?=.{0,30}(?:indemnit|forfait|recouvrement))/giu;

/** What was just said of an invoice that is paid late, the last word of it last: what a letter about it is filled with. */
export async function invoiceTold(
  db: Queryable,
  conversationId: string,
  now: number,
): Promise<string | undefined> {
  const texts = await lastWritten(db, conversationId, { since: now - JUST_BEFORE_MS, most: JUST_BEFORE });
  const own = texts
    .map((text) => withRateNamed(text.replace(COMPENSATION, 'l’indemnité ')))
    .filter((text) => OF_INVOICE.some((word) => fold(text).includes(word)) && !isOfPenalties(text));
  return own.length > 0 ? own.toReversed().reduce((earlier, said) => saidWith(earlier, said)) : undefined;
}

/** The rate that is said of the interest is the bank's: no other has decimals, and stands alone. */
function withRateNamed(text: string): string {
  const said = fold(text);
  const rate = /\btaux\b/.test(said) && !OTHER_RATE.test(said) ? onlyRateIn(text) : undefined;
  return rate ? `${text} (retard : taux BCE ${rate} %)` : text;
}

/** What the last messages of a conversation tell of the purchase that a document is wanted for. */
export async function toldBefore(db: Queryable, conversationId: string, now: number): Promise<SaidPurchase> {
  const since = now - SAME_TALK_MS;
  const texts = await lastWritten(db, conversationId, { since, most: LOOKED_AT });
  // A question names what the rules are about, not what is bought; what is told before it does.
  return purchaseTold(texts.map((text) => statementsOf(text)).filter((text) => text !== ''));
}

/** What the last messages tell of the case, clause by clause, a line each, the first said first. */
export async function caseTold(db: Queryable, conversationId: string, now: number): Promise<string> {
  const texts = await lastWritten(db, conversationId, { since: now - SAME_TALK_MS, most: LOOKED_AT });
  return texts
    .toReversed()
    .map((text) => text.split(CLAUSE_END).filter(tellsOfCase).join(' ').trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** What a clause asks, or supposes, is not told. */
const tellsOfCase = (clause: string): boolean =>
  !clause.trim().endsWith('?') && !asksSomething(clause) && !SUPPOSES.test(fold(clause));
const CLAUSE_END = /(?<=[.?!…,;])\s|\n/u;
const SUPPOSES = /^\W*(?:et |mais |ou )?(?:si |s'il|quand |en cas |lorsqu)/;

/** Their last messages, the latest first. */
export const lastTalk = (db: Queryable, conversationId: string, now: number): Promise<readonly string[]> =>
  lastWritten(db, conversationId, { since: now - SAME_TALK_MS, most: TOLD });

/** Messages of ours that are looked at for what was just spoken of. */
const TOLD = 4;

/** Where what was last said to a person came from, the latest first. */
export async function lastSources(
  db: Queryable,
  conversationId: string,
  now: number,
): Promise<readonly SpokenOf[]> {
  const told = await lastTold(db, conversationId, { since: now - SAME_TALK_MS, most: TOLD });
  return told.flatMap(({ blocks }) =>
    sourcesIn(blocks).map(({ documentId, section }) => ({ documentId, section })),
  );
}

/** « Demandez « une clause pour réserver un lot à un ESAT » : je la prépare en Word. » */
const OFFERED = /\bDemandez « ?([^»]{5,120}?) ?»/gu;

/** The documents that were offered to a person in words, each by the words that ask for it, the latest first. */
export async function offeredInWords(
  db: Queryable,
  conversationId: string,
  now: number,
): Promise<readonly string[]> {
  const told = await lastTold(db, conversationId, { since: now - SAME_TALK_MS, most: TOLD });
  return told.flatMap(({ blocks }) =>
    [...plainText(blocks).matchAll(OFFERED)].map(([, words = '']) => words.replace(/[\u00A0\u202F]/g, ' ')),
  );
}

/** What the last messages tell of what the hours of an insertion clause are computed from, the last word of each. */
export async function hoursTold(
  db: Queryable,
  conversationId: string,
  now: number,
): Promise<string | undefined> {
  const texts = await lastWritten(db, conversationId, { since: now - SAME_TALK_MS, most: LOOKED_AT });
  return insertionTold(texts) || undefined;
}

/** What the last messages tell of who writes: « on répond tout seuls », « ma boîte de 2014 ». */
export async function selfTold(
  db: Queryable,
  conversationId: string,
  now: number,
): Promise<string | undefined> {
  const texts = await lastWritten(db, conversationId, { since: now - SAME_TALK_MS, most: LOOKED_AT });
  const own = texts
    .flatMap((text) => withLots(statementsOf(text).split(SENTENCE)))
    .filter((sentence) => OF_SELF.test(fold(sentence)) && !ONE_ONLY.test(fold(sentence)));
  // Read from the last line to the first: what was said last is what holds.
  return own.length > 0 ? own.toReversed().join('\n') : undefined;
}

const SENTENCE = /(?<=[.?!…;])\s|\n/u;
/** Who writes speaks of themselves, or of their company. */
const OF_SELF =
  /\b(?:je|j'|on|nous|suis|moi|ma|mon|notre|nos|boite|entreprise|societe|tout(?:e)? seule?s?)\b/;
/** « un seul lot », « le seul candidat », « pas seul »: not how one answers. */
const ONE_ONLY =
  /\b(?:une?|le|la|les|du|au|notre|mon) seule?s?\b|\bseule?s? (?:le|la|les|un|une|lot|candidat)\b/;

/** The sentences of a message that ask nothing. */
const statementsOf = (text: string): string => text.split(CLAUSE_END).filter(tellsOfCase).join(' ').trim();
