import { paragraph } from '#src/channel/blocks.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Answer } from './answer.ts';
import { introduced, told } from './texts.ts';

const WHO =
  /^(?:(?:bonjour|bonsoir|salut|hello|bjr|slt)[,.! ]+)?(?:moi,? )?(?:je suis|on est|nous sommes|nous,? on est|je travaille (?:dans|comme)) (?:une? |des |dans |la |le |les |l'|en )?(?<who>[^.?!;:]{2,60})[.! ]*$/;
/** What happened to somebody is a situation, to which pages answer; a trade or a status is only who asks. */
const SITUATION =
  /\b(?:exclu|rejet|recal|reten|elimin|perd|gagn|bloqu|retard|liquid|redress|cours|pay|sous-?trait|titulaire|mandataire|candidat|evinc|oblig|attributaire|dette|premier|second|deuxieme|seul|interess|perdu|nouveau|debut|inquiet|contre|pas|trop)\w*/;
const WORDS = 4;

/** « je suis traiteur à Marseille »: says who asks, and asks nothing yet. */
export function isIntroduction(asked: string): boolean {
  const who = WHO.exec(fold(asked).replace(/\s+/g, ' ').trim())?.groups?.who;
  return (
    who !== undefined && contentWords(who).length <= WORDS && !SITUATION.test(who) && !asksSomething(asked)
  );
}

/** Says back what was told of a contract, and asks what the person wants to know of it. */
export const answerTold = (
  slots: readonly string[],
  { question, askedDate }: Pick<Understanding, 'question' | 'askedDate'>,
): Answer => ({
  kind: 'answer',
  blocks: [paragraph(told(slots))],
  citations: [],
  composer: 'extractive',
  verdict: null,
  followUps: [],
  thread: { question, askedDate, open: true },
});

/** Asks what the person wants to know; what they said of themselves completes their next message. */
export const answerIntroduction = ({ question, askedDate }: Understanding): Answer => ({
  kind: 'answer',
  blocks: [paragraph(introduced)],
  citations: [],
  composer: 'extractive',
  verdict: null,
  followUps: [],
  thread: { question, askedDate, open: true },
});
