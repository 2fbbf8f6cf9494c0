import type { Meaning, WishScore } from './meaning.ts';

/** From this on, what was learnt is taken for what is meant; chosen on writers held apart. */
export const SURE = 0.6;

/** What is no wish: a question about the rules, what nobody answers, and words that need those before them. */
const NO_WISH: ReadonlySet<string> = new Set([
  'question',
  'unanswerable',
  'out-of-scope',
  'harmful',
  'injection',
  'small-answer',
  'again-or-more',
  'simpler',
]);

/** Acts that features hear as one wish; the others are heard by their own name. */
const HEARD_AS: ReadonlyMap<string, string> = new Map([
  ['expert.ask', 'handoff'],
  ['expert.call-back', 'handoff'],
  ['needs-human', 'handoff'],
  ['appointment.book', 'handoff'],
  ['appointment.move', 'handoff'],
  ['referencing.start', 'referencing'],
  ['referencing.resume', 'referencing'],
  ['referencing.update', 'referencing'],
  ['referencing.show', 'referencing'],
  ['referencing.leave', 'privacy'],
  ['alerts.start', 'alerts'],
  ['alerts.stop', 'alerts'],
  ['alerts.tune', 'alerts'],
  ['privacy.erase', 'privacy'],
  ['privacy.export', 'privacy'],
  ['privacy.consent', 'privacy'],
  ['expert.status', 'status'],
  ['training.ask-status', 'status'],
  ['greeting', 'help'],
  ['help', 'help'],
  ['identity', 'help'],
  ['thanks', 'help'],
  ['goodbye-or-ok', 'help'],
  ['complaint', 'help'],
]);

/** What a message means by what was learnt: nothing, for a question and where nothing is sure. */
export function learntMeaning([best]: readonly WishScore[]): readonly Meaning[] {
  if (!best || best.probability < SURE || NO_WISH.has(best.wish)) return [];
  return [{ wish: HEARD_AS.get(best.wish) ?? best.wish, act: best.wish, probability: best.probability }];
}
