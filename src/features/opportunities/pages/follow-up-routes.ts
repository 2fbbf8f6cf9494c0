import type { Router } from 'express';
import { readFollowUp } from '#src/features/opportunities/follow-up/counts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { type FamilyNames, followUpCsv, followUpView } from './follow-up-view.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { show } from './show.ts';
import { followUpTexts as texts } from './texts-follow-up.ts';

/** What became of the referenced companies: a page with plots, and a table to take away. */
export function addFollowUpRoutes(pages: Router, parts: OpportunitiesRoomParts): void {
  const { db, traces, now, form, followUp } = parts;
  const families = async (): Promise<FamilyNames> => {
    const choices = (await form()).fields.find(({ id }) => id === 'engagements')?.choices ?? [];
    return new Map(choices.map(({ id, label }) => [id, label]));
  };

  pages.get('/opportunites/suivi', async (request, response) => {
    const main = followUpView(await readFollowUp(db, followUp), await families());
    show(request, response, { title: texts.title, main });
  });

  pages.get('/opportunites/suivi.csv', async (request, response) => {
    const table = followUpCsv(await readFollowUp(db, followUp), await families());
    await traces.note(actorOf(request), 'follow_up_exported');
    response
      .attachment(texts.fileName(parisDay(now())))
      .type('text/csv; charset=utf-8')
      .send(table);
  });
}
