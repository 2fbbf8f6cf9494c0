import type { Block, RichText } from '#src/channel/blocks.ts';
import { channelNames } from '#src/channel/texts.ts';
import { type Preview, previewOf } from '#src/features/unanswered/rules/preview.ts';
import { askersOf, nameOf } from '#src/features/unanswered/rules/select.ts';
import type {
  BadRating,
  Doubt,
  GroupQuestion,
  QuestionGroup,
} from '#src/features/unanswered/store/groups.ts';
import type { Answered } from '#src/features/unanswered/store/tellings.ts';
import { newsTexts } from '#src/features/unanswered/texts-news.ts';
import { Html, html } from '#src/platform/web/layout/html.ts';
import { datesOf, missCounts, short, shortDay } from './list-view.ts';
import { missNames, people, questionsTexts as texts } from './texts.ts';

/** Questions of a group that are shown; the others are counted. */
const SHOWN = 40;
/** Signs of a wording: a longer one is a story. */
export const WORDING_SIGNS = 300;

/** A section of a page, to which a wording may be added. */
export interface SectionChoice {
  /** « guides/avance#ai-je-droit-a-une-avance ». */
  readonly key: string;
  readonly heading: string;
  readonly page: string;
}

/** What the page of a group shows. */
export interface GroupShown {
  readonly group: QuestionGroup;
  readonly doubts: readonly Doubt[];
  readonly ratings: readonly BadRating[];
  readonly answered: readonly Answered[];
  /** The nearest sections first, then all of them by their pages. */
  readonly near: readonly SectionChoice[];
  readonly sections: readonly SectionChoice[];
  /** Address of the page that was begun from it. */
  readonly pageAddress: string | undefined;
}

/** A group of questions that mean the same, and what staff do of it. */
export function groupView(shown: GroupShown): Html {
  const { group, doubts, ratings, answered } = shown;
  const { questions, told, isDismissed } = group;
  const now = questions.filter(({ isAnsweredNow }) => isAnsweredNow).length;
  const waiting = questions.filter(({ telling }) => telling === 'approved').length;
  return html`<p><a href="/staff/questions">${texts.back}</a></p>
      <p>${texts.asked(questions.length, askersOf(group))} ${missCounts(group)}, ${datesOf(group)}.</p>
      ${now > 0 ? html`<p class="said-line">${texts.answeredNow(now, questions.length)}</p>` : undefined}
      ${told > 0 ? html`<p class="said-line">${texts.toldCount(told)}</p>` : undefined}
      ${waiting > 0 ? html`<p class="said-line">${texts.waiting(waiting)}</p>` : undefined}
      ${tellPart(group.id, previewOf(answered))}
      ${questionsSection(questions)}
      ${doubtsPart(doubts)}
      ${ratingsPart(ratings)}
      ${pagePart(shown)}
      ${wordingPart(shown)}
      <div class="buttons">
        <button class="quiet" type="button" data-do="/staff/api/questions/${group.id}/${isDismissed ? 'take-back' : 'dismiss'}">${isDismissed ? texts.takeBack : texts.dismiss}</button>
        <p role="status" tabindex="-1"></p>
      </div>`;
}

function questionsSection(questions: readonly GroupQuestion[]): Html {
  const lines = questions
    .toReversed()
    .slice(0, SHOWN)
    .map(
      ({ text, askedAt, channel, misses, isAnsweredNow }) => html`<li>
            <p class="said">« ${text} »</p>
            <p class="hint">${[shortDay(askedAt), channelNames[channel] ?? channel, ...misses.map((miss) => missNames[miss]), ...(isAnsweredNow ? [texts.answered] : [])].join(' · ')}</p>
          </li>`,
    );
  const more = questions.length - SHOWN;
  return html`<section class="block" aria-labelledby="asked-title">
        <h2 id="asked-title">${texts.questions}</h2>
        <ul class="watched">${lines}</ul>
        ${more > 0 ? html`<p class="hint">${texts.more(more)}</p>` : undefined}
      </section>`;
}

function doubtsPart(doubts: readonly Doubt[]): Html | undefined {
  if (doubts.length === 0) return undefined;
  const lines = doubts
    .slice(0, SHOWN)
    .map(({ offered, chosen }) => html`<li><p>${texts.offered(offered)} ${texts.chosen(chosen)}</p></li>`);
  return html`<section class="block" aria-labelledby="doubts-title">
        <h2 id="doubts-title">${texts.doubts}</h2>
        <ul class="watched">${lines}</ul>
      </section>`;
}

function ratingsPart(ratings: readonly BadRating[]): Html | undefined {
  if (ratings.length === 0) return undefined;
  const said = ratings.flatMap(({ reason, at }) => (reason ? [{ reason, at }] : []));
  const silent = ratings.length - said.length;
  return html`<section class="block" aria-labelledby="ratings-title">
        <h2 id="ratings-title">${texts.ratings}</h2>
        <ul class="watched">${said
          .slice(0, SHOWN)
          .map(
            ({ reason, at }) =>
              html`<li><p class="said">« ${reason} »</p><p class="hint">${shortDay(at)}</p></li>`,
          )}</ul>
        ${silent > 0 ? html`<p class="hint">${texts.noReason(silent)}</p>` : undefined}
      </section>`;
}

function pagePart({ group, pageAddress }: GroupShown): Html {
  return html`<section class="block" aria-labelledby="page-title">
        <h2 id="page-title">${texts.page.title}</h2>
        <p class="hint">${texts.page.hint}</p>
        ${pageAddress ? html`<p><a href="${pageAddress}">${texts.page.open}</a></p>` : undefined}
        <div class="buttons">
          <button class="primary" type="button" data-do="/staff/api/questions/${group.id}/draft">${texts.page.make}</button>
          <p role="status" tabindex="-1"></p>
        </div>
      </section>`;
}

function wordingPart({ group, near, sections }: GroupShown): Html {
  const { wording } = texts;
  const option = ({ key, heading }: SectionChoice) => html`<option value="${key}">${heading}</option>`;
  const pages = [...Map.groupBy(sections, ({ page }) => page)].map(
    ([page, own]) => html`<optgroup label="${page}">${own.map(option)}</optgroup>`,
  );
  const nearest =
    near.length > 0 ? html`<optgroup label="${wording.near}">${near.map(option)}</optgroup>` : undefined;
  return html`<section class="block" aria-labelledby="wording-title">
        <h2 id="wording-title">${wording.title}</h2>
        <form id="wording" data-address="/staff/api/questions/${group.id}/wording" data-sure="${wording.sure}">
          <p class="hint" id="wording-hint">${wording.hint}</p>
          <div class="field">
            <label for="wording-text">${wording.text}</label>
            <textarea id="wording-text" name="text" rows="3" maxlength="${String(WORDING_SIGNS)}" required aria-describedby="wording-hint">${nameOf(group).slice(0, WORDING_SIGNS).toWellFormed()}</textarea>
          </div>
          <div class="field">
            <label for="wording-section">${wording.section}</label>
            <select id="wording-section" name="section" required>${nearest}${pages}</select>
          </div>
          <div class="buttons"><button class="primary" type="submit">${wording.add}</button></div>
          <p role="status" tabindex="-1"></p>
        </form>
      </section>`;
}

function tellPart(groupId: string, { told, others, basis }: Preview): Html {
  const { tell } = texts;
  const kept =
    others.length === 0
      ? undefined
      : html`<h3>${tell.others}</h3>
        <ul>${others.map(({ why, count }) => html`<li>${tell.whyNot(why, count)}</li>`)}</ul>`;
  const body =
    told.length === 0
      ? html`<p>${tell.nobody}</p>`
      : html`<p>${tell.intro(told.length)}</p>
        ${messagesOf(told)}`;
  const click =
    told.length === 0
      ? undefined
      : html`<div class="buttons">
          <button class="primary" type="button" data-do="/staff/api/questions/${groupId}/tell" data-basis="${basis}">${tell.button(told.length)}</button>
          <p role="status" tabindex="-1"></p>
        </div>`;
  return html`<section class="block" aria-labelledby="tell-title">
        <h2 id="tell-title">${tell.title}</h2>
        ${body}
        ${kept}
        ${click}
      </section>`;
}

/** Each answer once, with the words of one of those who will read it. */
const messagesOf = (told: readonly Answered[]): Html[] =>
  [...Map.groupBy(told, ({ digest }) => digest).values()].flatMap(([first, ...others]) =>
    first
      ? [
          html`<figure class="news">
          <figcaption class="hint">${texts.tell.alike(others.length + 1)}</figcaption>
          <p>${newsTexts.asked(first.question)}</p>
          ${first.answer.blocks.map(drawn)}
        </figure>`,
        ]
      : [],
  );

const textOf = (text: RichText): string => text.map((span) => span.text).join('');

function drawn(block: Block): Html {
  switch (block.type) {
    case 'paragraph':
    case 'note':
      return html`<p>${textOf(block.text)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${textOf(item)}</li>`)}</ul>`;
    case 'sources':
      return html`<p class="hint">${texts.tell.sources} : ${block.items.map(({ title, section }) => `${title}, « ${section} »`).join(' ; ')}</p>`;
    default:
      return new Html('');
  }
}

/** What a group is called, as a title. */
export const titleOf = (group: QuestionGroup): string => short(nameOf(group)) || people(askersOf(group));
