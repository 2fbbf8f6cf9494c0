import { plainText } from '#src/channel/blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import {
  deadLetters,
  repeatedMessages,
  type WatchedMessage,
  watchedCounts,
} from '#src/conversation/store/outbox/attention.ts';
import {
  countSetAside,
  type MessageSetAside,
  messagesSetAside,
} from '#src/conversation/store/turn-trouble.ts';
import { knowledgeWatchTexts } from '#src/knowledge/ingest/texts.ts';
import type { Database } from '#src/platform/database/database.ts';
import { type DeadJob, deadJobs, jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import type { Notice, Notices } from './notices.ts';
import { concernsTitle, watchTexts as texts } from './texts.ts';

const SHOWN = 50;
const EXCERPT = 160;

/** How each channel is doing. */
export type ChannelStates = Readonly<Record<string, 'starting' | 'running' | 'failed'>>;

/** What is shown of what is to be watched. */
export interface Watched {
  readonly db: Database;
  readonly channels: () => ChannelStates;
  /** How staff read what a job is, by its kind; one without a name is read as it is kept. */
  readonly jobNames: Readonly<Record<string, string>>;
  /** What is not as it should be besides messages and jobs. */
  readonly notices: Notices;
}

/** What went wrong and somebody must look at, and how the channels are doing. */
export async function watchPart({ db, channels, jobNames, notices }: Watched, now: number): Promise<Html> {
  const [counts, jobs, noticed] = await Promise.all([watchedCounts(db), jobCounts(db), notices.list()]);
  const letters = await deadLetters(db, SHOWN);
  const dead = await deadJobs(db, SHOWN);
  const repeated = await repeatedMessages(db, SHOWN);
  const aside = await messagesSetAside(db, SHOWN);
  const watched = letters.length + dead.length + repeated.length + aside.length;
  const nothing = watched + noticed.length === 0;
  return html`<section class="block" aria-labelledby="watch-title">
        <h2 id="watch-title">${texts.title}</h2>
        ${nothing ? html`<p>${texts.nothing}</p>` : undefined}
        ${noticed.length === 0 ? undefined : html`<ul class="watched">${noticed.map(noticeLine)}</ul>`}
        ${list(
          texts.aside,
          texts.asideHint,
          aside.map((one) => asideLine(one, now)),
          await countSetAside(db),
        )}
        ${list(
          texts.letters,
          texts.lettersHint,
          letters.map((one) => letterLine(one, now)),
          counts.dead,
        )}
        ${list(
          texts.jobs,
          texts.jobsHint,
          dead.map((one) => jobLine(one, jobNames[one.kind] ?? one.kind, now)),
          jobs.dead,
        )}
        ${list(
          texts.repeated,
          texts.repeatedHint,
          repeated.map((one) => messageLine(one, now)),
          counts.repeated,
        )}
        <h3>${texts.channels}</h3>
        ${channelLines(channels())}
      </section>`;
}

function list(title: string, hint: string, lines: readonly Html[], all: number): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<h3>${title} <span class="count">${String(all)}</span></h3>
        <p class="hint">${hint}${all > lines.length ? ` ${texts.more(lines.length, all)}` : undefined}</p>
        <ul class="watched">${lines}</ul>`;
}

const nameOf = (channel: string): string => channelNames[channel] ?? channel;

const placeOf = ({ kind, channel, personName, caseNumber }: WatchedMessage): string =>
  kind === 'desk' ? texts.toThread(nameOf(channel), caseNumber) : texts.to(nameOf(channel), personName);

const excerptOf = ({ blocks }: WatchedMessage): string => excerpt(plainText(blocks));

function excerpt(text: string): string {
  const words = text
    .slice(0, 4 * EXCERPT)
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return texts.noWords;
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words;
}

const messageLine = (one: WatchedMessage, now: number, more?: Html): Html => html`<li>
            <p><strong>${placeOf(one)}</strong></p>
            <p class="said">${excerptOf(one)}</p>
            <p class="hint">${texts.when(momentInFrench(one.createdAt, now), one.attempts)}</p>
            ${more}
          </li>`;

const letterLine = (one: WatchedMessage, now: number): Html =>
  messageLine(
    one,
    now,
    html`${one.isUnreachable ? html`<p class="hint">${texts.unreachable}</p>` : undefined}
            ${why(one.error)}
            ${retry(`/staff/api/letters/${one.id}/retry`, placeOf(one))}`,
  );

function asideLine(
  { id, channel, personName, content, why, writtenAt, setAsideAt }: MessageSetAside,
  now: number,
): Html {
  const place = texts.to(nameOf(channel), personName);
  const said =
    (content as { text?: unknown; label?: unknown }).text ?? (content as { label?: unknown }).label;
  return html`<li>
            <p><strong>${place}</strong></p>
            <p class="said">${excerpt(typeof said === 'string' ? said : '')}</p>
            <p class="hint">${texts.asideWhen(momentInFrench(writtenAt, now), momentInFrench(setAsideAt, now))} · ${texts.asideWhy[why]}</p>
            <button class="quiet" type="button" data-retry="/staff/api/messages/${id}/relaunch" aria-label="${texts.relaunchOf(place)}">${texts.relaunch}</button>
          </li>`;
}

function jobLine(job: DeadJob, name: string, now: number): Html {
  return html`<li>
            <p><strong>${name}</strong></p>
            <p class="hint">${texts.jobWhen(momentInFrench(job.finishedAt, now), job.attempts)}</p>
            ${why(job.error)}
            ${retry(`/staff/api/jobs/${job.id}/retry`, name)}
          </li>`;
}

const noticeLine = ({ text, accepts, link }: Notice): Html => html`<li>
            <p>${text} ${link && html`<a href="${link.href}">${link.label}</a>`}</p>
            ${
              accepts === undefined
                ? undefined
                : html`<button class="quiet" type="button" data-retry="/staff/api/knowledge/${accepts}/accept">${knowledgeWatchTexts.accept}</button>`
            }
          </li>`;

const why = (error: string): Html | undefined =>
  error === '' ? undefined : html`<p class="hint">${texts.why} <code>${error}</code></p>`;

const retry = (path: string, what: string): Html =>
  html`<button class="quiet" type="button" data-retry="${path}" aria-label="${texts.retryOf(what)}">${texts.retry}</button>`;

function channelLines(states: ChannelStates): Html {
  const lines = Object.entries(states).map(
    ([channel, state]) =>
      html`<li><strong>${nameOf(channel)}</strong> : <span class="state ${state}">${texts.states[state]}</span></li>`,
  );
  return lines.length === 0 ? html`<p>${texts.noChannels}</p>` : html`<ul class="channels">${lines}</ul>`;
}

/** What is to be put right on the platforms, for the channels work but should not as they are; nothing where all is well. */
export const concernsPart = (concerns: readonly string[]): Html | undefined =>
  concerns.length === 0
    ? undefined
    : html`<section class="block" aria-labelledby="concerns-title">
        <h2 id="concerns-title">${concernsTitle}</h2>
        <ul class="watched">${concerns.map((one) => html`<li>${one}</li>`)}</ul>
      </section>`;
