import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { Signed } from '#src/platform/web/sign-in/identity.ts';
import { type Html, html } from './html.ts';
import { officePage } from './page.ts';
import { officeTexts } from './texts.ts';

/** Whether a request is a program's: it gets JSON where a person gets a page. */
export const isForApi = (request: Request): boolean =>
  /\/(?:api|assets)(?:\/|$)/i.test(request.originalUrl.split('?', 1)[0] ?? '');

/** Why a request is refused, in French. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly error: string;
  /** What may help, on a page. */
  readonly more?: Html;
  /** Who asks, when they are signed in: their page keeps its navigation. */
  readonly signed?: Signed;
}

/** Refuses a request: a page, or JSON `{ error }`. */
export function refuse(request: Request, response: Response, refusal: Refusal): void {
  const { status, title, error, more, signed } = refusal;
  response.status(status);
  if (isForApi(request)) return void response.json({ error });
  const main = html`<p class="alert">${error}</p>
      ${more}`;
  response.type('html').send(officePage({ title, main, signed }));
}

/** What no route answered. */
export const notFound: RequestHandler = (request, response) =>
  refuse(request, response, { status: 404, title: officeTexts.errorTitle, error: officeTexts.notFound });

/** The last word on a failed request: a French sentence and the right status, never a stack. */
export function failure(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, sentence } = explain(error);
    if (status >= 500) logger.error({ err: errorText(error) }, 'office request failed');
    if (status === 503) response.set('Retry-After', '5');
    refuse(request, response, { status, title: officeTexts.errorTitle, error: sentence });
  };
}

function explain(error: unknown): { status: number; sentence: string } {
  if (error instanceof HotlineError) {
    const status = error.code === 'input' ? 400 : error.code === 'internal' ? 500 : 503;
    return { status, sentence: error.message };
  }
  const { status } = error as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, sentence: officeTexts.unreadable };
  return { status: 500, sentence: officeTexts.failed };
}
