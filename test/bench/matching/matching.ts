/**
 * Prints how long a day of notices takes to be matched to all companies, and one notice by itself.
 *
 *   npm run bench:matching [-- --companies 6000 --notices 5000]
 *
 * Companies and notices are those of the evaluation, moved to other departments and of other sizes; vectors are random, as
 * they are made on arrival and not counted. One thread. Exits 1 when something that is asked does not hold.
 */
import { parseArgs } from 'node:util';
import type { Bidder } from '#src/features/opportunities/matching/bidder.ts';
import { matchLot } from '#src/features/opportunities/matching/match.ts';
import { MatchIndex } from '#src/features/opportunities/matching/match-index.ts';
import {
  type BidderProfile,
  profileOfBidder,
  profilesOfNotice,
} from '#src/features/opportunities/matching/profiles.ts';
import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { DEPARTMENTS } from '#src/reference/french-places.ts';
import {
  bidderFrom,
  linesOf,
  noticeFrom,
  type PlainCompany,
  type PlainNotice,
} from '../../evaluation/matching/adapt.ts';
import { atMost, megabytes, milliseconds, printTable, quantile, seconds, type Target } from '../figures.ts';

const { values } = parseArgs({
  options: {
    companies: { type: 'string', default: '6000' },
    notices: { type: 'string', default: '5000' },
  },
});
const COMPANIES = Number(values.companies);
const NOTICES = Number(values.notices);
const NOW = instantOf('2026-11-29', '08:00');
const DIMENSION = 384;
const MOST_SECONDS = 60;
const MOST_MEGABYTES = 600;
const MOST_MS_A_NOTICE = 50;
/** Four times as many may take so much more than four times as long, on a busy machine. */
const LINEAR_WITHIN = 1.35;
/** Notices held against every company without the index, to see that it loses none. */
const CHECKED = 20;

let seed = 17;
/** A number from 0 to 1, the same at each run. */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const department = (): string => pick(DEPARTMENTS).code;
const vector = (): ByteVector =>
  Int8Array.from({ length: DIMENSION }, () => Math.round((random() - 0.5) * 22));

const companies = linesOf<PlainCompany>('companies.jsonl').map(bidderFrom);
const notices = linesOf<PlainNotice>('notices.jsonl').map(noticeFrom);

function company(at: number): Bidder {
  const model = companies[at % companies.length] as Bidder;
  const departments = Array.from({ length: 1 + Math.floor(random() * 4) }, department);
  const turnover = Math.round((model.turnover ?? 1e5) * (0.3 + 2 * random()));
  return { ...model, id: `c${at}`, departments, everywhere: random() < 0.05, turnover };
}

function notice(at: number): Notice {
  const model = notices[at % notices.length] as Notice;
  const where = department();
  const lots = model.lots.map((lot) => ({ ...lot, places: [{ department: where }] }));
  return { ...model, lots, buyer: { name: 'Commune', department: where } };
}

const profilesOf = (count: number): BidderProfile[] =>
  Array.from({ length: count }, (_, at) => profileOfBidder(company(at), vector()));

interface Day {
  readonly index: number;
  readonly matching: number;
  /** Of the process, at most, above what it had before. */
  readonly megabytes: number;
  readonly kept: number;
}

/** A day: companies are read, then each notice is read and matched as it comes; what is to be sent is kept, as a table would. */
function day(companyCount: number, noticeCount: number): Day {
  const arrived = Array.from({ length: noticeCount }, (_, at) => notice(at));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const start = performance.now();
  const index = new MatchIndex(profilesOf(companyCount));
  const ready = performance.now();
  const kept: [string, number, string, number][] = [];
  for (const [at, one] of arrived.entries()) {
    for (const { bidderId, lotId, score } of index.matchNotice(read(one, at), NOW))
      kept.push([bidderId, at, lotId, score]);
    if (at % 100 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return {
    index: (ready - start) / 1000,
    matching: (performance.now() - ready) / 1000,
    megabytes: (most - before) / 2 ** 20,
    kept: kept.length,
  };
}

const vectors = Array.from({ length: 64 }, vector);
const read = (one: Notice, at: number) =>
  profilesOfNotice(
    one,
    one.lots.map((_, lot) => vectors[(at + lot) % vectors.length]),
  );

/**
 * How long each of the notices of the set takes by itself, read and matched: the best of five, as the machine is shared.
 * @param isNational whether it is moved to the whole of France, which no index of places narrows
 */
function alone(isNational: boolean): number[] {
  const index = new MatchIndex(profilesOf(COMPANIES));
  return notices.map((_, at) => {
    const local = notice(at);
    const lots = local.lots.map((lot) => ({ ...lot, places: [{ nuts: 'FR' }] }));
    const one = isNational ? { ...local, lots } : local;
    return Math.min(
      ...Array.from({ length: 5 }, () => {
        const from = performance.now();
        index.matchNotice(read(one, at), NOW);
        return performance.now() - from;
      }),
    );
  });
}

/** How many matches the index misses among those that every company and lot held together give. */
function missed(): number {
  const profiles = profilesOf(COMPANIES);
  const index = new MatchIndex(profiles);
  let lost = 0;
  for (let at = 0; at < CHECKED; at += 1) {
    const lots = profilesOfNotice(notice(at));
    const found = new Set(index.matchNotice(lots, NOW).map(({ bidderId, lotId }) => `${bidderId} ${lotId}`));
    for (const profile of profiles)
      for (const lot of lots) {
        const { verdict, bidderId, lotId } = matchLot(profile, lot, NOW);
        if (verdict !== 'no' && !found.has(`${bidderId} ${lotId}`)) lost += 1;
      }
  }
  return lost;
}

day(500, 300);
const SIZES: readonly [string, number, number][] = [
  ['1×', COMPANIES, NOTICES],
  ['2× les avis', COMPANIES, NOTICES * 2],
  ['4× les avis', COMPANIES, NOTICES * 4],
  ['2× les entreprises', COMPANIES * 2, NOTICES],
  ['4× les entreprises', COMPANIES * 4, NOTICES],
];
const targets: Target[] = [];
const rows: string[][] = [];
let first: number | undefined;
for (const [name, companyCount, noticeCount] of SIZES) {
  const run = day(companyCount, noticeCount);
  const took = run.index + run.matching;
  first ??= took;
  if (name === '1×') {
    targets.push(atMost('une journée d’avis, entreprises lues comprises', took, MOST_SECONDS, seconds));
    targets.push(atMost('mémoire en plus', run.megabytes, MOST_MEGABYTES, megabytes));
  } else if (name.startsWith('4×')) {
    const times = (value: number) => `${value.toFixed(2).replace('.', ',')}×`;
    targets.push(atMost(`${name} : temps`, took / first, 4 * LINEAR_WITHIN, times));
  }
  rows.push([
    name,
    `${companyCount} × ${noticeCount}`,
    seconds(run.index),
    seconds(run.matching),
    String(run.kept),
  ]);
}
for (const [name, isNational] of [
  ['d’un département', false],
  ['national', true],
] as const) {
  const each = alone(isNational);
  const half = milliseconds(quantile(each, 0.5));
  const what = `un avis ${name} contre ${COMPANIES} entreprises, le plus long de ${each.length} (médiane ${half})`;
  targets.push(atMost(what, Math.max(...each), MOST_MS_A_NOTICE, milliseconds));
}
targets.push(atMost('rapprochements que l’index perd', missed(), 0, String));
printTable(
  'Rapprocher les avis et les entreprises',
  ['', 'entreprises × avis', 'lire les entreprises', 'rapprocher', 'gardés'],
  rows,
);
printTable(
  'Demandé',
  ['', 'demandé', 'atteint', ''],
  targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
);
process.exitCode = targets.every(({ met }) => met) ? 0 : 1;
