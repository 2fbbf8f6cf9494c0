import { fileURLToPath } from 'node:url';
import { type ErrorRequestHandler, type Response, Router } from 'express';
import { asksSomething, criteriaOf, placesIn } from '#src/features/directory/rules/criteria.ts';
import { searchCards } from '#src/features/directory/rules/match.ts';
import { createCardCache } from '#src/features/directory/search/card-cache.ts';
import { readCard } from '#src/features/directory/search/read-cards.ts';
import { tradesOf } from '#src/features/directory/search/show-companies.ts';
import { errorText } from '#src/platform/errors.ts';
import { html } from '#src/platform/web/layout/html.ts';
import { addAnswerRoutes } from './answer-routes.ts';
import { companyView } from './card-view.ts';
import { type Asked, listView } from './list-view.ts';
import type { DirectoryRouterParts } from './parts.ts';
import { type PublicPage, publicPage } from './public-page.ts';
import { robotsText, sitemapXml } from './sitemap.ts';
import { companyData, listData } from './structured-data.ts';
import { pageTexts as texts } from './texts.ts';

const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));
const PER_PAGE = 20;
const MOST_SIGNS = 200;

/**
 * The public directory: `/annuaire`, a page for each company, what search engines ask for, and the page of a mail where
 * a company answers a buyer. Nothing is kept by a browser or a proxy, and here only what did not change: who leaves is
 * gone at the next request.
 */
export function createDirectoryRouter(parts: DirectoryRouterParts): Router {
  const { directory: links, logger } = parts;
  const router = Router();
  router.use(['/annuaire', '/robots.txt'], ...parts.guards, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/annuaire/assets/directory.css', (_request, response) => {
    response
      .set('Cache-Control', 'no-cache')
      .sendFile('directory.css', { root: ASSETS, cacheControl: false });
  });
  addAnswerRoutes(router, parts);
  if (links.isOn) addPages(router, parts);
  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    const { status } = error as { status?: unknown };
    // What the address or the body got wrong is for the application's own last word.
    if (response.headersSent || (typeof status === 'number' && status < 500)) return next(error);
    logger.error({ err: errorText(error) }, 'directory page failed');
    send(response, 500, message(texts.failedTitle, texts.failed));
  };
  router.use(failed);
  return router;
}

/** The list, a page for each company, and what search engines ask for. */
function addPages(router: Router, { db, form, directory: links }: DirectoryRouterParts): void {
  const cards = createCardCache(db);
  router.get('/annuaire', async (request, response) => {
    const asked: Asked = {
      activite: textOf(request.query.activite),
      lieu: textOf(request.query.lieu),
      engagement: textOf(request.query.engagement),
    };
    const { criteria, errors, isRefused, noPlace } = readSearch(asked);
    const { found, partial } = searchCards(await cards(), criteria);
    const isPartial = found.length === 0;
    const all = isPartial ? partial : found;
    const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
    const page = Math.min(pages, pageOf(request.query.page));
    const matches = all.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    const isSearch = asksSomething(criteria);
    const view = { asked, criteria, isSearch, errors, matches, isPartial, page, pages, total: all.length };
    const url = `${links.pageUrl()}${page > 1 ? `?page=${page}` : ''}`;
    const items = matches.map(({ card }) => ({ card, url: links.cardUrl(card.slug) }));
    send(response, isRefused ? 400 : 200, {
      title: texts.title,
      description: texts.description,
      main: listView({ ...view, form: await form() }),
      // Results of a search are no page of their own for search engines.
      canonical: isSearch || isRefused || noPlace ? undefined : url,
      data: isSearch ? undefined : listData(url, items),
    });
  });

  router.get('/annuaire/sitemap.xml', async (_request, response) => {
    const listed = await cards();
    response
      .type('application/xml')
      .send(sitemapXml([links.pageUrl(), ...listed.map(({ slug }) => links.cardUrl(slug))]));
  });

  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send(robotsText(`${links.pageUrl()}/sitemap.xml`));
  });

  router.get('/annuaire/:slug', async (request, response) => {
    const { slug } = request.params;
    const key = /(?:^|-)([0-9a-f]{10})$/.exec(slug)?.[1];
    const card = key === undefined ? undefined : await readCard(db, key);
    if (card === undefined) return send(response, 404, message(texts.missingTitle, texts.missing));
    if (card === 'left') return send(response, 410, message(texts.goneTitle, texts.gone));
    // The company changed its name.
    if (slug !== card.slug) return response.redirect(302, `/annuaire/${card.slug}`);
    const url = links.cardUrl(card.slug);
    send(response, 200, {
      title: card.name,
      description: [card.name, ...tradesOf(card)].join(', '),
      main: companyView(await form(), card),
      canonical: url,
      data: companyData(card, url, tradesOf(card)),
    });
  });
}

/** Read on the thread that serves everybody: what is longer than a search is refused before anything reads it. */
function readSearch(asked: Asked) {
  const tooLong = (value: string) => (value.length > MOST_SIGNS ? texts.tooLong(MOST_SIGNS) : undefined);
  const long = { activite: tooLong(asked.activite), lieu: tooLong(asked.lieu) };
  const criteria = criteriaOf({
    activity: long.activite ? '' : asked.activite,
    place: long.lieu ? '' : asked.lieu,
    family: asked.engagement,
  });
  const noPlace = !long.lieu && asked.lieu !== '' && placesIn(asked.lieu, false).places.length === 0;
  const errors = {
    ...(long.activite && { activite: long.activite }),
    ...(long.lieu && { lieu: long.lieu }),
    ...(noPlace && { lieu: texts.unknownPlace(asked.lieu) }),
  };
  return { criteria, errors, noPlace, isRefused: long.activite !== undefined || long.lieu !== undefined };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const pageOf = (value: unknown): number => (/^[1-9]\d{0,5}$/.test(textOf(value)) ? Number(value) : 1);

const message = (title: string, words: string): PublicPage => ({
  title,
  main: html`<h1>${title}</h1>
      <p>${words}</p>
      <p><a href="/annuaire">${texts.back}</a></p>`,
});

function send(response: Response, status: number, page: PublicPage): void {
  if (page.canonical === undefined) response.set('X-Robots-Tag', 'noindex');
  response.status(status).type('html').send(publicPage(page));
}
