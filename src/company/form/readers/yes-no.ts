import { fold } from '#src/platform/french/text-analysis.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

const YES =
  /^(?:oui|ouais|ouaip|o|yes|ok|okay|d'accord|bien sur|tout a fait|absolument|volontiers|avec plaisir|j'accepte|je suis d'accord|oui oui|c'est bon|parfait|exact|affirmatif)\b/;
const NO =
  /^(?:non|nan|n|no|pas du tout|jamais|surtout pas|je refuse|je ne veux pas|je n'accepte pas|pas d'accord|je ne suis pas d'accord|pas pour l'instant|aucun|negatif)\b/;

const RESERVES =
  /\b(?:mais|sauf|excepte|hormis|a part|par contre|en revanche|a condition|seulement si|enfin|attend(?:s|ez|re)?|finalement|plutot (?:non|pas)|d'abord|pas (?:encore|maintenant|tout de suite)|non|nan)\b/;

/** « oui », « bien sûr », « non merci »; « oui, sauf le téléphone » and « oui enfin attendez » agree to nothing. */
export function readYesNo(text: string): Read<boolean> {
  const said = fold(text)
    .replace(/^[^\p{L}]+/u, '')
    .trim();
  if (said.length > 60) return bad(errors.yesNo);
  if (NO.test(said)) return good(false);
  return YES.test(said) && !RESERVES.test(said) ? good(true) : bad(errors.yesNo);
}

const BARE =
  /^\W*(?:oui|ouais|ouaip|yes|ok|okay|d'accord|bien sur|tout a fait|absolument|exact(?:ement)?|affirmatif|non|nan|pas du tout)(?:\W+(?:oui|ok|d'accord|bien sur|tout a fait|non|merci))*\W*$/;

/** Whether a message is a yes or a no and nothing else: no answer where words or one of several choices are asked. */
export function bareYesNo(text: string): 'yes' | 'no' | undefined {
  if (!BARE.test(fold(text).replace(/\s+/g, ' '))) return undefined;
  return readYesNo(text).ok && NO.test(fold(text).replace(/^\W+/, '')) ? 'no' : 'yes';
}
