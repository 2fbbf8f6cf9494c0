/** Tags that end a line; those of text inside a sentence leave nothing behind. */
const BLOCKS =
  /<\/?(?:p|div|br|tr|table|tbody|thead|ul|ol|dl|dt|dd|blockquote|center|pre|h[1-6]|hr|caption)\b[^<>]*>/gi;

/** Named characters that French legal text uses; numbered ones are read by their number. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  shy: '',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  bull: '•',
  middot: '·',
  deg: '°',
  euro: '€',
  sect: '§',
  times: '×',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  le: '≤',
  ge: '≥',
  thinsp: '\u2009',
  ensp: ' ',
  emsp: ' ',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ouml: 'ö',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  oelig: 'œ',
  Agrave: 'À',
  Acirc: 'Â',
  Ccedil: 'Ç',
  Egrave: 'È',
  Eacute: 'É',
  Ecirc: 'Ê',
  Icirc: 'Î',
  Ocirc: 'Ô',
  Ugrave: 'Ù',
  Ucirc: 'Û',
  OElig: 'Œ',
  aelig: 'æ',
  AElig: 'Æ',
};

/** Replaces named and numbered characters, once; an unknown name stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]\w{1,9}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const readable = point >= 32 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff);
    return readable ? String.fromCodePoint(point) : ' ';
  });
}

/**
 * The words of a piece of HTML, one paragraph a line: rows of a table with their cells apart by « | », items of a list
 * after a dash, no other mark left.
 */
export function htmlText(html: string): string {
  return decodeEntities(
    html
      .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
      .replace(/\s+/g, ' ')
      .replace(/<\/t[dh]\s*>/gi, ' | ')
      .replace(/<li\b[^<>]*>/gi, '\n- ')
      .replace(/<\/li\s*>/gi, '\n')
      .replace(BLOCKS, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  )
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/[^\S\u00A0\u202F]+/g, ' ')
        .replace(/^[\s|]+|(?<![\s|])[\s|]+$/g, '')
        .trim(),
    )
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .join('\n');
}
