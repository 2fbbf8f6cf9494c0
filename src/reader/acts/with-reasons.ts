import { fold } from '#src/platform/french/text-analysis.ts';
import { asksByWords } from '#src/reader/questions/asked-pieces.ts';
import type { SaidAct } from './said-acts.ts';

/** How begins what a wish is about, why it is there, or when it holds; right after it, it is no act of its own. */
const OF_WISH =
  /^(?:et )?(?:au sujet|a propos|concernant|par rapport|rapport|relatif|relative|suite|pour|car|parce|pcq|puisqu|puisque|vu que?|histoire de|c ?'? ?est (?:pour|au sujet|a propos|concernant|par rapport|rapport|parce))(?![a-z])/;
/** The same of the moment at which it holds: « recevoir un message quand un marché sort ». */
const WHEN = /^(?:quand|des que?|lorsqu\w{0,2}|(?:a )?chaque fois)(?![a-z])/;
const ENDED = /[.!?…;]\s?$/;
/** « je voudrais savoir », before « quand je serai payé »: what follows is what is asked. */
const TO_KNOW =
  /\b(?:savoir|comprendre|connaitre|demander|expliqu\w{1,4}|dites|dis|dire)\W{0,3}(?:moi\W{0,2})?$/;

/**
 * What a message does, with what each wish is about, and why, put to it where it was cut from it in the middle of a
 * sentence: « rappelez-moi demain | au sujet de l’entreprise qui menace ? » wants one thing, and asks nothing.
 */
export function withReasons(acts: readonly SaidAct[]): readonly SaidAct[] {
  const found: SaidAct[] = [];
  for (const one of acts) {
    const last = found.at(-1);
    if (last?.act === 'want' && isOf(last.text, one.text))
      found[found.length - 1] = { act: 'want', text: `${last.text} ${one.text}` };
    else found.push(one);
  }
  return found;
}

function isOf(wish: string, text: string): boolean {
  if (ENDED.test(wish)) return false;
  const said = fold(text).replace(/[’ʼ]/g, "'").trim();
  if (WHEN.test(said)) return !said.includes('?') && !TO_KNOW.test(fold(wish));
  return OF_WISH.test(said) && !asksByWords(text.replace(/[\s?]{1,5}$/, ''));
}
