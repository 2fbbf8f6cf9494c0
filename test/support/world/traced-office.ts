import { paragraph } from '#src/channel/blocks.ts';
import { holdingBasis } from '#src/company/rules/holding.ts';
import { addCompany, companyFields, saveCompanyFields } from '#src/company/store/companies.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { addMember, askToJoin } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, addOutboundMessage, markHandled } from '#src/conversation/store/messages.ts';
import { heldMails, heldMessages } from '#src/conversation/store/outbox/held.ts';
import { setMessagesAside } from '#src/conversation/store/turn-trouble.ts';
import { addDraft } from '#src/features/expert/store/drafts.ts';
import { addNeed } from '#src/features/opportunities/store/needs.ts';
import { apply } from '#src/features/training/admissions.ts';
import { book } from '#src/features/training/bookings.ts';
import { previewOf } from '#src/features/unanswered/rules/preview.ts';
import { saveAsked } from '#src/features/unanswered/store/answers.ts';
import { addGroup, addMissed } from '#src/features/unanswered/store/missed.ts';
import { answeredOf } from '#src/features/unanswered/store/tellings.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { holdUnsent } from '#src/platform/database/backup/after-restore.ts';
import type { Database } from '#src/platform/database/database.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { csrfToken } from '#src/platform/web/sign-in/csrf.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { companyList } from '#support/store/seeds/company-lists.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { addDeadJob, addDeadLetter } from '#support/store/seeds/dead-work.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { partnered } from '#support/store/seeds/partnered.ts';
import { addRecall } from '#support/store/seeds/recall.ts';
import { conversationOf } from '#support/store/seeds/stored-messages.ts';
import { openSession, publish } from '#support/store/seeds/training-session.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import type { OfficeHotline } from './office-hotline.ts';

const DAY = 86_400_000;

/** What is asked of a route of the office, and the acts that it must leave. */
export interface TracedRoute {
  /** As the application registered it: « GET /desk/api/cases/:id ». */
  readonly route: string;
  readonly acts: readonly Act[];
  /** The address, and the body of what changes something; `who` is who will ask. */
  ask(office: TracedOffice, who: DeskPerson): Promise<{ path: string; body?: unknown }>;
}

/** An office in which each act finds something to be done to. */
export class TracedOffice {
  readonly db: Database;
  readonly url: string;
  #count = 0;

  constructor(db: Database, office: OfficeHotline) {
    this.db = db;
    this.url = office.url;
  }

  /** Somebody new who signed in: their readings are nobody else's. */
  person(): Promise<DeskPerson> {
    return DeskPerson.signIn(this.db, this.url, 'Léa Martin');
  }

  /** One request of somebody's browser. @returns its status */
  async send(who: DeskPerson, method: string, path: string, body?: unknown): Promise<number> {
    const headers: Record<string, string> = {
      Cookie: who.cookie,
      Origin: this.url,
      'X-CSRF-Token': csrfToken(who.token),
    };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.url}${path}`, { method, headers, redirect: 'manual', ...sent });
    const isStream = /event-stream/.test(response.headers.get('Content-Type') ?? '');
    if (isStream) await response.body?.cancel();
    else await response.arrayBuffer();
    return response.status;
  }

  /** A case that waits, or that somebody closed. */
  async case(state: 'open' | 'closed' = 'open'): Promise<string> {
    this.#count += 1;
    const conversation = await conversationOf(this.db, `case-${this.#count}`);
    const at = Date.now() - DAY;
    const closed = { at: at + 1, reason: 'answered', resolvedMs: 1 };
    return new CountedCases(this.db).case(conversation, at, state === 'closed' ? { closed } : {});
  }

  /** A page of the knowledge that nobody wrote yet, as it may be put in service. */
  page(): { readonly path: string; readonly text: string; readonly basis: string } {
    this.#count += 1;
    const text = `---
title: Essai ${this.#count}
kind: guide
audience: company
regime: ordinary
---

## Que dit la page d’essai ${this.#count} ?

La page d’essai dit ce qu’elle doit dire.
`;
    return { path: `guides/essai-${this.#count}.md`, text, basis: '' };
  }

  /** A page that somebody put in service, and its version. */
  async servedPage(): Promise<{ readonly path: string; readonly basis: string; readonly id: string }> {
    const page = this.page();
    await (await this.person()).post('/staff/api/knowledge/publish', page);
    const [version] = await this.db.query<{ id: string; digest: string }>(
      'SELECT id, digest FROM knowledge_version WHERE path = $1',
      [page.path],
    );
    return { path: page.path, basis: version?.digest ?? '', id: version?.id ?? '' };
  }

  /** An opportunity that nobody wrote yet, as its form sends it. */
  opportunity(): Readonly<Record<'title' | 'kind' | 'publisher' | 'departments', string>> {
    this.#count += 1;
    const title = `Blanchisserie du stade ${this.#count}`;
    return { title, kind: 'private-contract', publisher: 'CCI Nord', departments: 'Nord' };
  }

  /** One that somebody of the team wrote. */
  async writtenOpportunity() {
    const fields = this.opportunity();
    const { body } = await (await this.person()).post('/staff/api/opportunities', fields);
    return { id: String(body.to).split('/').at(-1) ?? '', fields };
  }

  /** One that fits a company, and how many it fits. */
  async fittingOpportunity(): Promise<{ readonly id: string; readonly count: string }> {
    const { id } = await this.writtenOpportunity();
    const laundry = {
      name: 'Blanche Laverie',
      said: 'blanchisserie',
      sectors: [],
      departments: ['59'],
      engagements: ['ess'],
      more: { territories: { departments: ['59'], regions: [], everywhere: true } },
      member: { channel: 'slack', key: `laundry-${this.#count}` },
    };
    await listCompany(this.db, laundry, Date.now());
    const headers = { Cookie: (await this.person()).cookie };
    const shown = await fetch(`${this.url}/staff/opportunites/avis/${id}/entreprises`, { headers });
    return { id, count: /name="count" value="(\d+)"/.exec(await shown.text())?.[1] ?? '' };
  }

  /** A case that an expert answered, so that a draft can be drawn from it. */
  async answered(): Promise<string> {
    const id = await this.case();
    const who = await this.person();
    await this.send(who, 'POST', `/desk/api/cases/${id}/reply`, {
      id: 'sent-once-1',
      text: 'Oui, article R2191-3.',
    });
    return id;
  }

  /** A group of questions that had no answer; one of them has one by now. */
  async questions(): Promise<string> {
    this.#count += 1;
    const text = `Question restée sans réponse, la ${this.#count} ?`;
    const messageId = `019a0000-0000-7000-8000-${String(this.#count).padStart(12, '0')}`;
    const now = Date.now();
    return this.db.tx(async (tx) => {
      const who = { channel: 'slack', key: `asker-${this.#count}`, now };
      const { id: personId } = await openPerson(tx, who);
      const channelKey = `asked-${this.#count}`;
      const { id: conversationId } = await openConversation(tx, {
        channel: 'slack',
        channelKey,
        address: {},
        personId,
        now,
      });
      const content = { type: 'text', text } as const;
      await addInboundMessage(tx, { id: messageId, conversationId, content, now });
      await markHandled(tx, [messageId], now);
      const groupId = await addGroup(tx, messageId, now);
      const missed = { messageId, conversationId, text, askedAt: now, misses: ['refused'] as const };
      await addMissed(tx, missed, { groupId, reader: undefined, vector: undefined });
      const answer = { blocks: [paragraph('Oui.')], standsOn: [] };
      await saveAsked(tx, { messageId, generation: 'g', answer });
      return groupId;
    });
  }

  async draft(): Promise<string> {
    const caseId = await this.case();
    const words = { heading: 'Et l’avance ?', shortAnswer: 'Elle est due.', details: '', references: [] };
    const owner = { key: 'web:nadia', name: 'Nadia' };
    const made = await this.db.tx((tx) =>
      addDraft(tx, { caseId, words, owner, state: 'to_read', now: Date.now() }),
    );
    return made.draft.id;
  }

  async company(): Promise<{ companyId: string; personId: string; basis: number }> {
    this.#count += 1;
    const key = `company-${this.#count}`;
    const now = Date.now();
    return this.db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel: 'slack', key, now });
      const companyId = (await addCompany(tx, { siren: undefined, now }))?.id ?? '';
      await addMember(tx, { companyId, personId, now });
      const name = { field: 'name', value: key, label: 'Nom', shown: key, origin: 'declared' } as const;
      await saveCompanyFields(tx, { companyId, personId, fields: [name], now });
      return { companyId, personId, basis: now };
    });
  }

  /** A company whose SIREN is known. */
  async registered(): Promise<string> {
    const { companyId } = await this.company();
    const siren = String(732_829_000 + this.#count);
    await this.db.query('UPDATE company SET siren = $2 WHERE id = $1', [companyId, siren]);
    return companyId;
  }

  /** Somebody who asks to join a company. */
  async joining(): Promise<{ companyId: string; personId: string }> {
    const { companyId } = await this.company();
    const { personId } = await this.company();
    await this.db.tx((tx) => askToJoin(tx, { companyId, personId, now: Date.now() }));
    return { companyId, personId };
  }

  session(places = 3): Promise<string> {
    this.#count += 1;
    return openSession(this.db, { name: `Session ${this.#count}`, places, now: Date.now() });
  }

  event(sessionId: string): Promise<string> {
    return publish(this.db, { sessionId, inMs: 20 * DAY, now: Date.now() });
  }

  async application(): Promise<{ id: string; sessionId: string; companyId: string; personId: string }> {
    const sessionId = await this.session();
    const { companyId, personId } = await this.company();
    const asked = { sessionId, companyId, personId, diagnosisId: undefined };
    const applied = await this.db.tx((tx) => apply(tx, asked, { by: 'Anne', now: Date.now() }));
    if (!applied.ok) throw new Error(applied.why);
    return { id: applied.application.id, sessionId, companyId, personId };
  }

  async booking(): Promise<string> {
    const { id, sessionId, companyId, personId } = await this.application();
    const body = { decision: 'admit', version: '1', reason: '' };
    await this.send(await this.person(), 'POST', `/staff/api/applications/${id}/decision`, body);
    const eventId = await this.event(sessionId);
    const booked = await this.db.tx((tx) => book(tx, { eventId, companyId, personId, now: Date.now() }));
    if (!booked.ok) throw new Error(booked.why);
    const [row] = await this.db.query<{ id: string }>('SELECT id FROM training_booking WHERE event_id = $1', [
      eventId,
    ]);
    return row?.id ?? '';
  }

  /** What the team decides upon, as a company's page sends it back. */
  async basisOf(companyId: string): Promise<string> {
    const holding = await holdingOf(this.db, companyId);
    return holding ? holdingBasis(holding, await companyFields(this.db, companyId)) : '';
  }

  /** A message, or a mail, that a restored copy had not sent. */
  async held(kind: 'messages' | 'mails'): Promise<string> {
    this.#count += 1;
    const key = `held-${this.#count}`;
    const now = Date.now();
    await this.db.tx(async (tx) => {
      const { id: conversationId } = await openConversation(tx, {
        channel: 'ailleurs',
        channelKey: key,
        address: null,
        now,
      });
      await addOutboundMessage(tx, { conversationId, content: { blocks: [], kind: 'answer' }, now });
      await queueMail(tx, { id: key, to: 'awa@exemple.fr', subject: 'Réponse', text: 'Bonjour' }, now);
      await holdUnsent(tx, now);
    });
    const [found] = await (kind === 'messages' ? heldMessages(this.db, 1) : heldMails(this.db, 1));
    return found?.id ?? '';
  }

  /** The fields of a session, or of an event, as the page sends them. */
  get sessionPlan(): Readonly<Record<string, string>> {
    const day = (days: number) => parisDay(Date.now() + days * DAY);
    return {
      name: 'Printemps',
      place: 'Pantin',
      places: '4',
      startsOn: day(10),
      endsOn: day(190),
      applyUntil: day(5),
    };
  }
  get eventPlan(): Readonly<Record<string, string>> {
    return {
      kind: 'meeting',
      title: 'Rendez-vous',
      place: 'Pantin',
      host: 'Nadia',
      places: '1',
      minutes: '',
      day: parisDay(Date.now() + 20 * DAY),
      from: '10:00',
      to: '10:30',
    };
  }
}

const get = (
  route: string,
  acts: readonly Act[],
  path: (office: TracedOffice) => Promise<string> | string = () => route,
): TracedRoute => ({ route: `GET ${route}`, acts, ask: async (office) => ({ path: await path(office) }) });

const change = (route: string, acts: readonly Act[], ask: TracedRoute['ask']): TracedRoute => ({
  route,
  acts,
  ask,
});

/** What an expert does to a case: one that they hold, or one that is closed. */
const onCase = (
  verb: string,
  acts: readonly Act[],
  { body = {}, state }: { body?: unknown; state?: 'closed' | 'held' } = {},
): TracedRoute =>
  change(`POST /desk/api/cases/:id/${verb}`, acts, async (office, who) => {
    const path = `/desk/api/cases/${await office.case(state === 'closed' ? state : 'open')}`;
    if (state === 'held') await office.send(who, 'POST', `${path}/claim`, {});
    return { path: `${path}/${verb}`, body };
  });

const onRecall = (verb: string, act: Act): TracedRoute =>
  change(`POST /staff/api/recalls/:id/:version/${verb}`, [act], async ({ db }) => {
    const state = verb === 'confirm' ? 'confirming' : 'ready';
    return {
      path: `/staff/api/recalls/${await addRecall(db, { state, people: 3, now: Date.now() })}/1/${verb}`,
    };
  });

const ofDraft = (state: string, act: Act): TracedRoute =>
  change('PUT /staff/api/drafts/:id', [act], async (office) => ({
    path: `/staff/api/drafts/${await office.draft()}`,
    body: {
      version: 1,
      heading: 'Et l’avance ?',
      shortAnswer: 'Elle est due.',
      details: '',
      references: '',
      state,
    },
  }));

const ofPage = (what: string, act: Act): TracedRoute =>
  change(`POST /staff/api/knowledge/${what}`, [act], async (office) => ({
    path: `/staff/api/knowledge/${what}`,
    body: await office.servedPage(),
  }));

const addressOfPage = (of: string, path: string): string =>
  `/staff/connaissances/${of}?chemin=${encodeURIComponent(path)}`;

const decision = (choice: string, act: Act): TracedRoute =>
  change('POST /staff/api/applications/:id/decision', [act], async (office) => ({
    path: `/staff/api/applications/${(await office.application()).id}/decision`,
    body: { decision: choice, version: '1', reason: 'Un autre dossier était plus avancé.' },
  }));

const ofQuestions = (
  what: string,
  acts: readonly Act[],
  body: (office: TracedOffice, id: string) => Promise<unknown> = async () => ({}),
): TracedRoute =>
  change(`POST /staff/api/questions/:id/${what}`, acts, async (office) => {
    const id = await office.questions();
    return { path: `/staff/api/questions/${id}/${what}`, body: await body(office, id) };
  });

const state = (word: string, version: number, act: Act): TracedRoute =>
  change('POST /staff/api/sessions/:id/state', [act], async (office) => {
    const path = `/staff/api/sessions/${await office.session()}/state`;
    if (word === 'open')
      await office.send(await office.person(), 'POST', path, { state: 'closed', version: 1 });
    return { path, body: { state: word, version } };
  });

const join = (accepted: boolean, act: Act): TracedRoute =>
  change('POST /staff/api/companies/:id/people/:person', [act], async (office) => {
    const { companyId, personId } = await office.joining();
    return { path: `/staff/api/companies/${companyId}/people/${personId}`, body: { accepted } };
  });

/** What the team decides of who holds a file; a dispute stands in it where one is to be dismissed. */
const holding = (decision: string, act: Act): TracedRoute =>
  change('POST /staff/api/companies/:id/holding', [act], async (office, who) => {
    const { companyId } = await office.company();
    const path = `/staff/api/companies/${companyId}`;
    if (decision === 'dismiss')
      await office.send(who, 'POST', `${path}/disputes`, { words: 'Ce n’est pas nous.' });
    const basis = await office.basisOf(companyId);
    return { path: `${path}/holding`, body: { basis, decision, reason: 'Le SIRET est celui d’un autre.' } };
  });

const held = (kind: 'messages' | 'mails', what: 'send' | 'drop', act: Act): TracedRoute =>
  change(`POST /staff/api/held/${kind}/:id/${what}`, [act], async (office) => ({
    path: `/staff/api/held/${kind}/${await office.held(kind)}/${what}`,
  }));

const LIST = Buffer.from(companyList(2)).toString('base64');
const OPPORTUNITIES = Buffer.from('Titre;Type;Publié par\nLinge;AMI;CMA Nord\n').toString('base64');

/** EVERY route of the office that tells or changes something. Readings first: what changes may make them shorter. */
export const TRACED_ROUTES: readonly TracedRoute[] = [
  get('/desk/api/queue', ['queue_read']),
  get('/desk/api/events', ['queue_read']),
  get('/desk/api/cases/:id', ['case_read'], async (office) => `/desk/api/cases/${await office.case()}`),
  get(
    '/desk/api/cases/:id/messages',
    ['case_read'],
    async (office) => `/desk/api/cases/${await office.case()}/messages`,
  ),
  get('/desk/api/search', ['case_read'], async (office) => `/desk/api/search?caseId=${await office.case()}`),
  get('/desk/chiffres.csv', ['figures_exported']),
  get('/desk/mises-en-relation', ['introductions_read']),
  get('/desk/session', ['session_read'], async (office) => {
    await office.db.query("UPDATE training_session SET state = 'closed', ends_on = '2020-01-01'");
    await office.session();
    return '/desk/session';
  }),
  get('/staff', ['watch_read']),
  get('/staff/brouillons', ['drafts_read']),
  get('/staff/brouillons.md', ['drafts_exported']),
  get('/staff/brouillons/:id', ['draft_read'], async (office) => `/staff/brouillons/${await office.draft()}`),
  get('/staff/rappels', ['recall_read']),
  get('/staff/connaissances', ['knowledge_read']),
  get('/staff/connaissances/page', ['page_read'], async (office) =>
    addressOfPage('page', (await office.servedPage()).path),
  ),
  get('/staff/connaissances/fichier', ['page_read'], async (office) =>
    addressOfPage('fichier', (await office.servedPage()).path),
  ),
  get('/staff/entreprises', ['companies_read']),
  get('/staff/entreprises.csv', ['companies_exported']),
  get('/staff/entreprises.json', ['companies_exported']),
  get(
    '/staff/entreprises/:id',
    ['company_read'],
    async (office) => `/staff/entreprises/${(await office.company()).companyId}`,
  ),
  get('/staff/sessions/:id', ['session_read'], async (office) => `/staff/sessions/${await office.session()}`),
  get(
    '/staff/sessions/:id/candidatures.csv',
    ['applicants_exported'],
    async (office) => `/staff/sessions/${await office.session()}/candidatures.csv`,
  ),
  get(
    '/staff/candidatures/:id',
    ['application_read'],
    async (office) => `/staff/candidatures/${(await office.application()).id}`,
  ),
  get(
    '/staff/evenements/:id',
    ['event_read'],
    async (office) => `/staff/evenements/${await office.event(await office.session())}`,
  ),
  get('/staff/questions', ['questions_read']),
  get(
    '/staff/questions/:id',
    ['question_read'],
    async (office) => `/staff/questions/${await office.questions()}`,
  ),
  get(
    '/staff/opportunites/avis/:id/entreprises',
    ['opportunity_matched'],
    async (office) => `/staff/opportunites/avis/${(await office.writtenOpportunity()).id}/entreprises`,
  ),
  get('/staff/opportunites/avis/:id', ['need_read'], async (office) => {
    const { id: noticeId } = await office.writtenOpportunity();
    const personId = await conversationOf(office.db, `buyer-${noticeId}`);
    const need = {
      noticeId,
      personId,
      conversationId: personId,
      title: 'Nettoyage',
      contact: 'bea@lyon.example',
    };
    await office.db.tx((tx) => addNeed(tx, { ...need, givenAt: Date.now() }));
    return `/staff/opportunites/avis/${noticeId}`;
  }),
  get('/staff/opportunites/suivi.csv', ['follow_up_exported']),
  get('/staff/opportunites/partenaires', ['partners_read'], async (office) => {
    await partnered(office.db, { now: Date.now() });
    return '/staff/opportunites/partenaires';
  }),
  get('/staff/traces', ['traces_read']),
  get('/staff/traces.csv', ['traces_exported']),

  onCase('claim', ['case_claimed']),
  onCase('reply', ['case_replied'], { body: { id: 'sent-once-2', text: 'Bonjour.' } }),
  onCase('note', ['case_noted'], { body: { id: 'sent-once-3', text: 'À rappeler.' } }),
  onCase('transfer', ['case_transferred'], { state: 'held' }),
  onCase('return', ['case_returned'], { state: 'held' }),
  onCase('close', ['case_closed'], { body: { outcome: 'answered' } }),
  onCase('reopen', ['case_claimed', 'case_reopened'], { state: 'closed' }),
  onCase('deadline', ['case_deadline_set'], { body: { day: '2030-01-15', time: '12:00' } }),
  change('POST /desk/api/cases/:id/draft', ['draft_made'], async (office) => ({
    path: `/desk/api/cases/${await office.answered()}/draft`,
  })),
  change('POST /desk/api/cases/:id/draft', ['draft_read'], async (office) => {
    const path = `/desk/api/cases/${await office.answered()}/draft`;
    await office.send(await office.person(), 'POST', path);
    return { path };
  }),

  get('/staff/astreinte', ['duty_read']),
  change('PUT /staff/api/duty', ['duty_changed'], async () => ({
    path: '/staff/api/duty',
    body: { duties: [], basis: 0 },
  })),
  change('PUT /staff/api/hours', ['hours_changed'], async () => ({
    path: '/staff/api/hours',
    body: { hours: DEFAULT_HOURS, basis: 0 },
  })),
  change('POST /staff/api/letters/:id/retry', ['letter_retried'], async ({ db }) => {
    const letter = { channelKey: 'lost', text: 'Bonjour', error: 'blocked', now: Date.now() };
    return { path: `/staff/api/letters/${await addDeadLetter(db, letter)}/retry` };
  }),
  change('POST /staff/api/jobs/:id/retry', ['job_retried'], async ({ db }) => {
    const job = await addDeadJob(db, { kind: 'made-up', error: 'locked', now: Date.now() });
    return { path: `/staff/api/jobs/${job}/retry` };
  }),
  change('POST /staff/api/messages/:id/relaunch', ['message_relaunched'], async ({ db }) => {
    const conversationId = await conversationOf(db, 'aside');
    const id = '019a0000-0000-7000-8000-0000000000aa';
    await db.tx((tx) =>
      setMessagesAside(tx, { conversationId, messageIds: [id], why: 'time', now: Date.now() }),
    );
    return { path: `/staff/api/messages/${id}/relaunch` };
  }),
  change('PUT /staff/api/knowledge/prepared', ['page_prepared'], async (office) => ({
    path: '/staff/api/knowledge/prepared',
    body: office.page(),
  })),
  change('POST /staff/api/knowledge/drop', ['page_dropped'], async (office) => {
    const page = office.page();
    await office.send(await office.person(), 'PUT', '/staff/api/knowledge/prepared', page);
    return { path: '/staff/api/knowledge/drop', body: page };
  }),
  change('POST /staff/api/knowledge/publish', ['page_published'], async (office) => ({
    path: '/staff/api/knowledge/publish',
    body: office.page(),
  })),
  onRecall('send', 'recall_decided'),
  onRecall('confirm', 'recall_confirmed'),
  onRecall('drop', 'recall_dropped'),
  change('POST /staff/api/daily-mail/off', ['daily_mail_changed'], async () => ({
    path: '/staff/api/daily-mail/off',
  })),
  ofPage('withdraw', 'page_withdrawn'),
  ofPage('restore', 'page_restored'),
  ofQuestions('draft', ['question_drafted']),
  ofQuestions('wording', ['page_published', 'wording_added'], async () => ({
    section: 'guides/avance#ai-je-droit-a-une-avance',
    text: 'on touche des sous avant',
    isSure: true,
  })),
  ofQuestions('tell', ['people_told'], async ({ db }, id) => ({
    basis: previewOf(await answeredOf(db, id)).basis,
  })),
  ofQuestions('dismiss', ['question_dismissed']),
  ofQuestions('take-back', ['question_taken_back']),
  ofDraft('to_read', 'draft_changed'),
  ofDraft('kept', 'draft_kept'),
  ofDraft('dropped', 'draft_dropped'),
  ofDraft('done', 'draft_done'),

  change('POST /staff/api/sessions', ['session_opened'], async (office) => ({
    path: '/staff/api/sessions',
    body: office.sessionPlan,
  })),
  change('PUT /staff/api/sessions/:id', ['session_changed'], async (office) => ({
    path: `/staff/api/sessions/${await office.session()}`,
    body: { ...office.sessionPlan, version: '1' },
  })),
  state('closed', 1, 'session_closed'),
  state('open', 2, 'session_reopened'),
  change('POST /staff/api/sessions/:id/events', ['event_published'], async (office) => ({
    path: `/staff/api/sessions/${await office.session()}/events`,
    body: office.eventPlan,
  })),
  change('PUT /staff/api/events/:id', ['event_changed'], async (office) => ({
    path: `/staff/api/events/${await office.event(await office.session())}`,
    body: { ...office.eventPlan, title: 'Autre titre', version: '1' },
  })),
  change('POST /staff/api/events/:id/cancel', ['event_cancelled'], async (office) => ({
    path: `/staff/api/events/${await office.event(await office.session())}/cancel`,
    body: { version: '1' },
  })),
  decision('admit', 'application_admitted'),
  decision('hold', 'application_held'),
  decision('refuse', 'application_refused'),
  change('POST /staff/api/bookings/:id/presence', ['presence_noted'], async (office) => ({
    path: `/staff/api/bookings/${await office.booking()}/presence`,
    body: { presence: 'present' },
  })),
  change('POST /staff/api/bookings/:id/cancel', ['booking_cancelled'], async (office) => ({
    path: `/staff/api/bookings/${await office.booking()}/cancel`,
    body: { reason: 'Le créneau est repris.' },
  })),

  change('PUT /staff/api/companies/:id/fields/:field', ['company_changed'], async (office) => {
    const { companyId, basis } = await office.company();
    return { path: `/staff/api/companies/${companyId}/fields/name`, body: { basis, value: 'Éco Prop' } };
  }),
  change('POST /staff/api/companies/:id/fields/:field/verified', ['company_verified'], async (office) => {
    const { companyId, basis } = await office.company();
    return { path: `/staff/api/companies/${companyId}/fields/name/verified`, body: { basis } };
  }),
  join(true, 'member_accepted'),
  join(false, 'member_refused'),
  holding('approve', 'holder_approved'),
  holding('refuse', 'holder_refused'),
  holding('dispute', 'holder_disputed'),
  holding('dismiss', 'dispute_dismissed'),
  change('POST /staff/api/companies/:id/disputes', ['dispute_noted'], async (office) => ({
    path: `/staff/api/companies/${(await office.company()).companyId}/disputes`,
    body: { words: 'Ce n’est pas nous.' },
  })),
  change('POST /staff/api/companies/:id/move', ['company_moved'], async (office) => {
    const companyId = await office.registered();
    const body = { basis: await office.basisOf(companyId), to: null, sure: true };
    return { path: `/staff/api/companies/${companyId}/move`, body };
  }),
  held('messages', 'send', 'held_sent'),
  held('messages', 'drop', 'held_dropped'),
  held('mails', 'send', 'held_sent'),
  held('mails', 'drop', 'held_dropped'),
  change('POST /staff/api/companies/:id/invitation', ['company_code_given'], async (office) => ({
    path: `/staff/api/companies/${(await office.company()).companyId}/invitation`,
  })),
  change('POST /staff/api/opportunities/sources/:source/read', ['source_relaunched'], async () => ({
    path: '/staff/api/opportunities/sources/files/read',
  })),
  change('POST /staff/api/opportunities', ['opportunity_written'], async (office) => ({
    path: '/staff/api/opportunities',
    body: office.opportunity(),
  })),
  change('PUT /staff/api/opportunities/:id', ['opportunity_corrected'], async (office) => {
    const { id, fields } = await office.writtenOpportunity();
    return {
      path: `/staff/api/opportunities/${id}`,
      body: { ...fields, description: 'Deux fois par semaine', version: '1' },
    };
  }),
  change('POST /staff/api/opportunities/:id/end', ['opportunity_ended'], async (office) => ({
    path: `/staff/api/opportunities/${(await office.writtenOpportunity()).id}/end`,
    body: { why: 'Le forum est reporté.' },
  })),
  change('POST /staff/api/opportunities/:id/publish', ['opportunity_published'], async (office) => {
    const { id, count } = await office.fittingOpportunity();
    return { path: `/staff/api/opportunities/${id}/publish`, body: { count, version: '1' } };
  }),
  change('POST /staff/api/opportunities/table', ['opportunities_imported'], async () => ({
    path: '/staff/api/opportunities/table',
    body: { data: OPPORTUNITIES },
  })),
  change('POST /staff/api/companies/import/preview', ['import_previewed'], async () => ({
    path: '/staff/api/companies/import/preview',
    body: { data: LIST, name: 'liste.csv' },
  })),
  change('POST /staff/api/companies/import', ['companies_imported'], async (office) => {
    const who = await office.person();
    const preview = await who.post('/staff/api/companies/import/preview', { data: LIST, name: 'liste.csv' });
    const seal = String(preview.body.seal);
    return { path: '/staff/api/companies/import', body: { data: LIST, name: 'liste.csv', seal } };
  }),
];

/** Routes of the office that leave no trace, each with its reason. */
export const UNTRACED_ROUTES: ReadonlyMap<string, string> = new Map([
  [
    'POST /staff/api/knowledge/:digest/accept',
    'traced: test/integration/features/expert/staff-space.test.ts',
  ],
  ['POST /staff/api/knowledge/upload', 'traced: test/integration/knowledge/desk.test.ts'],
  ['POST /staff/api/knowledge/read', 'what somebody writes, read back to them'],
  ['POST /staff/api/knowledge/ask', 'a question that is tried, of nobody'],
  ['POST /staff/api/knowledge/difference', 'between texts of the page that is open, which was traced'],
  ['POST /staff/api/knowledge/reading', 'of the document that is open, which was traced'],
  ['POST /staff/api/knowledge/editing', 'says that a page is open, which was traced'],
  ['GET /staff/mail-du-matin', 'what one has asked for oneself'],
  ['POST /staff/api/daily-mail/on', 'traced: test/integration/features/daily/daily-mail.test.ts'],
  ['GET /staff/connaissances/nouvelle', 'an empty form'],
  ['GET /desk', 'the empty frame of the page: what it shows is asked from the api'],
  ['GET /desk/entrer', 'the sign-in itself, traced as such'],
  ['GET /desk/chiffres', 'counts, of nobody'],
  ['GET /desk/api/figures', 'counts, of nobody'],
  ['GET /desk/api/start', 'one’s own name, and words of the knowledge'],
  ['GET /desk/api/colleagues', 'names of the team, for a menu'],
  ['GET /desk/assets/vendor/uplot.js', 'a library'],
  ['GET /desk/assets/vendor/uplot.css', 'a library'],
  ['GET /staff/api/hours', 'opening hours'],
  ['GET /staff/sessions', 'counts by session'],
  ['GET /staff/opportunites', 'what each source gave'],
  ['GET /staff/opportunites/ecrire', 'an empty form'],
  ['GET /staff/opportunites/importer', 'an empty form'],
  ['GET /staff/opportunites/modele.csv', 'an empty table'],
  ['GET /staff/opportunites/ecrites', 'what buyers and the team publish'],
  ['GET /staff/opportunites/avis', 'what buyers and the team publish'],
  ['GET /staff/opportunites/avis/:id/modifier', 'what the team publishes'],
  ['POST /staff/api/opportunities/table/preview', 'what somebody gives, read back to them'],
  ['GET /staff/opportunites/suivi', 'counts, of nobody'],
  ['GET /staff/opportunites/refus', 'publications of buyers'],
  ['GET /staff/entreprises/import', 'an empty form, and the last lists by their file names'],
  ['GET /staff/entreprises/modele.csv', 'an empty table'],
  ...['/desk', '/staff', '/staff/traces', '/staff/traces.csv'].flatMap((space): [string, string][] => [
    [`GET ${space}/api/me`, 'one’s own name'],
    [`GET ${space}/assets/:file`, 'files of the pages'],
  ]),
]);
