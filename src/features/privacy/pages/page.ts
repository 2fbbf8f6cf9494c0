import { readFileSync } from 'node:fs';
import { type RequestHandler, Router } from 'express';
import type { Period } from '#src/features/privacy/rules/periods.ts';
import { inDays } from '#src/features/privacy/texts.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { processings, privacyPage as texts } from './texts.ts';

/** Where the page on privacy is. */
export const PRIVACY_PATH = '/vie-privee';

const STYLE = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** The page on privacy: rights, whom to write to, the register of processing, periods. It needs no session and no script. */
export function createPrivacyPage(parts: {
  readonly erasureDelayDays: number;
  readonly contact: string | undefined;
  readonly periods: readonly Period[];
}): Router {
  const router = Router();
  // No line begins with a sign that belongs to the word before it.
  const page = pageOf(parts)
    .text.replace(/ (?=[;:?!»])/g, '\u00A0')
    .replace(/« /g, '«\u00A0');
  const headers: RequestHandler = (_request, response, next) => {
    response.set({
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    });
    next();
  };
  router.get('/', headers, (_request, response) => void response.type('html').send(page));
  router.get('/page.css', headers, (_request, response) => void response.type('css').send(STYLE));
  return router;
}

function pageOf({ erasureDelayDays, contact, periods }: Parameters<typeof createPrivacyPage>[0]): Html {
  const kept = (id: string) => periods.find((period) => period.id === id);
  const delay = erasureDelayDays > 0 ? inDays(erasureDelayDays) : undefined;
  const rights = [...texts.rights, texts.erase(delay)];
  const register = processings.map((one) => [
    one.purpose,
    one.data,
    one.basis,
    one.recipients,
    inDays(kept(one.kept)?.days ?? 0),
  ]);
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title} · ${texts.service}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="${PRIVACY_PATH}/page.css">
</head>
<body>
<main>
<p><a href="/">${texts.back}</a></p>
<h1>${texts.title}</h1>
<p>${texts.service}. ${texts.lead}</p>
<h2>${texts.rightsTitle}</h2>
<dl>${rights.map(([words, does]) => html`<dt>${words}</dt><dd>${does}</dd>`)}</dl>
<h2>${texts.whoTitle}</h2>
<p>${contact === undefined ? texts.noWho : texts.who(contact)}</p>
<h2>${texts.registerTitle}</h2>
${table(texts.columns, register)}
<p>${texts.lawful}</p>
<p>${texts.cookie}</p>
<h2>${texts.periodsTitle}</h2>
${table(
  texts.periodColumns,
  periods.map(({ of, days, why }) => [of, inDays(days), why]),
)}
</main>
</body>
</html>
`;
}

const table = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Html => html`<div class="table"><table>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td data-name="${columns[index]}">${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
