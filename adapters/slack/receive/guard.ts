import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';

/** Slack's largest events are far below; whoever sends more is not Slack. */
const BODY_LIMIT = '256kb';
/** How far a request's clock may be from ours, in seconds, either way. */
const SKEW_S = 300;

/**
 * Checks requests in front of Bolt, which lets through a signature from the future, and breaks on a body that is signed
 * and yet nothing that Slack sends. The raw body goes on.
 */
export function guardRequests(signingSecret: string, onRefused: () => void): Router {
  const router = Router();
  router.use(express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false }));
  router.use(((request, response, next) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSigned(request, raw, signingSecret)) {
      onRefused();
      response.status(401).end();
    } else if (!isReadable(raw, request.get('content-type'))) {
      response.status(400).end();
    } else {
      Object.assign(request, { rawBody: raw });
      next();
    }
  }) satisfies RequestHandler);
  router.use(((error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status } = error as { status?: unknown };
    response.status(typeof status === 'number' && status >= 400 && status < 500 ? status : 400).end();
  }) satisfies ErrorRequestHandler);
  return router;
}

function isSigned(request: IncomingMessage, raw: Buffer, secret: string): boolean {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': at } = request.headers;
  if (typeof signature !== 'string' || typeof at !== 'string' || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(Date.now() / 1_000 - Number(at)) > SKEW_S) return false;
  const expected = createHmac('sha256', secret).update(`v0:${at}:`).update(raw).digest('hex');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Whether it is one of the shapes that Slack sends: an event, a command, a button, a form. */
function isReadable(raw: Buffer, contentType: string | undefined): boolean {
  const isForm = contentType === 'application/x-www-form-urlencoded';
  const form = isForm ? parseForm(raw.toString()) : undefined;
  if (form && form.payload === undefined) return form.command !== undefined || form.ssl_check !== undefined;
  const text = form ? form.payload : raw.toString();
  return typeof text === 'string' && hasShape(text, isForm);
}

/** What Slack sends as JSON: all else that people do comes as a form. */
const IN_JSON: readonly unknown[] = ['event_callback', 'url_verification', 'app_rate_limited'];

function hasShape(text: string, isForm: boolean): boolean {
  try {
    const body: unknown = JSON.parse(text);
    if (!isObject(body) || typeof body.type !== 'string') return false;
    if (isForm) return body.event === undefined && isInteraction(body);
    if (body.type === 'event_callback') return isEvent(body);
    return IN_JSON.includes(body.type) && body.event === undefined && body.actions === undefined;
  } catch {
    return false;
  }
}

/** Bolt reads who acts, on what, without looking whether it is there. */
function isInteraction({
  type,
  user,
  actions,
  view,
  container,
  channel,
  team,
  ...more
}: JsonObject): boolean {
  if (!isObject(user) || typeof user.id !== 'string') return false;
  if (team !== undefined && team !== null && !isObject(team)) return false;
  if (channel !== undefined && !isObject(channel)) return false;
  const { response_urls: urls } = more;
  if (urls !== undefined && !(Array.isArray(urls) && urls.every(isObject))) return false;
  if (type === 'block_actions')
    return Array.isArray(actions) && isObject(actions[0]) && (container === undefined || isObject(container));
  return typeof type === 'string' && (!type.startsWith('view_') || isObject(view));
}

/** The same of an event: what it names is there, or is not, and is never null. */
function isEvent({ event, authorizations }: JsonObject): boolean {
  if (Array.isArray(authorizations) && !authorizations.every(isObject)) return false;
  if (!isObject(event) || typeof event.type !== 'string') return false;
  const { user, channel, item, subteam } = event;
  const isNamed = (one: unknown) => one === undefined || typeof one === 'string' || isObject(one);
  const isThere = (one: unknown) => one === undefined || isObject(one);
  return isNamed(user) && isNamed(channel) && isThere(item) && isThere(subteam);
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
