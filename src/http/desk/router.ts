import { readFileSync } from 'node:fs';
import type { RequestHandler, Router } from 'express';
import type { Database } from '#src/storage/database.ts';
import { officeTexts } from '#src/texts/office.ts';
import { Html } from '../office/html.ts';
import { createOfficeRouter, type OfficeParts } from '../office/office-router.ts';
import { officePage } from '../office/page.ts';
import { signedOf } from '../sign-in/identity.ts';
import { addDraftRoutes } from './drafts-routes.ts';
import { addFiguresRoutes } from './figures-routes.ts';

const ASSETS = new URL('./assets/', import.meta.url);

/** The experts' desk, `/desk`: its pages, and `/desk/api` behind them. Experts and staff enter. */
export function createDeskRouter(
  parts: OfficeParts & { readonly db: Database; readonly now: () => number },
): Router {
  return createOfficeRouter(parts, {
    role: 'expert',
    assets: ASSETS,
    addRoutes: (pages, api) => {
      pages.get('/', page('/desk', officeTexts.cases, 'cases.html'));
      addFiguresRoutes(pages, api, parts);
      addDraftRoutes(api, parts);
    },
  });
}

/** A page whose content stands in a file of `assets`. */
function page(path: string, title: string, file: string): RequestHandler {
  const main = new Html(readFileSync(new URL(file, ASSETS), 'utf8'));
  return (request, response) => {
    const scripts = ['/desk/assets/session.js'];
    response.type('html').send(officePage({ title, main, path, scripts, signed: signedOf(request) }));
  };
}
