import type { Request, Response } from 'express';
import { refuse } from '#src/platform/web/layout/failures.ts';
import type { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { sourcesTexts } from './texts-sources.ts';

/** Sends a page of the opportunities. */
export function show(
  request: Request,
  response: Response,
  { title, main, scripts = ['session'] }: { title: string; main: Html; scripts?: readonly string[] },
): void {
  const styles = ['staff', 'opportunities'].map((name) => `/staff/assets/${name}.css`);
  const modules = scripts.map((name) => `/staff/assets/${name}.js`);
  const page = { title, main, path: '/staff', scripts: modules, styles, signed: signedOf(request) };
  response.type('html').send(officePage(page));
}

/** Says that there is no such thing. */
export const gone = (request: Request, response: Response, error: string): void =>
  refuse(request, response, {
    status: 404,
    title: sourcesTexts.title,
    error,
    signed: signedOf(request),
  });
