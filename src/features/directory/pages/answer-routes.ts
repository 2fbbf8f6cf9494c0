import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { contactOfCompany } from '#src/company/members/news.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import { buyerSchema } from '#src/features/directory/introductions/dialog.ts';
import { decideIntroduction } from '#src/features/directory/introductions/step.ts';
import { introductionTexts } from '#src/features/directory/introductions/texts.ts';
import { findIntroduction, type Introduction } from '#src/features/directory/store/introductions.ts';
import { currentPersonId } from '#src/person/store/persons.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import type { DirectoryRouterParts } from './parts.ts';
import { publicPage } from './public-page.ts';
import { pageTexts as texts } from './texts.ts';

/** How long the page of a wish that ended may be read again. */
const READ_AGAIN_MS = 30 * DAY_MS;

const linkSchema = z.object({ pour: z.string().max(60), signature: z.string().max(100) });
const answerSchema = z.object({ reponse: z.enum(['yes', 'no', 'mute']) });

/**
 * The page that a mail leads to, where a person of a company answers a buyer without their conversation. The link is
 * signed for that person and that wish; reading it changes nothing, for mail servers open links before people do.
 */
export function addAnswerRoutes(router: Router, parts: DirectoryRouterParts): void {
  const { db, directory: links, mailIsOn, now, changed } = parts;
  const show = (response: Response, status: number, main: Html) =>
    response
      .status(status)
      .type('html')
      .send(publicPage({ title: texts.answerTitle, main }));
  const unknown = (response: Response) =>
    show(response, 404, html`<h1>${texts.answerTitle}</h1><p class="alert">${texts.answerUnknown}</p>`);

  /** The wish of a link that we signed, for somebody who still speaks for the company, until a while after its end. */
  async function linked(request: Request): Promise<{ row: Introduction; personId: string } | undefined> {
    const link = linkSchema.safeParse(request.query);
    const id = String(request.params.id);
    if (!link.success || !links.isSigned(id, link.data.pour, link.data.signature)) return undefined;
    const personId = await currentPersonId(db, link.data.pour);
    const row = await findIntroduction(db, id);
    if (!row || (row.endedAt !== undefined && now() - row.endedAt > READ_AGAIN_MS)) return undefined;
    const speaks = (await membershipsOf(db, personId)).filter(({ status }) => status === 'member');
    return speaks.some(({ companyId }) => companyId === row.companyId) ? { row, personId } : undefined;
  }

  router.get('/annuaire/demande/:id', async (request, response) => {
    const found = await linked(request);
    if (!found) return void unknown(response);
    show(response, 200, await wishView(found.row, request.originalUrl));
  });

  router.post(
    '/annuaire/demande/:id',
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (request, response) => {
      const found = await linked(request);
      const answer = answerSchema.safeParse(request.body);
      if (!found || !answer.success) return void unknown(response);
      const { row, personId } = found;
      const decision = { id: row.id, personId, answer: answer.data.reponse };
      const said = await db.tx((tx) => decideIntroduction(tx, decision, { mailIsOn, now: now() }));
      changed();
      const after = (await findIntroduction(db, row.id)) ?? row;
      show(response, 200, await doneView(said, after));
    },
  );

  async function wishView(row: Introduction, action: string): Promise<Html> {
    const buyer = buyerSchema.parse(row.buyer);
    const lines = [
      introductionTexts.asks(buyer.organisation, buyer.name),
      introductionTexts.need(buyer.need),
    ];
    if (row.state !== 'asked' || row.expiresAt <= now())
      return html`<h1>${texts.answerTitle}</h1>${lines.map((line) => html`<p>${line}</p>`)}${await endView(row)}`;
    const { person, reach } = await contactOfCompany(db, row.companyId);
    const given = introductionTexts.whatIsGiven([...(person ? [person] : []), ...reach]);
    const until = introductionTexts.until(frenchDate(parisDay(row.expiresAt)));
    const button = (value: string, label: string, kind: string) =>
      html`<button class="${kind}" type="submit" name="reponse" value="${value}">${label}</button>`;
    return html`<h1>${texts.answerTitle}</h1>
      ${[...lines, given, until].map((line) => html`<p>${line}</p>`)}
      <form class="search" method="post" action="${action}">
        <p class="actions">
          ${button('yes', introductionTexts.accept, 'primary')}
          ${button('no', introductionTexts.refuse, 'quiet')}
          ${button('mute', introductionTexts.mute, 'quiet')}
        </p>
      </form>`;
  }

  async function doneView(said: readonly string[], row: Introduction): Promise<Html> {
    return html`<h1>${texts.answerTitle}</h1>
      ${said.map((line) => html`<p>${line}</p>`)}
      ${row.state === 'accepted' || said.length === 0 ? await endView(row) : undefined}`;
  }

  /** How a wish ended; the buyer's contact, once the company accepted. */
  async function endView(row: Introduction): Promise<Html> {
    const buyer = buyerSchema.parse(row.buyer);
    if (row.state === 'accepted')
      return html`<p>${texts.answerAccepted}</p>
        <p>${buyer.organisation}, ${buyer.name}. ${buyer.isProven ? introductionTexts.reach(buyer.reach) : introductionTexts.unproven(buyer.reach)}</p>`;
    const state = row.state as keyof typeof texts.answerStates;
    return html`<p>${texts.answerStates[state] ?? texts.answerEnded}</p>`;
  }
}
