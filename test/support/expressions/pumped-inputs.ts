/**
 * A regular expression as far as pumping needs it: what it repeats, and what leads there. Look-arounds, boundaries and
 * back references take no characters; what they hold is pumped all the same.
 */
type Node =
  | { readonly type: 'characters'; readonly samples: readonly string[] }
  | { readonly type: 'sequence'; readonly items: readonly Node[] }
  | { readonly type: 'choice'; readonly options: readonly Node[] }
  | { readonly type: 'repeat'; readonly body: Node; readonly min: number; readonly max: number }
  | { readonly type: 'look'; readonly body: Node };

/** Characters that classes are tried on: what they take of these is what they are pumped with. */
const TRIED = [
  'a',
  'e',
  'n',
  's',
  'A',
  'E',
  'É',
  'é',
  '0',
  '1',
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '-',
  '_',
  '.',
  ',',
  ';',
  ':',
  '!',
  '?',
  "'",
  '’',
  '"',
  '«',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '/',
  '\\',
  '*',
  '#',
  '|',
  '=',
  '+',
  '&',
  '%',
  '@',
  '€',
  '`',
  '~',
  '$',
  '…',
  '\u0000',
  '\u0301',
  '\u{1F4DE}',
];
/** A repetition up to this many times is no danger by itself. */
const FEW = 15;

/** Reads the pattern of an expression that the engine has accepted. */
function parse(source: string, flags: string): Node {
  let at = 0;
  const literally = (text: string): Node => ({ type: 'characters', samples: [text] });
  const taken = (piece: string): Node => {
    const one = new RegExp(`^${piece}$`, flags.replace(/[gym]/g, ''));
    const named = TRIED.filter((char) => source.includes(char));
    // Those that the pattern names elsewhere first: a class is dangerous beside what it takes too.
    return {
      type: 'characters',
      samples: [...new Set([...named, ...TRIED])].filter((char) => one.test(char)),
    };
  };
  const escaped = (): Node => {
    const rest = source.slice(at);
    const [piece = ''] =
      /^\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|[1-9]\d*|c[A-Za-z]|[\s\S])/.exec(
        rest,
      ) ?? [];
    at += piece.length;
    if (/^\\(?:[bB]|k<|[1-9])/.test(piece)) return literally('');
    return taken(piece);
  };
  const characterClass = (): Node => {
    const start = at;
    at += 1;
    let depth = 1;
    while (depth > 0) {
      if (source[at] === '\\') at += 1;
      else if (source[at] === '[' && flags.includes('v')) depth += 1;
      else if (source[at] === ']') depth -= 1;
      at += 1;
    }
    return taken(source.slice(start, at));
  };
  const group = (): Node => {
    const [opening = '('] = /^\((?:\?(?:<[=!]|<[^>]*>|[=!:]|[a-z-]*:))?/.exec(source.slice(at)) ?? [];
    at += opening.length;
    const body = choice();
    at += 1;
    return /^\(\?<?[=!]/.test(opening) ? { type: 'look', body } : body;
  };
  const atom = (): Node => {
    const char = source[at] ?? '';
    if (char === '(') return group();
    if (char === '[') return characterClass();
    if (char === '\\') return escaped();
    at += 1;
    if (char === '^' || char === '$') return literally('');
    if (char === '.') return taken('.');
    const point = String.fromCodePoint(source.codePointAt(at - 1) ?? 0);
    at += point.length - 1;
    return literally(point);
  };
  const repeated = (body: Node): Node => {
    const [found, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at)) ?? [];
    if (found === undefined) return body;
    at += found.length;
    const min = least === undefined ? (found[0] === '+' ? 1 : 0) : Number(least);
    const max =
      least === undefined ? (found[0] === '?' ? 1 : Infinity) : comma ? Number(most || Infinity) : min;
    return { type: 'repeat', body, min, max };
  };
  const sequence = (): Node => {
    const items: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(atom()));
    return { type: 'sequence', items };
  };
  const choice = (): Node => {
    const options = [sequence()];
    while (source[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    return { type: 'choice', options };
  };
  return choice();
}

/** Some texts that a part takes, with what may be left out, or without. */
function samplesOf(node: Node, most: number, whole: boolean): string[] {
  switch (node.type) {
    case 'characters':
      return node.samples.slice(0, most);
    case 'look':
      return [''];
    case 'choice':
      return [...new Set(node.options.flatMap((option) => samplesOf(option, 2, whole)))].slice(0, most);
    case 'repeat':
      if (node.min === 0 && !whole) return [''];
      return samplesOf(node.body, most, whole).map((text) => text.repeat(Math.max(1, node.min)));
    case 'sequence': {
      const parts = node.items.map((item) => samplesOf(item, most, whole));
      const ways = Math.min(most, Math.max(1, ...parts.map(({ length }) => length)));
      return Array.from({ length: ways }, (_, way) =>
        parts.map((part) => part[way % part.length] ?? '').join(''),
      );
    }
  }
}

/** What leads to a repetition, and what it repeats. */
interface Pump {
  readonly before: string;
  readonly repeated: readonly string[];
}

function pumpsOf(node: Node, whole: boolean, before = ''): Pump[] {
  switch (node.type) {
    case 'characters':
      return [];
    case 'look':
      return pumpsOf(node.body, whole, before);
    case 'choice':
      return node.options.flatMap((option) => pumpsOf(option, whole, before));
    case 'repeat': {
      const within = pumpsOf(node.body, whole, before);
      return node.max < FEW ? within : [{ before, repeated: samplesOf(node.body, 8, whole) }, ...within];
    }
    case 'sequence': {
      let lead = before;
      return node.items.flatMap((item) => {
        const found = pumpsOf(item, whole, lead);
        lead += samplesOf(item, 1, whole)[0] ?? '';
        return found;
      });
    }
  }
}

/** A way to make an input of any length: `lead`, then `unit` again and again, then `end`. */
export interface Pumped {
  readonly lead: string;
  readonly unit: string;
  readonly end: string;
}

/** An input of at most so many characters. */
export const inputOf = ({ lead, unit, end }: Pumped, length: number): string =>
  lead + unit.repeat(Math.max(1, Math.floor((length - lead.length - end.length) / unit.length))) + end;

/** Ends that hardly any expression expects. */
const ENDS = ['\u0000', 'x!\n'];

/**
 * Inputs that make an expression work hard: each of its repetitions pumped, alone, after what leads there, and with
 * what leads there again and again, and then an end that it does not expect.
 */
export function pumpedInputs(source: string, flags: string): Pumped[] {
  const pattern = parse(source, flags);
  const pumps = [...pumpsOf(pattern, true), ...pumpsOf(pattern, false)];
  const ways = pumps.flatMap(({ before, repeated }) =>
    repeated
      .filter((unit) => unit !== '')
      .flatMap((unit) => [
        { lead: '', unit },
        { lead: before, unit },
        { lead: '', unit: before + unit },
        { lead: before, unit: `${unit} ` },
      ]),
  );
  const whole = [...samplesOf(pattern, 4, true), ...samplesOf(pattern, 4, false)]
    .filter((unit) => unit !== '')
    .map((unit) => ({ lead: '', unit }));
  const distinct = new Map([...ways, ...whole].map((way) => [JSON.stringify(way), way]));
  return [...distinct.values()].flatMap((way) => ENDS.map((end) => ({ ...way, end })));
}
