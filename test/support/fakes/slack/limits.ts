/** What Slack refuses in a message, by its documentation and by what people met. Each rule says where it is broken. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_BLOCKS = 50;
/** Undocumented; the frames are counted too, which is the worst that people met. */
const MAX_MESSAGE = 13_200;
/** Longest text of a message without blocks before `msg_too_long`. */
export const MAX_TEXT = 4_000;

const KEYS: Readonly<Record<string, readonly string[]>> = {
  section: ['text', 'fields', 'accessory', 'expand'],
  header: ['text'],
  divider: [],
  context: ['elements'],
  actions: ['elements'],
  context_actions: ['elements'],
  rich_text: ['elements'],
  markdown: ['text'],
  input: ['label', 'hint', 'element', 'optional', 'dispatch_action'],
};

/** The error of Slack's API for blocks, with its details; undefined when they are fine. */
export function blocksError(blocks: unknown): { error: string; details: string[] } | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', details: ['blocks is not an array'] };
  const details = blocks.length > MAX_BLOCKS ? [`no more than ${MAX_BLOCKS} blocks`] : [];
  const ids = new Map<string, Set<string>>();
  const unique = (kind: string, id: unknown, at: string): string[] => {
    if (id === undefined) return [];
    if (typeof id !== 'string' || id === '' || id.length > 255) return [`${at}: 1 to 255 characters`];
    const known = ids.get(kind) ?? new Set();
    ids.set(kind, known);
    if (known.has(id)) return [`${at}: ${kind} « ${id} » already exists`];
    known.add(id);
    return [];
  };
  blocks.forEach((block, index) => {
    details.push(...blockProblems(block, `/blocks/${index}`, unique));
  });
  if (details.length > 0) return { error: 'invalid_blocks', details };
  const size = JSON.stringify(blocks).length;
  return size > MAX_MESSAGE ? { error: 'msg_blocks_too_long', details: [`${size} characters`] } : undefined;
}

type Unique = (kind: string, id: unknown, at: string) => string[];

function blockProblems(block: unknown, at: string, unique: Unique): string[] {
  if (!isObject(block)) return [`${at}: not an object`];
  const type = String(block.type);
  const keys = KEYS[type];
  if (!keys) return [`${at}: unsupported type ${type}`];
  const extra = Object.keys(block).filter((key) => !['type', 'block_id', ...keys].includes(key));
  const problems = extra.map((key) => `${at}/${key}: no such property`);
  problems.push(...unique('block_id', block.block_id, `${at}/block_id`));
  if (type === 'section') problems.push(...sectionProblems(block, at));
  if (type === 'header') problems.push(...textProblems(block.text, `${at}/text`, 150, ['plain_text']));
  if (type === 'markdown') problems.push(...lengthProblems(block.text, `${at}/text`, 12_000));
  if (type === 'context')
    problems.push(...each(block.elements, at, 10, (element, where) => textProblems(element, where, 2_000)));
  if (type === 'actions')
    problems.push(
      ...each(block.elements, at, 25, (element, where) => buttonProblems(element, where, unique)),
    );
  if (type === 'context_actions')
    problems.push(
      ...each(block.elements, at, 5, (element, where) => feedbackProblems(element, where, unique)),
    );
  if (type === 'rich_text')
    problems.push(...each(block.elements, at, Number.POSITIVE_INFINITY, richProblems));
  return problems;
}

function each(
  list: unknown,
  at: string,
  max: number,
  check: (element: unknown, at: string) => string[],
): string[] {
  if (!Array.isArray(list) || list.length === 0) return [`${at}/elements: at least one`];
  if (list.length > max) return [`${at}/elements: no more than ${max}`];
  return list.flatMap((element, index) => check(element, `${at}/elements/${index}`));
}

const lengthProblems = (value: unknown, at: string, max: number): string[] =>
  typeof value !== 'string' || value === '' || value.length > max ? [`${at}: 1 to ${max} characters`] : [];

function textProblems(
  value: unknown,
  at: string,
  max: number,
  types: readonly string[] = ['plain_text', 'mrkdwn'],
): string[] {
  if (!isObject(value) || !types.includes(String(value.type))) return [`${at}: ${types.join(' or ')}`];
  const problems = lengthProblems(value.text, `${at}/text`, max);
  if (value.type === 'mrkdwn' && value.emoji !== undefined) problems.push(`${at}/emoji: not for mrkdwn`);
  return problems;
}

function sectionProblems(block: Json, at: string): string[] {
  if (block.text === undefined && block.fields === undefined) return [`${at}: text or fields`];
  return block.text === undefined ? [] : textProblems(block.text, `${at}/text`, 3_000);
}

function buttonProblems(element: unknown, at: string, unique: Unique): string[] {
  if (!isObject(element) || element.type !== 'button') return [`${at}: unsupported element`];
  const problems = textProblems(element.text, `${at}/text`, 75, ['plain_text']);
  problems.push(...unique('action_id', element.action_id, `${at}/action_id`));
  if (element.value !== undefined) problems.push(...lengthProblems(element.value, `${at}/value`, 2_000));
  if (element.url !== undefined) problems.push(...lengthProblems(element.url, `${at}/url`, 3_000));
  return problems;
}

function feedbackProblems(element: unknown, at: string, unique: Unique): string[] {
  if (!isObject(element) || element.type !== 'feedback_buttons') return [`${at}: unsupported element`];
  const problems = unique('action_id', element.action_id, `${at}/action_id`);
  for (const name of ['positive_button', 'negative_button']) {
    const button = element[name];
    if (!isObject(button)) problems.push(`${at}/${name}: missing`);
    else {
      problems.push(...textProblems(button.text, `${at}/${name}/text`, 75, ['plain_text']));
      problems.push(...lengthProblems(button.value, `${at}/${name}/value`, 2_000));
    }
  }
  return problems;
}

const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

function richProblems(element: unknown, at: string): string[] {
  if (!isObject(element) || !RICH.includes(String(element.type))) return [`${at}: unsupported element`];
  if (element.type === 'rich_text_list') {
    const problems = ['bullet', 'ordered'].includes(String(element.style))
      ? []
      : [`${at}/style: bullet or ordered`];
    return [...problems, ...each(element.elements, at, Number.POSITIVE_INFINITY, richProblems)];
  }
  return each(element.elements, at, Number.POSITIVE_INFINITY, (leaf, where) => {
    if (!isObject(leaf)) return [`${where}: not an object`];
    if (leaf.type === 'text') return lengthProblems(leaf.text, `${where}/text`, 3_000);
    if (leaf.type === 'link') return linkProblems(leaf, where);
    return ['user', 'broadcast', 'emoji', 'usergroup', 'channel'].includes(String(leaf.type))
      ? []
      : [`${where}: unsupported element`];
  });
}

const linkProblems = (leaf: Json, at: string): string[] =>
  typeof leaf.url === 'string' && /^https?:\/\//.test(leaf.url) && leaf.url.length <= 3_000
    ? []
    : [`${at}/url: an address`];

/** Everything in a message that would notify somebody: markup left unescaped, or elements that call people. */
export function pingsOf(message: { text?: unknown; blocks?: unknown; mrkdwn?: unknown }): string[] {
  const found = markupPings(message.text);
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isObject(value)) return;
    if (['user', 'broadcast', 'usergroup'].includes(String(value.type))) found.push(JSON.stringify(value));
    if (value.type === 'mrkdwn') found.push(...markupPings(value.text));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(message.blocks);
  return found;
}

const markupPings = (text: unknown): string[] =>
  typeof text === 'string' ? (text.match(/<(?:!|@|#)[^>]*>/g) ?? []) : [];

/** The words that a person sees in blocks. */
export function shownText(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(shownText).filter(Boolean).join('\n');
  if (!isObject(blocks)) return '';
  if (['text', 'link'].includes(String(blocks.type))) return String(blocks.text ?? blocks.url);
  if (/^rich_text_(?:section|quote)$/.test(String(blocks.type)))
    return (blocks.elements as unknown[]).map(shownText).join('');
  if (typeof blocks.text === 'string') return blocks.text;
  return [blocks.text, blocks.elements].map(shownText).filter(Boolean).join('\n');
}
