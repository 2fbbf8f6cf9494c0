import type { Request, RequestHandler, Response, Router } from 'express';
import type { Browsers, SpaceStep } from '#src/channel/browsers.ts';
import { addressKey } from './guards.ts';
import { parseAddress, parseCode, parseThread } from './parse.ts';
import { conversationTag, type Sessions } from './session.ts';
import type { Standing, Standings } from './standing.ts';
import { webErrors } from './texts.ts';
import type { OpenedView, OwnView, StepView } from './view.ts';

/** What the routes of a person's own things are made of. */
export interface OwnRoutesParts {
  readonly sessions: Sessions;
  readonly standings: Standings;
  readonly browsers: () => Browsers;
  /** What who asks too often meets, before the body is read. */
  readonly limits: RequestHandler[];
  readonly json: RequestHandler;
  /** Ends the streams of a browser: its pages come back, and find where it stands now. */
  readonly endStreams: (browserKey: string) => void;
}

/** Paths of what follows, under the chat's. */
export const OWN_PATHS = ['/reset', '/own', '/threads', '/forget', '/space/code', '/space/enter'];

/**
 * What a person has in a browser: their conversations, the way out of it, and the way back to what is theirs from another
 * one.
 */
export function addOwnRoutes(chat: Router, parts: OwnRoutesParts): void {
  addThreads(chat, parts);
  addWays(chat, parts);
}

const refuse = (response: Response, status: number, error: string): void => {
  response.status(status).json({ error });
};

/** Answers with the conversation that a browser shows now; its pages come back to it. */
async function open(
  { browsers, endStreams }: OwnRoutesParts,
  { browserKey, conversationKey }: Standing,
  response: Response,
): Promise<void> {
  const place = await browsers().place(browserKey);
  endStreams(browserKey);
  const view: OpenedView = { conversation: conversationTag(place?.conversationKey ?? conversationKey) };
  response.json(view);
}

function addThreads(chat: Router, parts: OwnRoutesParts): void {
  const { standings, browsers, limits, json } = parts;
  chat.get('/own', limits, async (request: Request, response: Response) => {
    const { browserKey } = await standings.keep(request, response);
    const { threads, canReturn, mailIsOn } = await browsers().own(browserKey);
    const view: OwnView = {
      threads: threads.map(({ conversationKey, title, at, isCurrent, hasNews }) => ({
        conversation: conversationTag(conversationKey),
        title,
        at,
        isCurrent,
        hasNews,
      })),
      canReturn,
      mailIsOn,
    };
    response.json(view);
  });

  chat.post('/reset', limits, json, async (request: Request, response: Response) => {
    const standing = await standings.keep(request, response);
    await browsers().show(standing.browserKey);
    await open(parts, standing, response);
  });

  chat.post('/threads', limits, json, async (request: Request, response: Response) => {
    const parsed = parseThread(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const standing = await standings.keep(request, response);
    const { browserKey } = standing;
    const { threads } = await browsers().own(browserKey);
    const found = threads.find(({ conversationKey }) => conversationTag(conversationKey) === parsed.value);
    const isShown = found !== undefined && (await browsers().show(browserKey, found.conversationKey));
    if (!isShown) return refuse(response, 404, webErrors.unknownThread);
    await open(parts, standing, response);
  });
}

function addWays(chat: Router, parts: OwnRoutesParts): void {
  const { sessions, standings, browsers, limits, json, endStreams } = parts;
  chat.post('/forget', limits, json, async (request: Request, response: Response) => {
    const key = sessions.read(request);
    if (key !== undefined) {
      await browsers().forget(key);
      endStreams(key);
    }
    const view: OpenedView = { conversation: conversationTag(sessions.renew(request, response)) };
    response.json(view);
  });

  chat.post('/space/code', limits, json, async (request: Request, response: Response) => {
    const parsed = parseAddress(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const { browserKey } = await standings.keep(request, response);
    const asked = { browserKey, email: parsed.value, source: addressKey(request.ip) };
    const step = await browsers().space.ask(asked);
    answer(response, step, { said: step.said });
  });

  chat.post('/space/enter', limits, json, async (request: Request, response: Response) => {
    const parsed = parseCode(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const { browserKey } = await standings.keep(request, response);
    const given = { browserKey, ...parsed.value, source: addressKey(request.ip) };
    const step = await browsers().space.enter(given);
    const opened = step.ok ? await browsers().place(browserKey) : undefined;
    if (opened) endStreams(browserKey);
    const conversation = opened && conversationTag(opened.conversationKey);
    answer(response, step, { said: step.said, ...(conversation !== undefined && { conversation }) });
  });
}

function answer(response: Response, step: SpaceStep, view: StepView): void {
  if (step.ok) response.json(view);
  else refuse(response, step.tooMany ? 429 : 400, step.said);
}
