import { type Block, plainText } from '#src/channel/blocks.ts';
import { findMessage } from '#src/conversation/store/messages.ts';
import type { Current } from '#src/features/recall/rules/changed.ts';
import { answerIn, recallMessage } from '#src/features/recall/rules/message.ts';
import { ALONE_UP_TO, needsSecond } from '#src/features/recall/rules/needs-second.ts';
import { toldOf } from '#src/features/recall/send.ts';
import { peopleOf, type RecalledAnswer, recalledAnswers } from '#src/features/recall/store/answers.ts';
import {
  type Change,
  changesOf,
  endedRecalls,
  openRecall,
  type Recall,
} from '#src/features/recall/store/recalls.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { recallPageTexts as texts } from './texts.ts';

/** Answers that are shown before and after. */
const EXAMPLES = 5;
const HISTORY = 20;
/** Characters of an answer that are shown. */
const SHOWN = 700;

/** What a page is shown with. */
export interface ViewParts {
  readonly db: Queryable;
  readonly current: () => Current | undefined;
  /** Key of who reads. */
  readonly reader: string;
  readonly now: number;
}

/** The way to the recall that waits for somebody's word; nothing when none does. */
export async function recallPart(db: Queryable): Promise<Html | undefined> {
  const recall = await openRecall(db);
  if (recall?.state !== 'ready' && recall?.state !== 'confirming') return undefined;
  const said =
    recall.state === 'confirming'
      ? texts.homeConfirm(recall.decided?.name ?? '', recall.people)
      : texts.home(recall.people);
  return html`<section class="block" aria-labelledby="recall-title">
        <h2 id="recall-title">${texts.title}</h2>
        <p>${said} <a href="/staff/rappels" aria-label="${texts.see} : ${texts.title}">${texts.see}</a></p>
      </section>`;
}

/** The page: what is to be decided now, and what was. */
export async function recallPage(parts: ViewParts): Promise<Html> {
  const recall = await openRecall(parts.db);
  return html`<p><a href="/staff">${texts.back}</a></p>
      <p>${texts.intro}</p>
      ${recall ? await openPart(parts, recall) : html`<div class="empty"><p>${texts.nothing}</p></div>`}
      ${await historyPart(parts)}`;
}

async function openPart(parts: ViewParts, recall: Recall): Promise<Html> {
  const { db, current, now } = parts;
  if (recall.state === 'counting')
    return html`<div class="empty"><p role="status">${texts.counting}</p></div>`;
  const changes = await changesOf(db, recall.id);
  const people = await peopleOf(db, recall.id);
  const found = await recalledAnswers(db, recall.id, { state: 'found', limit: EXAMPLES });
  const told = people.filter(({ state }) => state === 'told').reduce((sum, one) => sum + one.people, 0);
  const left = people.flatMap(({ state, why, people: count }) =>
    state === 'left' && why ? [html`<li>${String(count)} : ${texts.why[why]}</li>`] : [],
  );
  const labels = changes.map((change) => changeLine(change, current(), parisDay(now)));
  return html`<section class="block" aria-labelledby="changed-title">
        <h2 id="changed-title">${texts.changed}</h2>
        <ul>${labels}</ul>
      </section>
      <section class="block" aria-labelledby="people-title">
        <h2 id="people-title">${texts.people(recall.people)}</h2>
        ${left.length === 0 ? undefined : html`<h3>${texts.unreached}</h3><ul>${left}</ul>`}
        ${recall.leftOut === 0 ? undefined : html`<p class="hint">${texts.leftOut(recall.leftOut)}</p>`}
        ${recall.decided && html`<p>${texts.decidedBy(recall.decided.name, momentInFrench(recall.decided.at, now))}</p>`}
        ${recall.state === 'sending' ? html`<p role="status">${texts.sending(told, recall.people)}</p>` : decisionPart(parts, recall)}
      </section>
      ${await examplesPart(parts, found)}`;
}

function changeLine(
  { kind, reference, version }: Change,
  current: Current | undefined,
  today: IsoDate,
): Html {
  const label = current?.labelOf({ kind, reference }) ?? reference;
  const value = kind === 'figure' ? current?.valueOn(reference, today) : undefined;
  const said = version === '' ? texts.gone : value === undefined ? texts.changedOnly : texts.now(value);
  return html`<li>${label} : ${said}</li>`;
}

function decisionPart({ reader }: ViewParts, { id, version, state, people, decided }: Recall): Html {
  const button = (act: string, label: string, style: string) =>
    html`<button class="${style}" type="button" data-retry="/staff/api/recalls/${id}/${String(version)}/${act}">${label}</button>`;
  const drop = button('drop', texts.drop, 'quiet');
  if (state === 'confirming')
    return decided?.key === reader
      ? html`<p class="alert">${texts.waitsForOther}</p><div class="held-choice buttons">${drop}</div>`
      : html`<div class="held-choice buttons">${button('confirm', texts.confirm(people), 'primary')} ${drop}</div>`;
  return html`${needsSecond(people) ? html`<p class="hint">${texts.second(ALONE_UP_TO)}</p>` : undefined}
        <div class="held-choice buttons">${button('send', texts.decide(people), 'primary')} ${drop}</div>`;
}

async function examplesPart(
  { db, now }: ViewParts,
  found: readonly RecalledAnswer[],
): Promise<Html | undefined> {
  const shown: Html[] = [];
  let first: Html | undefined;
  for (const answer of found) {
    const told = await toldOf(db, answer, now);
    const given = await findMessage(db, answer.messageId);
    if (!told || !given || given.author === 'company') continue;
    first ??= html`${paragraphs(recallMessage(told))}`;
    shown.push(html`<li>
            <p><strong>${texts.question}</strong> : ${told.question}</p>
            <p class="hint">${answer.differs.map((one) => texts.differs[one]).join(', ')}</p>
            <h3>${texts.before}</h3>
            ${paragraphs(answerIn(given.content).blocks)}
            <h3>${texts.after}</h3>
            ${told.isRefused ? html`<p class="said">${texts.refusedNow}</p>` : paragraphs(told.blocks)}
          </li>`);
  }
  if (shown.length === 0) return undefined;
  return html`<section class="block" aria-labelledby="text-title">
        <h2 id="text-title">${texts.text}</h2>
        <p class="hint">${texts.textHint}</p>
        <blockquote>${first}</blockquote>
      </section>
      <section class="block" aria-labelledby="examples-title">
        <h2 id="examples-title">${texts.examples}</h2>
        <ul class="watched">${shown}</ul>
      </section>`;
}

/** The words of an answer, a paragraph each, cut where they are long. */
function paragraphs(blocks: readonly Block[]): Html[] {
  const words = plainText(blocks);
  const cut = words.length > SHOWN ? `${words.slice(0, SHOWN).trimEnd()}…` : words;
  return cut.split('\n\n').map((one) => html`<p class="said">${one}</p>`);
}

async function historyPart({ db, now }: ViewParts): Promise<Html | undefined> {
  const lines: Html[] = [];
  for (const recall of await endedRecalls(db, HISTORY)) lines.push(await historyLine(db, recall, now));
  return lines.length === 0
    ? undefined
    : html`<section class="block" aria-labelledby="history-title">
        <h2 id="history-title">${texts.history}</h2>
        <ul class="watched">${lines}</ul>
      </section>`;
}

async function historyLine(db: Queryable, recall: Recall, now: number): Promise<Html> {
  const { id, state, people, decided, confirmed, foundAt, endedAt } = recall;
  const became = await peopleOf(db, id);
  const told = became.filter((one) => one.state === 'told').reduce((sum, one) => sum + one.people, 0);
  const { ended } = texts;
  const said =
    state === 'dropped'
      ? ended.dropped
      : state === 'stopped'
        ? ended.stopped(told)
        : ended.done(told, people);
  const names = [decided?.name, confirmed?.name].filter((name) => name !== undefined);
  return html`<li><p>${momentInFrench(endedAt ?? foundAt, now)} : ${said}${names.length > 0 ? `, ${texts.by(...names)}` : ''}.</p></li>`;
}
