import type { Request, Response } from 'express';
import { refuse } from '#src/platform/web/layout/failures.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { sourcesTexts } from './texts-sources.ts';

interface ShownPage {
  readonly title: string;
  readonly main: Html;
  readonly scripts?: readonly string[];
  /** What is said above it. */
  readonly intro?: string;
  /** Where one comes from, above that. */
  readonly back?: { readonly href: string; readonly label: string };
}

const TO_OPPORTUNITIES = { href: '/staff/opportunites', label: sourcesTexts.backToSources };

/** Sends a page of the opportunities. */
export function show(
  request: Request,
  response: Response,
  { title, main, scripts = ['session'], intro, back }: ShownPage,
): void {
  const styles = ['staff', 'opportunities'].map((name) => `/staff/assets/${name}.css`);
  const modules = scripts.map((name) => `/staff/assets/${name}.js`);
  const above = intro === undefined ? undefined : introPart(intro, back ?? TO_OPPORTUNITIES);
  const page = {
    title,
    main: html`${above}${main}`,
    path: '/staff',
    scripts: modules,
    styles,
    signed: signedOf(request),
  };
  response.type('html').send(officePage(page));
}

const introPart = (intro: string, { href, label }: { href: string; label: string }): Html =>
  html`<p><a href="${href}">${label}</a></p>
      <p>${intro}</p>
      `;

/** Says that there is no such thing. */
export const gone = (request: Request, response: Response, error: string): void =>
  refuse(request, response, {
    status: 404,
    title: sourcesTexts.title,
    error,
    signed: signedOf(request),
  });
