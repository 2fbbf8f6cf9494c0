import { json, type Request, type Response, type Router } from 'express';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import type { CaseOutcome } from '#src/features/expert/act-on-case.ts';
import { findCase } from '#src/features/expert/store/cases.ts';
import { type DeskAction, performAction } from './actions.ts';
import { colleagues } from './colleagues.ts';
import { type Parsed, parseClose, parseDeadline, parseNote, parseReply, parseTransfer } from './parse.ts';
import type { CasesParts } from './parts.ts';
import { expertOf } from './read-routes.ts';
import { deskPageTexts as texts } from './texts.ts';
import { queueItem } from './view.ts';

/** Reads what is asked of a case; what can't be read changes nothing. */
type Reader = (request: Request, parts: CasesParts) => Promise<Parsed<DeskAction>> | Parsed<DeskAction>;

const READERS: Readonly<Record<string, Reader>> = {
  claim: () => ({ ok: true, value: { type: 'claim' } }),
  return: () => ({ ok: true, value: { type: 'return' } }),
  reopen: () => ({ ok: true, value: { type: 'reopen' } }),
  reply: ({ body }, { library }) => {
    const read = parseReply(body);
    return read.ok
      ? { ok: true, value: { type: 'reply', ...read.value, sources: library.cite(read.value.sources) } }
      : read;
  },
  note: ({ body }) => {
    const read = parseNote(body);
    return read.ok ? { ok: true, value: { type: 'note', ...read.value } } : read;
  },
  close: ({ body }) => {
    const read = parseClose(body);
    return read.ok ? { ok: true, value: { type: 'close', outcome: read.value.outcome } } : read;
  },
  transfer: async (request, { db, now }) => {
    const read = parseTransfer(request.body);
    if (!read.ok) return read;
    const { to } = read.value;
    if (to === undefined) return { ok: true, value: { type: 'transfer' } };
    const known = [...(await colleagues(db, now())), expertOf(request)].find(({ key }) => key === to);
    if (!known) return { ok: false, error: texts.unknownColleague };
    return { ok: true, value: { type: 'transfer', to: known } };
  },
  deadline: (request) => {
    const read = parseDeadline(request.body);
    if (!read.ok) return read;
    const at = read.value;
    const said = texts.deadlineSaid(expertOf(request).name);
    const deadline = at === undefined ? undefined : { at, said, certain: true };
    return { ok: true, value: { type: 'deadline', deadline } };
  },
};

/** What an expert does to a case from the page: one address for each action. */
export function addActionRoutes(api: Router, parts: CasesParts): void {
  const body = json({ limit: '64kb' });
  for (const [name, read] of Object.entries(READERS)) {
    api.post(`/cases/:id/${name}`, body, async (request, response) => {
      const asked = await read(request, parts);
      if (!asked.ok) return void response.status(400).json({ error: asked.error });
      const by = expertOf(request);
      const outcome = await performAction(parts, request.params.id, by, asked.value);
      if (outcome.ok) parts.changed();
      await answer(response, parts, outcome);
    });
  }
}

async function answer(response: Response, { db, now }: CasesParts, outcome: CaseOutcome): Promise<void> {
  if (outcome.ok) {
    const row = (await findCase(db, outcome.row.id)) ?? outcome.row;
    response.json({ row: queueItem(row, now(), await loadWorkingHours(db)) });
    return;
  }
  switch (outcome.why) {
    case 'unknown':
      response.status(404).json({ error: texts.unknownCase });
      return;
    case 'closed':
      response.status(409).json({ error: texts.closed, why: 'closed' });
      return;
    case 'taken':
      response
        .status(409)
        .json({ error: texts.taken(outcome.owner.name), why: 'taken', owner: outcome.owner });
      return;
    default:
      outcome satisfies never;
  }
}
