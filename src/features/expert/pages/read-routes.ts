import type { Request, Router } from 'express';
import { caseStateNames } from '#src/company/texts.ts';
import { type Expert, OUTCOMES } from '#src/features/expert/case/case.ts';
import { endNames, reasonNames } from '#src/features/expert/texts-desk.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { readCaseMessages, readCasePage, readQueue } from './case-page.ts';
import { coalesce } from './coalesce.ts';
import { colleagues } from './colleagues.ts';
import { placeOf, wordsOf } from './parse.ts';
import type { CasesParts } from './parts.ts';
import { deskPageTexts } from './texts.ts';
import type { QueueItem } from './view.ts';

/** Who signed in, as cases and companies know them. */
export const expertOf = (request: Request): Expert => actorOf(request);

/** What the desk's page reads. */
export function addReadRoutes(api: Router, { db, library, traces, now }: CasesParts): void {
  // After a restart every page reads the queue at the same moment.
  const live = coalesce(() => readQueue(db, 'live', now()));

  api.get('/start', async (request, response) => {
    response.json({
      me: expertOf(request),
      now: now(),
      words: { states: caseStateNames, reasons: reasonNames, ends: endNames, outcomes: OUTCOMES },
      canned: await library.canned(),
    });
  });

  api.get('/colleagues', async (_request, response) => {
    response.json({ items: await colleagues(db, now()) });
  });

  api.get('/queue', async (request, response) => {
    const { state, mine, q } = request.query;
    await traces.read(actorOf(request), 'queue_read');
    const items = state === 'closed' ? await readQueue(db, 'closed', now()) : await live();
    const me = expertOf(request).key;
    const wanted = (item: QueueItem) =>
      (typeof state !== 'string' || ['', 'live', 'closed', item.state].includes(state)) &&
      (mine !== '1' || item.owner?.key === me) &&
      matches(item, wordsOf(q));
    response.json({ items: items.filter(wanted), now: now() });
  });

  api.get('/cases/:id', async (request, response) => {
    const page = await readCasePage(db, request.params.id, now());
    if (!page) return void response.status(404).json({ error: deskPageTexts.unknownCase });
    await traces.read(actorOf(request), 'case_read', { kind: 'case', id: request.params.id });
    response.json({ ...page, now: now() });
  });

  api.get('/cases/:id/messages', async (request, response) => {
    const items = await readCaseMessages(db, request.params.id, placeOf(request.query.after));
    if (!items) return void response.status(404).json({ error: deskPageTexts.unknownCase });
    await traces.read(actorOf(request), 'case_read', { kind: 'case', id: request.params.id });
    response.json({ items });
  });

  api.get('/search', async (request, response) => {
    const asked = wordsOf(request.query.q);
    const caseId = wordsOf(request.query.caseId);
    const page = asked === '' && caseId !== '' ? await readCasePage(db, caseId, now()) : undefined;
    // The words of the case are given back.
    if (page) await traces.read(actorOf(request), 'case_read', { kind: 'case', id: caseId });
    const words = asked || (page?.brief.summary ?? '');
    const items = words ? await library.search(words) : [];
    if (!items) return void response.status(503).json({ error: deskPageTexts.noKnowledge });
    response.json({ items, words });
  });
}

/** Whether a case speaks of all these words: its number, the company, who has it, what is asked. */
function matches({ number, company, owner, summary, lastSaid }: QueueItem, words: string): boolean {
  const said = fold([number, company, owner?.name, summary, lastSaid].join(' '));
  return fold(words)
    .split(/\s+/)
    .every((word) => said.includes(word));
}
