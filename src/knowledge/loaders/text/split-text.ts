/** Aim and ceiling of a passage, in characters: about what a person reads at a glance. */
const AIM = 900;
const CEILING = 1_400;

/**
 * Cuts a long text into passages of about 900 characters at paragraph ends, else at sentence ends; never inside a
 * sentence shorter than the ceiling. Pages of guides are never cut: their sections are the passages.
 */
export function splitText(text: string): string[] {
  const pieces = text.split(/\n\n+/).flatMap((part) => (part.length <= CEILING ? [part] : sentencesOf(part)));
  const passages: string[] = [];
  let current = '';
  for (const piece of pieces) {
    if (current && current.length + piece.length > AIM) {
      passages.push(current);
      current = '';
    }
    current = current ? `${current}\n\n${piece}` : piece;
  }
  if (current) passages.push(current);
  return passages;
}

function sentencesOf(text: string): string[] {
  const sentences = text.match(/.+?(?:[.!?…](?=\s)|$)\s*/gs) ?? [text];
  const groups: string[] = [];
  for (const sentence of sentences.flatMap(cutLong)) {
    const last = groups.at(-1);
    if (last !== undefined && last.length + sentence.length <= AIM)
      groups[groups.length - 1] = last + sentence;
    else groups.push(sentence);
  }
  return groups.map((group) => group.trim()).filter(Boolean);
}

const cutLong = (sentence: string): string[] =>
  sentence.length <= CEILING
    ? [sentence]
    : (sentence.match(new RegExp(`.{1,${AIM}}(?:\\s|$)|.{1,${AIM}}`, 'gs')) ?? []);
