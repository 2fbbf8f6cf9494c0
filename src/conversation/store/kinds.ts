/*
 * Kinds of what is said, as messages keep them: those of the conversation itself. Each feature has its own, and says
 * which of them are said beside an expert (`Feature.saidBeside`).
 */

/** What is said of the hotline's own limits: it holds nobody up. */
export const NOTICE_KIND = 'notice';

/** What is answered to a question: it is late where a person came meanwhile, and no longer said. */
export const REPLY_KINDS: ReadonlySet<string | undefined> = new Set(['answer', 'refusal', 'handoff', 'help']);
