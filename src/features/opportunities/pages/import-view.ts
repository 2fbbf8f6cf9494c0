import type { WrittenLine } from '#src/features/opportunities/written-table.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { writtenPageTexts as texts } from './texts-written.ts';

/** Where a table is chosen or dropped, looked at, and kept. */
export const importPage = (
  mostBytes: number,
): Html => html`<p><a href="/staff/opportunites">${texts.back}</a></p>
      <p>${texts.dropIntro}</p>
      <p><a href="/staff/opportunites/modele.csv" download>${texts.model}</a></p>
      <form id="table" class="block drop" data-most="${String(mostBytes)}" data-too-big="${texts.tooBig}" novalidate>
        <div class="field">
          <label for="list">${texts.file}</label>
          <input id="list" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" aria-describedby="mistake-list">
          <p class="mistake" id="mistake-list" data-mistake="list" tabindex="-1" hidden></p>
        </div>
        <div class="buttons"><button class="primary" type="submit">${texts.preview}</button></div>
      </form>
      <div id="verdict" tabindex="-1"></div>
      <p id="said" role="status" tabindex="-1"></p>`;

/** What a table would do, in words: the lines to correct first. */
export interface TableWords {
  readonly title: string;
  /** What the button says; absent where nothing would be kept. */
  readonly confirm?: string;
  readonly nothing?: string;
  readonly groups: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly lines: readonly string[];
  }[];
}

/** The lines of a table as the page shows them. */
export function tableWords(lines: readonly WrittenLine[]): TableWords {
  const wrong = lines.filter(({ verdict }) => verdict === 'wrong');
  const good = lines.filter(({ verdict }) => verdict === 'new' || verdict === 'corrects');
  const other = lines.filter((line) => !wrong.includes(line) && !good.includes(line));
  const group = (title: string, some: readonly WrittenLine[], open: boolean) =>
    some.length === 0 ? [] : [{ title, open, lines: some.map(lineWords) }];
  return {
    title: texts.summary({
      made: good.filter(({ verdict }) => verdict === 'new').length,
      corrected: good.filter(({ verdict }) => verdict === 'corrects').length,
      wrong: wrong.length,
      other: other.length,
    }),
    ...(good.length > 0 ? { confirm: texts.bringIn(good.length, wrong.length) } : { nothing: texts.nothing }),
    groups: [
      ...group(texts.groupWrong(wrong.length), wrong, true),
      ...group(texts.groupGood(good.length), good, true),
      ...group(texts.groupOther(other.length), other, false),
    ],
  };
}

const lineWords = ({ line, title, verdict, mistakes }: WrittenLine): string =>
  texts.line(line, title, verdict, mistakes.map(({ message }) => message).join(' '));
