import { Html, html } from '#src/platform/web/layout/html.ts';
import { pageTexts as texts } from './texts.ts';

/** A page that everybody may read. */
export interface PublicPage {
  readonly title: string;
  readonly description?: string | undefined;
  readonly main: Html;
  /** The one address of its content; absent where there is none, as on a page of results. */
  readonly canonical?: string | undefined;
  /** What it holds, for search engines: schema.org, as JSON-LD. */
  readonly data?: unknown;
}

/** The frame of the public pages: it works without a script, and has none. */
export function publicPage({ title, description, main, canonical, data }: PublicPage): string {
  return html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · ${texts.owner}</title>
    ${description && html`<meta name="description" content="${description}">`}
    ${canonical ? html`<link rel="canonical" href="${canonical}">` : html`<meta name="robots" content="noindex, follow">`}
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/frame.css">
    <link rel="stylesheet" href="/annuaire/assets/directory.css">
    ${data === undefined ? undefined : html`<script type="application/ld+json">${jsonLd(data)}</script>`}
  </head>
  <body class="directory">
    <a class="skip" href="#content">${texts.skip}</a>
    <div class="top">
      <header class="bar">
        <img class="logo" src="/assets/icon.svg" alt="" width="40" height="40">
        <p class="name">
          <span class="name-main">${texts.product}</span>
          <span class="name-sub">${texts.owner}</span>
        </p>
        <a class="quiet" href="/">${texts.chat}</a>
      </header>
    </div>
    <main id="content" tabindex="-1">
      ${typeset(main)}
    </main>
  </body>
</html>
`.text;
}

/** French signs stay with the word that they belong to. */
const typeset = ({ text }: Html): Html =>
  new Html(text.replace(/« (?=\S)/g, '«\u00a0').replace(/(?<=\S) (?=[»:;?!](?:[\s<).]|$))/g, '\u00a0'));

/** JSON that can't end its element, nor begin another one. */
const jsonLd = (data: unknown): Html =>
  new Html(
    JSON.stringify(data)
      .replace(/</g, '\\u003c')
      .replace(/>/g, '\\u003e')
      .replace(/&/g, '\\u0026')
      .replace(/\u2028/g, '\\u2028')
      .replace(/\u2029/g, '\\u2029'),
  );
