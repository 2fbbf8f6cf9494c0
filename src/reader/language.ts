import { fold } from '#src/platform/french/text-analysis.ts';

const set = (words: string): Set<string> => new Set(words.split(' '));
const FRENCH = set(
  'le la les un une des du de au aux et est sont je j on nous vous il elle pour que qui quoi dans sur avec ce c mon ma mes pas d l quel quelle combien comment puis peut dois faut a en si',
);
const OTHERS = [
  set('the is are what how can do does i my we our you your to of for and with need which when where have'),
  set(
    'el los las una que como puedo hola hacer quiero cual para por con es son mi nuestro del cuando donde necesito hay',
  ),
  set('der die das ist sind ich wir wie was kann ein eine und fur mit nicht wann wo brauche von zu'),
  set('de het een ik wat hoe is wij mijn onze voor van met niet kan moet wanneer waar nodig zijn'),
  set('il lo gli della per come posso che cosa sono quale con una nostro quando dove e di'),
];

/** Whether a text is plainly not French: another script, or the small words of another language and none of ours. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= 4 && latin / letters < 0.5) return true;
  const words = fold(text).match(/\p{L}+/gu) ?? [];
  const french = words.filter((word) => FRENCH.has(word)).length;
  return OTHERS.some((other) => {
    // Each counts once: a letter of a formula stands several times, « I/I0, I0 = 105 ».
    const foreign = new Set(words.filter((word) => other.has(word) && !FRENCH.has(word))).size;
    return foreign >= 3 && foreign > 2 * french;
  });
}

/** Whether there is anything to read: at least one letter or digit. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
