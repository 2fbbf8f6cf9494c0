/**
 * What the server sends, as `src/features/expert/pages/view.ts` makes it.
 * @typedef {{ key: string, name: string }} Person
 * @typedef {'too_late' | 'critical' | 'soon' | 'normal'} Level
 * @typedef {{ at: number, said: string, certain: boolean }} Deadline
 * @typedef {{
 *   id: string, number: number, state: string, owner?: Person, company?: string, channel: string, reason: string,
 *   endReason?: string, summary: string, lastSaid: string, deadline?: Deadline, level: Level, sortKey: number,
 *   answerBy?: number, waitingSince?: number, openedAt: number, updatedAt: number, closedAt?: number, rating?: string,
 * }} Row
 * @typedef {{ title: string, section: string, articles: string[], url?: string }} Source
 * @typedef {{ type: 'text' | 'note', text: string } | { type: 'list', items: string[] }
 *   | { type: 'buttons', labels: string[] } | { type: 'file', name: string }
 *   | { type: 'sources', items: Source[] }} Part
 * @typedef {{
 *   id: string, seq: number, at: number, author: 'company' | 'bot' | 'expert', by?: Person, kind?: string,
 *   parts: Part[], withheld?: true, rating?: string,
 * }} Message
 * @typedef {{ id: string, at: number, type: string, actor?: Person, data: Record<string, unknown> }} CaseEvent
 * @typedef {{ question: string, kind: string, said: string, sources: Source[], rating?: string }} Tried
 * @typedef {{ summary: string, tried: Tried[] }} Brief
 * @typedef {{ id: string, number: number }} CaseLink
 * @typedef {{
 *   row: Row, brief: Brief, messages: Message[], events: CaseEvent[], previous?: CaseLink, next?: CaseLink,
 *   mail?: string, company?: { name: string, siren?: string, lines: string[] },
 * }} CasePage
 * @typedef {{ row: Row, messages: Message[], events: CaseEvent[] }} Change
 * @typedef {{ key: string, text: string, source: Source & { validity?: string, excerpt?: string } }} Passage
 * @typedef {{ id: string, title: string, text: string }} Canned
 * @typedef {{
 *   me: Person, now: number, canned: Canned[],
 *   words: {
 *     states: Record<string, string>, reasons: Record<string, string>, ends: Record<string, string>, outcomes: string[],
 *   },
 * }} Start
 * @typedef {{ key: string, title: string }} Cited
 */
export {};
