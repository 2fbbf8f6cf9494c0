const UNITS = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
];
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt'];

/** A whole number under a thousand million in French words: 71 → « soixante et onze », 90 000 → « quatre-vingt-dix mille ». */
export function inWords(value: number): string {
  if (value < 20) return UNITS[value] ?? '';
  if (value < 100) {
    const tens = Math.min(Math.floor(value / 10), 8);
    const rest = value - (tens === 7 || value >= 80 ? (tens === 7 ? 60 : 80) : tens * 10);
    const name = TENS[tens] ?? '';
    if (rest === 0) return tens === 8 ? `${name}s` : name;
    return (rest === 1 || rest === 11) && tens < 8 ? `${name} et ${UNITS[rest]}` : `${name}-${UNITS[rest]}`;
  }
  const [size, word] =
    value < 1_000 ? [100, 'cent'] : value < 1_000_000 ? [1_000, 'mille'] : [1_000_000, 'million'];
  const count = Math.floor(value / size);
  const rest = value % size;
  const plural = word === 'million' && count > 1 ? 's' : '';
  const head = count === 1 && word !== 'million' ? word : `${inWords(count)} ${word}${plural}`;
  return rest === 0 ? head : `${head} ${inWords(rest)}`;
}
