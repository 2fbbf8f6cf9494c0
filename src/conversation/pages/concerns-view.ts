import { type Html, html } from '#src/platform/web/layout/html.ts';
import { staffTexts } from '#src/platform/web/staff/texts.ts';

/** What is to be put right on the platforms, for the channels work but should not as they are; nothing where all is well. */
export const concernsPart = (concerns: readonly string[]): Html | undefined =>
  concerns.length === 0
    ? undefined
    : html`<section class="block" aria-labelledby="concerns-title">
        <h2 id="concerns-title">${staffTexts.concerns}</h2>
        <ul class="watched">${concerns.map((one) => html`<li>${one}</li>`)}</ul>
      </section>`;
