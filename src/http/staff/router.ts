import { readFileSync } from 'node:fs';
import type { Router } from 'express';
import { officeTexts } from '#src/texts/office.ts';
import { Html } from '../office/html.ts';
import { createOfficeRouter, type OfficeParts } from '../office/office-router.ts';
import { officePage } from '../office/page.ts';
import { signedOf } from '../sign-in/identity.ts';

const ASSETS = new URL('./assets/', import.meta.url);

/** The staff's space, `/staff`: its pages, and `/staff/api` behind them. Staff only. */
export function createStaffRouter(parts: OfficeParts): Router {
  const main = new Html(readFileSync(new URL('staff.html', ASSETS), 'utf8'));
  return createOfficeRouter(parts, {
    role: 'staff',
    assets: ASSETS,
    addRoutes: (pages) => {
      pages.get('/', (request, response) => {
        const scripts = ['/staff/assets/session.js'];
        const signed = signedOf(request);
        const shown = { title: officeTexts.staff, main, path: '/staff', scripts, signed };
        response.type('html').send(officePage(shown));
      });
    },
  });
}
