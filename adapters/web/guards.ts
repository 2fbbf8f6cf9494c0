import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { RateStore } from './rate-store.ts';
import { webErrors } from './texts.ts';

/**
 * Headers of every answer of this adapter: the page runs its own files and nothing else, and nobody may frame it.
 * @param forms where forms without scripts may be sent; the chat has none
 */
export function securityHeaders(https: boolean, forms: "'none'" | "'self'" = "'none'"): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: [forms],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // A string can't become markup or code in this page, even by a mistake of ours.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
}

/** Requests are counted by the minute. */
const WINDOW_MS = 60_000;
/** An office shares an address, and a page asks for its sheet. */
const PUBLIC_PAGES = 240;

/** What people write is kept by no cache on the way. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/**
 * Whether a request comes from our own page. A browser always says where a request comes from; a program that says
 * nothing has no cookie to abuse.
 */
function isSameOrigin(headers: IncomingHttpHeaders, publicOrigin: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  if (origin === undefined || origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

/** Refuses what changes something unless it comes from our page, in JSON: a form of another site can do neither. */
export function ownPageOnly(publicOrigin: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (!isSameOrigin(request.headers, publicOrigin)) {
      response.status(403).json({ error: webErrors.crossSite });
    } else if (request.method === 'POST' && !request.is('application/json')) {
      response.status(415).json({ error: webErrors.notJson });
    } else next();
  };
}

/**
 * At most `perMinute` requests a minute for each key; a request without a key is not counted.
 * @param refuse what who asks too much is told; JSON when absent
 */
export function limitRate(
  perMinute: number,
  keyOf: (request: IncomingMessage) => string | undefined,
  refuse: (response: Response, seconds: number) => void = refuseAsJson,
): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    store: new RateStore(WINDOW_MS),
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // The proxy's own headers are the application's business (`trust proxy`), not to be guessed here.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    skip: (request) => keyOf(request) === undefined,
    keyGenerator: (request) => keyOf(request) ?? '',
    handler: (_request, response) => {
      const seconds = Number(response.getHeader('Retry-After')) || 60;
      refuse(response.status(429), seconds);
    },
  });
}

const refuseAsJson = (response: Response, seconds: number): void => {
  response.json({ error: webErrors.tooMany(seconds) });
};

/** Services that read mails open their links for many people from a few addresses. */
const LINKS_OF_MAILS = 2_400;

/** Pages that anybody may ask for: our headers, and so many a minute from one network address. */
const publicGuards = (https: boolean): RequestHandler[] => [
  securityHeaders(https, "'self'"),
  limitPages(PUBLIC_PAGES),
];

const limitPages = (perMinute: number): RequestHandler =>
  limitRate(
    perMinute,
    (request) => addressKey((request as Request).ip),
    (response) => response.type('text/plain').send(`${webErrors.tooManyPages}\n`),
  );

/** The pages that links of mails lead to: our headers, and a limit of their own, apart from that of other pages. */
const mailLinkGuards = (https: boolean) => ({
  headers: securityHeaders(https, "'self'"),
  limit: limitPages(LINKS_OF_MAILS),
});

/** What stands before pages that anybody may open, and before those that links of mails lead to. */
export const pageGuards = (https: boolean) => ({
  guards: publicGuards(https),
  linkGuards: mailLinkGuards(https),
});

/** A person's network address as a key: a whole IPv6 subscriber counts as one. */
export const addressKey = (ip: string | undefined): string => ipKeyGenerator(ip ?? '');
