import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Row } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { openDatabase } from '#src/platform/database/open.ts';

const DAY_MS = 86_400_000;
/** Conversations are spread over so many days, the last one two days ago. */
export const SPREAD_DAYS = 360;
const EXCHANGES = 4;
/** One conversation in so many has a case of an expert that is over, a rating, a file of a company. */
const CASE_EACH = 10;
const RATED_EACH = 5;
const COMPANY_EACH = 50;
/** Traces of deliveries are kept so long. */
const TRACES_DAYS = 30;
const AT_ONCE = 5_000;

/** About four kilobytes, as an answer with its sources takes. */
const ANSWER = {
  kind: 'answer',
  blocks: Array.from({ length: 8 }, (_, place) => ({
    type: 'paragraph',
    text: [
      {
        text: `Point ${place + 1}. L’acheteur qui prévoit une avance l’écrit dans les documents de la consultation, avec son taux et les conditions de son remboursement ; le titulaire peut y renoncer. ${'Le montant se calcule sur celui du marché, toutes taxes comprises. '.repeat(4)}`,
      },
    ],
  })),
};

/**
 * Fills a new data folder with conversations as they are after a year: four exchanges each, of a person each, some with a
 * case, a rating or a company; the traces of the last month are there, as the nightly work leaves them.
 * @returns the id of a person in the middle, who may be erased
 */
export async function fillBase(dataDir: string, count: number, now: number): Promise<string> {
  // Makes the tables.
  await (await openDatabase(dataDir)).close();
  const db = new DatabaseSync(join(dataDir, 'hotline.db'));
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;');
  const rows = new Rows(db);
  let middle = '';
  for (let place = 0; place < count; place += 1) {
    if (place % AT_ONCE === 0) db.exec('BEGIN');
    const age = 2 * DAY_MS + ((count - place) / count) * SPREAD_DAYS * DAY_MS;
    const person = addTalk(rows, place, now - age, now);
    if (place === Math.floor(count / 2) + 1) middle = person;
    if (place % AT_ONCE === AT_ONCE - 1 || place === count - 1) db.exec('COMMIT');
  }
  db.close();
  return middle;
}

/** Writes rows, with their statements ready. */
class Rows {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  add(table: string, row: Row): void {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join(' ')}`;
    let statement = this.#statements.get(key);
    if (!statement) {
      const places = columns.map(() => '?').join(', ');
      statement = this.#db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
      this.#statements.set(key, statement);
    }
    statement.run(...Object.values(row));
  }
}

function addTalk(rows: Rows, place: number, began: number, now: number): string {
  const at = Math.floor(began);
  const person = newId(at);
  const conversation = newId(at);
  const key = `bench-${place}`;
  rows.add('person', { id: person, name: `Personne ${place}`, created_at: at });
  rows.add('person_identity', { channel: 'web', key, person_id: person, created_at: at });
  rows.add('conversation', {
    id: conversation,
    channel: 'web',
    channel_key: key,
    address: '{}',
    mode: 'bot',
    state: '{}',
    last_seq: 2 * EXCHANGES,
    created_at: at,
    updated_at: at + EXCHANGES * 60_000,
    person_id: person,
  });
  const isRecent = now - at < TRACES_DAYS * DAY_MS;
  for (let exchange = 0; exchange < EXCHANGES; exchange += 1) {
    const time = at + exchange * 60_000;
    const asked = newId(time);
    const said = newId(time);
    const text = `Question ${exchange} du marché ${place} : ai-je droit à une avance, et de combien ?`;
    const message = { conversation_id: conversation, created_at: time, handled_at: time };
    rows.add('message', {
      ...message,
      id: asked,
      seq: 2 * exchange + 1,
      author: 'company',
      content: JSON.stringify({ type: 'text', text }),
      reply_to: null,
    });
    rows.add('message', {
      ...message,
      id: said,
      seq: 2 * exchange + 2,
      author: 'bot',
      content: JSON.stringify(ANSWER),
      reply_to: asked,
    });
    if (exchange === 0 && place % RATED_EACH === 0)
      rows.add('feedback', {
        message_id: said,
        conversation_id: conversation,
        rating: place % 3 ? 'up' : 'down',
        created_at: time,
      });
    if (!isRecent) continue;
    const event = { channel: 'web', event_id: `${key}\n${asked}`, message_id: asked, received_at: time };
    rows.add('inbound_event', event);
    rows.add('outbox', {
      id: newId(time),
      conversation_id: conversation,
      message_id: said,
      seq: 2 * exchange + 2,
      status: 'sent',
      attempts: 1,
      run_at: time,
      created_at: time,
      sent_at: time,
    });
  }
  if (place % CASE_EACH === 0) addCase(rows, place, conversation, at);
  if (place % COMPANY_EACH === 0) addCompany(rows, place, person, at);
  return person;
}

function addCase(rows: Rows, place: number, conversation: string, at: number): void {
  const id = newId(at);
  rows.add('expert_case', {
    id,
    number: 1_000_000 + place,
    conversation_id: conversation,
    open_reason: 'asked',
    state: 'closed',
    state_since: at,
    end_reason: 'answered',
    waited_ms: 0,
    first_answer_ms: 600_000 + place,
    brief: '{"summary":"","tried":[]}',
    opened_at: at,
    opened_seq: 4,
    closed_at: at + 7_200_000,
    closed_seq: 8,
    updated_at: at,
    resolved_ms: 7_200_000,
    rating: 'up',
    rated_at: at + 7_200_000,
  });
  for (const type of ['opened', 'claim', 'said', 'close'])
    rows.add('case_event', { id: newId(at), case_id: id, at, type, data: '{}' });
}

function addCompany(rows: Rows, place: number, person: string, at: number): void {
  const id = newId(at);
  rows.add('company', { id, siren: String(100_000_000 + place), created_at: at, updated_at: at });
  rows.add('company_member', { company_id: id, person_id: person, status: 'member', asked_at: at });
  for (const field of ['name', 'email', 'phone', 'sectors'])
    rows.add('company_field', {
      id: newId(at),
      company_id: id,
      field,
      value: '"x"',
      label: field,
      shown: `${field} ${place}`,
      origin: 'declared',
      person_id: person,
      at,
    });
}
