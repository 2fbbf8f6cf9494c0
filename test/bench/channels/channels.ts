/**
 * Prints how channels hold under load: two hundred people at once on the fake platform, its rate limits raised twentyfold.
 *
 *   npm run bench:channels -- --channel telegram [--people 200] [--messages 20000]
 *
 *   npm run bench:channels -- --outage 300 [--channel telegram]
 *
 * `--channel` takes every way of a channel whose name begins so; all of them when absent. `--outage` has the platform
 * refuse everything for so many seconds instead, all channels side by side. Exits 1 when something that is asked does
 * not hold.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ChannelPeer, ChannelPeerKind } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';
import {
  atMost,
  decimal,
  megabytes,
  milliseconds,
  printTable,
  quantile,
  seconds,
  type Target,
} from '../figures.ts';
import { benchOutage } from './outage.ts';

const { values } = parseArgs({
  options: {
    channel: { type: 'string', default: '' },
    people: { type: 'string', default: '200' },
    messages: { type: 'string', default: '20000' },
    outage: { type: 'string', default: '0' },
  },
});
const PEOPLE = Number(values.people);
const MESSAGES = Number(values.messages);
const RATE_FACTOR = 20;
/** Questions that each person asks when all begin at once. */
const OPENING = 5;
const QUARTERS = 4;
/** Growth over the long run that is still « flat »: the store's caches and the collector's habits. */
const FLAT_MB = 60;

/** Questions whose answers tell them apart: who gets them in another order sees it. */
const QUESTIONS = [
  { text: 'Ai-je droit à une avance ?', answer: /^Oui/ },
  { text: 'Puis-je sous-traiter tout le marché ?', answer: /^Non/ },
  { text: 'Sous quel montant une mairie achète des fournitures sans publicité ?', answer: /60 000/ },
] as const;
const questionAt = (place: number) => QUESTIONS[place % QUESTIONS.length] as (typeof QUESTIONS)[number];

const kinds = CHANNEL_PEERS.filter(({ name }) => name.startsWith(values.channel));
if (kinds.length === 0) {
  process.stderr.write(`Canaux connus : ${CHANNEL_PEERS.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}
const targets: Target[] = [];
const outage = Number(values.outage);
if (outage > 0) targets.push(...(await benchOutage(kinds, outage)));
else for (const kind of kinds) targets.push(...(await benchChannel(kind)));
printTable(
  'Ce qui est demandé',
  ['', 'demandé', 'atteint', 'tenu'],
  targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
);
process.exitCode = targets.every(({ met }) => met) ? 0 : 1;

async function benchChannel({ name, open }: ChannelPeerKind): Promise<Target[]> {
  await using peer = await open({ rateFactor: RATE_FACTOR, settings: { LOG_LEVEL: 'error' } });
  const users = Array.from({ length: PEOPLE }, (_, index) => `user-${index}`);
  const asked = new Map(users.map((user) => [user, 0]));

  // A hotline that has just started compiles its code at the first messages: they are not measured.
  for (let from = 0; from < PEOPLE; from += 20) await round(peer, users.slice(from, from + 20), asked, 1);
  const opening = await round(peer, users, asked, OPENING);
  const rounds = Math.max(QUARTERS, Math.ceil(MESSAGES / PEOPLE) - OPENING - 1);
  const memory = [await residentMemory(peer)];
  const longRun = { acknowledgements: [] as number[], seconds: 0 };
  for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
    const part = await round(peer, users, asked, Math.round(rounds / QUARTERS));
    longRun.acknowledgements.push(...part.acknowledgements);
    longRun.seconds += part.seconds;
    memory.push(await residentMemory(peer));
  }

  const { lost, disordered } = check(peer, asked);
  const total = [...asked.values()].reduce((sum, count) => sum + count, 0);
  printTable(
    `${name} : ${PEOPLE} conversations à la fois`,
    ['', 'mesure'],
    [
      ['messages', String(total)],
      ['accusé de réception, départ, p50', milliseconds(quantile(opening.acknowledgements, 0.5))],
      ['accusé de réception, départ, p99', milliseconds(quantile(opening.acknowledgements, 0.99))],
      ['accusé de réception, longue durée, p99', milliseconds(quantile(longRun.acknowledgements, 0.99))],
      ['réponses, départ', seconds(opening.seconds)],
      ['réponses par seconde, longue durée', decimal(longRun.acknowledgements.length / longRun.seconds)],
      ['mémoire résidente, au départ puis par quart', memory.map(megabytes).join(', ')],
    ],
  );
  const acknowledgements = [...opening.acknowledgements, ...longRun.acknowledgements];
  return [
    atMost(`${name} : accusé p99`, quantile(acknowledgements, 0.99), 250, milliseconds),
    atMost(`${name} : réponses perdues`, lost, 0, String),
    atMost(`${name} : conversations en désordre`, disordered, 0, String),
    // The first quarter fills the heap that the engine allows itself; after it, what grows is kept by mistake.
    atMost(`${name} : mémoire en plus`, (memory.at(-1) ?? 0) - (memory[1] ?? 0), FLAT_MB, megabytes),
  ];
}

/** Everybody asks so many questions, each once the last is answered, all side by side. */
async function round(
  peer: ChannelPeer,
  users: readonly string[],
  asked: Map<string, number>,
  count: number,
): Promise<{ acknowledgements: number[]; seconds: number }> {
  const begun = performance.now();
  const acknowledgements: number[] = [];
  const chat = async (user: string) => {
    for (let place = 0; place < count; place += 1) {
      const number = asked.get(user) ?? 0;
      asked.set(user, number + 1);
      acknowledgements.push(await peer.say(user, questionAt(number).text).acknowledged);
      await peer.untilReceived(user, number + 1);
    }
  };
  await Promise.all(users.map(chat));
  return { acknowledgements, seconds: (performance.now() - begun) / 1_000 };
}

/** Counts answers that never came, and conversations where one stands at another's place. */
function check(peer: ChannelPeer, asked: ReadonlyMap<string, number>): { lost: number; disordered: number } {
  let lost = 0;
  let disordered = 0;
  for (const [user, count] of asked) {
    const seen = peer.received(user);
    lost += Math.max(0, count - seen.length);
    const ordered = seen.every(({ text }, place) => questionAt(place).answer.test(text));
    if (!ordered || seen.length > count) disordered += 1;
  }
  return { lost, disordered };
}

/** Resident memory of the hotline, in MB, at rest: the least of a few looks. 0 where the system does not say. */
async function residentMemory(peer: ChannelPeer): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look += 1) {
    await sleep(1_000);
    const status = readFileSync(`/proc/${peer.hotline.pid}/status`, 'utf8');
    looks.push(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024);
  }
  return Math.min(...looks);
}
