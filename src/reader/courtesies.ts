import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { isTalkWord, withoutTalk } from './around-question.ts';
import { asksSomething } from './follow-up.ts';
import type { Meaning } from './wish/meaning.ts';

/** What is said beside a question as well as by itself. */
const COURTESIES: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye-or-ok', 'complaint']);
/** What nobody says to a question that waits: what looks like it is the answer, a name or an address. */
const NO_ANSWER: ReadonlySet<string> = new Set([...COURTESIES, 'identity', 'help']);
/** Anger at us answers no question: where it is so sure, it is heard whatever waits. */
const COMPLAINT = 'complaint';
const SURELY_ANGRY = 0.95;
/** How sure another wish must be while an answer is waited for. */
const SURE_BESIDE = 0.85;
/** What one says to a form that asks something: it means nothing where nothing is asked. */
const TO_FORM = 'form';
/** How sure that must be, of who was asked. */
const SURE_TO_FORM = 0.6;
/** Words that a question has beyond its courtesies. */
const FEWEST = 2;

/**
 * What a message means by what was learnt, without the courtesies of one that asks something more: « merci mais sous
 * combien de temps la mairie doit payer » is no thanks; nor is what only supposes a distress.
 */
export function believed(meant: readonly Meaning[], text: string): readonly Meaning[] {
  if (meant.some(isDistress) && (supposes(text) || asksToBePaid(text)))
    return meant.filter((one) => !isDistress(one));
  if (meant.some(isHandoff) && asksOfOneself(text)) return meant.filter((one) => !isHandoff(one));
  if (!meant.some(isCourtesy) || !asksMore(text)) return meant;
  return meant.filter((one) => !isCourtesy(one));
}

const isDistress = ({ act, wish }: Meaning): boolean => act === 'distress' || wish === 'distress';

/** « et s'il paye en retard, je fais quoi »: who asks what would be, if. It has not happened, and is a question. */
const supposes = (text: string): boolean =>
  SUPPOSES.test(fold(text)) && (asksSomething(text) || AS_TYPED.test(fold(text)));
/**
 * « comment je suis payée vite, je peux pas avancer »: who asks how and when one is paid has money worries as all small
 * companies have them, unless they say how they are.
 */
const asksToBePaid = (text: string): boolean => {
  const folded = fold(text).replace(/\s+/g, ' ');
  return ASKS_TO_BE_PAID.test(folded) && !SAYS_HOW_THEY_ARE.test(folded);
};
const PAID =
  '(?:paye\\w{0,3}|paie\\w{0,3}|regle(?:e?s?|r|ment)|verse\\w{0,3}|touche\\w{0,3}|avance|acompte|reglement)';
const HOW = '(?:comment|quand|combien|koman|kan|quel delai|sous quel)';
const ASKS_TO_BE_PAID = new RegExp(
  `\\b${HOW}\\b[^.?!;\\n]{0,30}?\\b${PAID}\\b|\\b${PAID}\\b.{0,15}?\\b${HOW}\\b`,
);
/** A state, and no question of cash: a table, so that nobody who writes one of these gets figures for an answer. */
const SAYS_HOW_THEY_ARE =
  /\b(?:craqu\w{1,4}|a bout|au bout|n'en peux plus|n'en peut plus|jen peux plus|j'en peux plus|en peux plus|dors plus|dormi\w{0,2}|coul(?:e|er|ons)|sombre|perdre|ruine\w{0,2}|faillite|bilan|liquidation|redressement|cle sous la porte|panique\w{0,2}|pleur\w{1,3}|peur|desesp\w{1,8}|sos|aidez|huissiers?|saisi\w{0,3}|ferm(?:e|er|ons)|licenci\w{1,4}|honte|seule? face|plus (?:rien|un sou|d'argent|la force|de treso\w{0,5}|de quoi)|impossible a vivre|manger|mourir|fini|foutu\w{0,2}|catastrophe|urgent|doi(?:t|vent))\b/;

const isHandoff = ({ wish }: Meaning): boolean => wish === 'handoff';
/**
 * « je peux me mettre avec une collègue ? » asks what one may do oneself, and speaks to nobody of ours: forty examples do
 * not tell it from « mettez-moi avec un collègue », whose words are nearly the same.
 */
function asksOfOneself(text: string): boolean {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  return folded.endsWith('?') && MAY_I.test(folded) && !OF_OURS.test(folded);
}
const MAY_I =
  /^(?:(?:et|mais|ok|alors|du coup|bonjour)[ ,]+){0,3}(?:est[- ]ce qu(?:e je peux|'on peut)|je peux|j'?peux?|on peut|puis-je|peut-on) /;
const OF_OURS =
  /\b(?:vous|votre|vos|tu|te|toi|ton|quelqu'un|experte?s?|conseill\w{1,6}|humaine?s?|personnes?|r?appele?\w{0,4}|telephon\w{1,4}|joindre|rendez|rdv|parler|discuter|echanger|voir|rencontrer|equipe|aid\w{1,4}|contact\w{0,4}|ecrire)\b/;

/** Question words as they are typed on a phone. */
const AS_TYPED = /\b(?:koi|kom|koman|coment|kan|ki|kes|kel)\b/;
const SUPPOSES =
  /^\W*(?:(?:et|mais|ok|oui|donc|du coup|ah|bon|alors|e|me)[ ,]+){0,3}(?:si |s'ils? |sils? |suppos\w+ |mettons |admettons |(?:en|au) cas (?:de|ou) )/;

/** That a form is to wait may be said of one that waits already. */
const LATER = 'form.later';

/** What a message means by what was learnt, where no question waits for its answer. */
export const believedUnasked = (meant: readonly Meaning[]): readonly Meaning[] =>
  meant.filter(
    ({ wish, act, probability }) => wish !== TO_FORM || (act === LATER && probability >= SURE_BESIDE),
  );

/**
 * What a message means by what was learnt, where a question waits for its answer: an address may look like a greeting,
 * and a trade like a wish.
 */
export const believedWhileAsked = (meant: readonly Meaning[]): readonly Meaning[] =>
  meant.filter(({ wish, act, probability }) =>
    wish === TO_FORM
      ? probability >= SURE_TO_FORM
      : (probability >= SURE_BESIDE && !NO_ANSWER.has(act ?? '')) ||
        (act === COMPLAINT && probability >= SURELY_ANGRY),
  );

const isCourtesy = ({ act }: Meaning): boolean => act !== undefined && COURTESIES.has(act);

function asksMore(text: string): boolean {
  const left = withoutTalk(text);
  return asksSomething(left) && contentWords(left).filter((word) => !isTalkWord(word)).length >= FEWEST;
}
