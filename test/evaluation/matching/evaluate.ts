import { type Match, matchLot } from '#src/features/opportunities/matching/match.ts';
import { profileOfBidder, profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import { bidderText, lotText } from '#src/features/opportunities/matching/texts-to-embed.ts';
import { type ByteVector, toBytes } from '#src/features/opportunities/matching/vectors.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import {
  bidderFrom,
  codesOf,
  type Label,
  linesOf,
  noticeFrom,
  type PlainCompany,
  type PlainNotice,
} from './adapt.ts';
import { agreement } from './agreement.ts';

/** The day on which the set is answered: two days before its first calls close. */
const NOW = instantOf('2026-11-29', '08:00');
/** Every third company is held back. */
const isHeld = (index: number): boolean => index % 3 === 2;

type Verdict = Match['verdict'];
/** A way to choose, company by company and lot by lot. */
type Verdicts = ReadonlyMap<string, Verdict>;

const companies = linesOf<PlainCompany>('companies.jsonl');
const notices = linesOf<PlainNotice>('notices.jsonl');
const labels = linesOf<Label>('labels.jsonl');
const keyOf = (company: string, notice: string, lot: string) => `${company} ${notice} ${lot}`;

const flags = process.argv.slice(2);
const only = flags.includes('--part') ? flags[flags.indexOf('--part') + 1] : undefined;
const showsFailures = flags.includes('--failures');

const PARTS = [
  { name: 'réglage', flag: 'tune', companies: companies.filter((_, index) => !isHeld(index)) },
  { name: 'gardé à part', flag: 'held', companies: companies.filter((_, index) => isHeld(index)) },
].filter(({ flag }) => only === undefined || only === flag);

/** What the matcher says. */
async function matched(asked: readonly PlainCompany[], embed: Embed | undefined): Promise<Verdicts> {
  const lots = [];
  for (const plain of notices) {
    const notice = noticeFrom(plain);
    const vectors = embed && (await Promise.all(notice.lots.map((lot) => embed(lotText(notice, lot)))));
    lots.push(...profilesOfNotice(notice, vectors).map((profile) => ({ id: plain.id, profile })));
  }
  const verdicts = new Map<string, Verdict>();
  for (const company of asked) {
    const bidder = bidderFrom(company);
    const profile = profileOfBidder(bidder, embed && (await embed(bidderText(bidder))));
    for (const { id, profile: lot } of lots)
      verdicts.set(keyOf(company.id, id, lot.lot.id), matchLot(profile, lot, NOW).verdict);
  }
  return verdicts;
}

/** The plain filter of alert services: a code of the same group, and one's department; nothing is near. */
function filtered(asked: readonly PlainCompany[]): Verdicts {
  const verdicts = new Map<string, Verdict>();
  const group = (code: string) => code.slice(0, 3);
  for (const company of asked) {
    const groups = codesOf(company).map(group);
    const { departments, everywhere } = bidderFrom(company);
    for (const notice of notices) {
      const isOpen =
        notice.closing === null ||
        noticeFrom(notice).closing?.at === undefined ||
        Number(noticeFrom(notice).closing?.at) > NOW;
      for (const lot of notice.lots) {
        const fits =
          isOpen &&
          [...lot.cpv, ...notice.cpv].some((code) => groups.includes(group(code))) &&
          (everywhere || lot.place.some((code) => departments.includes(code)));
        verdicts.set(keyOf(company.id, notice.id, lot.number), fits ? 'useful' : 'no');
      }
    }
  }
  return verdicts;
}

interface Counts {
  sent: number;
  sentUseful: number;
  sentAlmost: number;
  unlabelled: number;
  useful: number;
  near: number;
  nearRight: number;
  almost: number;
  almostTold: number;
  none: number;
  noneSilent: number;
}

function count(asked: readonly PlainCompany[], verdicts: Verdicts): Counts {
  const ids = new Set(asked.map(({ id }) => id));
  const said = new Map(
    labels
      .filter(({ company }) => ids.has(company))
      .map((one) => [keyOf(one.company, one.notice, one.lot), one]),
  );
  const counts: Counts = {
    sent: 0,
    sentUseful: 0,
    sentAlmost: 0,
    unlabelled: 0,
    useful: 0,
    near: 0,
    nearRight: 0,
    almost: 0,
    almostTold: 0,
    none: 0,
    noneSilent: 0,
  };
  for (const [key, verdict] of verdicts) {
    const label = said.get(key)?.label;
    if (label === 'utile') counts.useful += 1;
    if (label === 'presque') counts.almost += 1;
    if (label === 'presque' && verdict !== 'no') counts.almostTold += 1;
    if (verdict === 'near') counts.near += 1;
    if (verdict === 'near' && (label === 'presque' || label === 'utile')) counts.nearRight += 1;
    if (verdict === 'useful') {
      counts.sent += 1;
      if (label === undefined) counts.unlabelled += 1;
      if (label === 'utile') counts.sentUseful += 1;
      if (label === 'presque') counts.sentAlmost += 1;
    }
    const isWrong =
      (verdict === 'useful') !== (label === 'utile') || (verdict === 'near') !== (label === 'presque');
    if (showsFailures && isWrong)
      console.log(key, verdict, label ?? '(non étiqueté)', said.get(key)?.why ?? '');
  }
  for (const { id } of asked) {
    const own = [...verdicts].filter(([key]) => key.startsWith(`${id} `));
    if (own.some(([key]) => said.get(key)?.label === 'utile')) continue;
    counts.none += 1;
    if (own.every(([, verdict]) => verdict !== 'useful')) counts.noneSilent += 1;
  }
  return counts;
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1).replace('.', ',')} % (${part} sur ${whole})`;

type Embed = (text: string) => Promise<ByteVector>;
const reader = openReaderEmbedder();
const known = new Map<string, Promise<ByteVector>>();
const embed: Embed = (text) => {
  const found = known.get(text) ?? reader.embed(text, 'passage').then(toBytes);
  known.set(text, found);
  return found;
};

for (const { name, companies: asked } of PARTS) {
  const ways: [string, Verdicts][] = [
    ['avec le lecteur', await matched(asked, embed)],
    ['par les mots seuls', await matched(asked, undefined)],
    ['codes CPV et département', filtered(asked)],
  ];
  console.log(`\n${name} : ${asked.length} entreprises`);
  for (const [way, verdicts] of ways) {
    if (showsFailures) console.log(`  — ${way}`);
    const c = count(asked, verdicts);
    console.log(`  ${way}`);
    console.log(
      `    envoyés, utiles : ${share(c.sentUseful, c.sent)} ; presque : ${c.sentAlmost} ; non étiquetés : ${c.unlabelled}`,
    );
    console.log(`    utiles, envoyés : ${share(c.sentUseful, c.useful)}`);
    console.log(
      `    « presque » proposés, justes : ${share(c.nearRight, c.near)} ; « presque » étiquetés, dits : ${share(c.almostTold, c.almost)}`,
    );
    console.log(`    entreprises sans rien d’utile, laissées en paix : ${share(c.noneSilent, c.none)}`);
  }
}

const { pairs, observed, kappa, disputable, disputableSame } = agreement();
const decimal = (value: number): string => value.toFixed(2).replace('.', ',');
console.log(
  `\ndeux mains sur ${pairs} paires : κ = ${decimal(kappa)} (accord ${decimal(observed)}) ; où l’une au moins ne dit pas « non » : ${share(disputableSame, disputable)}`,
);
