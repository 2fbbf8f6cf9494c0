import { unsubscribeTexts as texts } from '#src/features/opportunities/alerts/mail/texts.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { ONE_CLICK } from './one-click.ts';

/** All are the same whoever opens them, and need no script. */
const page = (main: Html): string =>
  officePage({
    title: texts.title,
    signed: undefined,
    main: html`${main}
      <p><a href="/">${texts.open}</a></p>`,
  });

/** The page that asks before anything changes. */
export const askView = (): string =>
  page(html`<p>${texts.ask}</p>
      <form method="post">
        <input type="hidden" name="${ONE_CLICK.field}" value="${ONE_CLICK.value}">
        <button class="primary" type="submit">${texts.button}</button>
      </form>`);

export const doneView = (): string => page(html`<p role="status">${texts.done}</p>`);

export const unknownView = (): string => page(html`<p>${texts.unknown}</p>`);
