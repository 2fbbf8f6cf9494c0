import type { Meaning, WishScore } from './meaning.ts';

/**
 * From this on, what was learnt is taken for what is meant, where it is so many times as likely as a question. Chosen on
 * the hands of `nearest.ts`: from 0.4 and three times, 66.8 % of these wishes are heard, and 98.2 % of their questions and
 * 96.6 % of 1,000 others stay questions; from here, 66.5, and 98.4 and 97.0 %; from 0.35, 67.6, 98.4 and 96.9 %, with more
 * wishes taken for others.
 */
export const SURE = 0.4;
const OVER_QUESTION = 4;

/** What is an answer to a form's question, and means nothing where none is asked. */
export const FORM_ANSWERS: ReadonlySet<string> = new Set([
  'form.name',
  'form.activity',
  'form.answer',
  'small-answer',
]);

/** What is no wish: a question about the rules, what nobody answers, and words that need those before them. */
const NO_WISH: ReadonlySet<string> = new Set([
  'question',
  'answer-beside',
  'unanswerable',
  'out-of-scope',
  'harmful',
  'injection',
  ...FORM_ANSWERS,
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
  ['alerts.hours', 'alerts'],
  ['alerts.slower', 'alerts'],
  ['alerts.faster', 'alerts'],
  ['alerts.pause', 'alerts'],
  ['alerts.only', 'alerts'],
  ['alerts.add', 'alerts'],
  ['alerts.leave-out', 'alerts'],
  ['alerts.show', 'alerts'],
  ['alerts.why', 'alerts'],
  ['privacy.erase', 'privacy'],
  ['privacy.export', 'privacy'],
  ['privacy.consent', 'privacy'],
  ['expert.status', 'status'],
  ['training.ask-status', 'status'],
  ['link.channels', 'space'],
  ['space.find', 'space'],
  ['space.not-me', 'space'],
  ['space.new', 'space'],
  ['greeting', 'help'],
  ['help', 'help'],
  ['identity', 'help'],
  ['thanks', 'help'],
  ['goodbye-or-ok', 'help'],
  ['complaint', 'help'],
  ['form.skip', 'form'],
  ['form.later', 'form'],
  ['form.back', 'form'],
  ['form.why', 'form'],
  ['again-or-more', 'last-answer'],
  ['simpler', 'last-answer'],
  ['answer-source', 'last-answer'],
  ['answer-sure', 'last-answer'],
  ['answer-yes-no', 'last-answer'],
]);

/** A wish that does something one did not ask for, when it was not meant, is believed from more. */
const SURER: ReadonlyMap<string, number> = new Map([
  ['handoff', 0.65],
  ['privacy', 0.65],
  // « J’ai été seul à répondre, c’est moi qui ai le contrat ? » asks of a buyer's choice, and not of a request to us.
  ['status', 0.75],
  ['last-answer', 0.65],
  // « Ai-je droit à une avance ? » asks a rule, and looks like « puis-je y aller ? ».
  ['bid.go', 0.75],
  ['bid.answer', 0.75],
]);

/**
 * Acts that are heard as one wish and are added to the others only where somebody is wanted already, so likely: a message
 * that may want an appointment, and may need a person, wants neither surely, and a day of the week looks like an
 * appointment; « pourrait-on me rappeler jeudi matin » is one wish.
 */
const APART: ReadonlyMap<string, number> = new Map([
  ['appointment.book', 0.25],
  ['appointment.move', 0.25],
  ['needs-human', 0.4],
]);
const SOMEBODY: ReadonlySet<string> = new Set(['expert.ask', 'expert.call-back']);
/**
 * Words of courtesy, where one act is the contrary of another, and what is wanted of the last answer: they are never
 * added to each other.
 */
const TOLD_APART: ReadonlySet<string> = new Set(['help', 'last-answer']);
/** A doubt about an answer and the wish to hear its conclusion are nearly one: they add up, and the likelier is named. */
const NEARLY_ONE: ReadonlySet<string> = new Set(['answer-sure', 'answer-yes-no']);
const NAMED = 'about-answer';
/** An act is named when it is so many times as likely as the next one that is heard alike. */
const AHEAD = 2;

/**
 * What a message means by what was learnt: nothing, for a question and where nothing is sure. Acts that are heard as one
 * wish add up: who surely wants a person, by mail or by telephone, surely wants a person; which of the two is said only
 * where it is plain.
 * @param scores likeliest first
 */
export function learntMeaning(scores: readonly WishScore[]): readonly Meaning[] {
  const question = scores.find((one) => one.wish === 'question')?.probability ?? 0;
  const somebody = scores
    .filter((one) => SOMEBODY.has(one.wish))
    .reduce((all, one) => all + one.probability, 0);
  const groups = Map.groupBy(
    scores.filter(({ wish }) => !NO_WISH.has(wish)),
    ({ wish: act }) => {
      const wish = HEARD_AS.get(act) ?? act;
      if (NEARLY_ONE.has(act)) return NAMED;
      return TOLD_APART.has(wish) || somebody < (APART.get(act) ?? 0) ? act : wish;
    },
  );
  for (const [name, acts] of groups) {
    const probability = acts.reduce((sum, one) => sum + one.probability, 0);
    const [first, second] = acts;
    const wish = name === NAMED ? 'last-answer' : (HEARD_AS.get(name) ?? name);
    if (!first || probability < (SURER.get(wish) ?? SURE) || probability < OVER_QUESTION * question) continue;
    const isPlain = name === NAMED || first.probability >= AHEAD * (second?.probability ?? 0);
    return [{ wish, act: isPlain ? first.wish : undefined, probability }];
  }
  return [];
}
