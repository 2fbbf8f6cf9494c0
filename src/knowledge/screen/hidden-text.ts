import { asItLooks } from './look-alikes.ts';

/** What was found in a text that its reader would not see. */
export interface HiddenText {
  readonly kind: 'invisible' | 'comment' | 'element' | 'image' | 'title' | 'look-alike' | 'encoded';
  /** Line of the text, from 1. */
  readonly line: number;
  /** What it says, for staff: short, on one line, nothing invisible in it. */
  readonly excerpt: string;
}

/** Characters without a width: joiners, direction marks, fillers, and the « tags » that copy ASCII unseen. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]+/gu;
/** Those that word processors leave behind and that hide nothing: optional hyphens, marks of emoji, of a file's start. */
const INNOCENT = /(?:\u00AD|\u200D|\uFE0E|\uFE0F|\uFEFF)+/g;
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]+/g;
/** `[//]: # (comment)`: link definitions, which no reader sees. */
const DEFINITION =
  /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+(?:[ \t]*(?:\n[ \t]*)?(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$/gm;
const LINK_TITLE =
  /(\[[^\]\n]{0,300}\]\(\s*<?[^\s)>[]{1,2000}>?)\s+(?:"[^"\n]{0,1000}"|'[^'\n]{0,1000}'|\([^)\n]{0,1000}\))\s*\)/g;

/** Elements that browsers keep for themselves. */
const UNSHOWN =
  /^(?:script|style|template|noscript|title|head|iframe|object|svg|math|textarea|select|datalist)$/i;
/** Attributes that take an element out of sight. */
const OUT_OF_SIGHT =
  /(?:^|\s)hidden(?:[\s=>/]|$)|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0|(?:^|[\s;"'])colou?r\s*[:=]\s*(?:["']\s*)?(?:#f{3,8}\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)|aria-hidden\s*=\s*["']?true|text-indent\s*:\s*-\d{3}/i;
/** Runs that may be encoded text: base64, hexadecimal, percent signs. */
const ENCODED = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/=])|(?:%[0-9a-fA-F]{2}){8,}/g;
/** No French word, nor any number, is as long. */
const LONGEST_RUN = 120;

const EXCERPT = 70;
/** Findings of one kind that are told: staff need no more to look. */
const MOST_TOLD = 20;

/**
 * A text without what its reader would not see: characters without a width, comments, elements that are not displayed,
 * the titles of links and images, letters of another alphabet in disguise, encoded runs. Its lines stay where they are.
 * Other HTML marks go too, and leave their words.
 */
export function withoutHiddenText(text: string): { text: string; hidden: HiddenText[] } {
  const hidden: HiddenText[] = [];
  let current = decodeNumbered(text);
  const take = (kind: HiddenText['kind'] | undefined, pattern: RegExp, left: (found: string) => string) => {
    let told = 0;
    const before = current;
    current = before.replace(pattern, (found: string, ...rest: unknown[]) => {
      const kept = left(found);
      if (kind && kept !== found && told++ < MOST_TOLD) {
        const at = rest.findLast((one) => typeof one === 'number') as number;
        hidden.push({ kind, line: lineAt(before, at), excerpt: excerptOf(found) });
      }
      return kept + '\n'.repeat(Math.max(0, breaksIn(found) - breaksIn(kept)));
    });
  };
  const nothing = () => '';
  take(undefined, INNOCENT, nothing);
  take('invisible', INVISIBLE, nothing);
  take('invisible', CONTROL, () => ' ');
  take('comment', /<!--(?:[\s\S]*?-->|[\s\S]*$)/g, nothing);
  take('comment', DEFINITION, nothing);
  current = withoutUnshown(current, hidden);
  take('image', /!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, nothing);
  take('title', LINK_TITLE, (found) => found.replace(LINK_TITLE, '$1)'));
  take(undefined, /<(?:https?|mailto):[^<>\s]+>/gi, (found) => found.slice(1, -1));
  take(undefined, /<[/!?]?[a-z|][^<>]*>/gi, nothing);
  take('look-alike', /[\p{L}\p{M}\p{N}]+/gu, asItLooks);
  take('encoded', ENCODED, (found) => (isEncoded(found) ? '' : found));
  return { text: current, hidden: hidden.sort((a, b) => a.line - b.line) };
}

/** `&#105;gnore` → `ignore`: letters written by their numbers, and the names of characters without a width. */
function decodeNumbered(text: string): string {
  return text
    .replace(/&(?:shy|zwj|zwnj|lrm|rlm|ZeroWidthSpace|NoBreak);/g, '')
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex, decimal) => {
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
      const readable = point >= 32 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff);
      return readable ? String.fromCodePoint(point) : whole;
    });
}

/** A text without its elements that are not displayed, whole, those of their name inside them included. */
function withoutUnshown(text: string, hidden: HiddenText[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/<([a-z][a-z0-9-]*)(?![a-z0-9-])([^<>]*)>/gi)) {
    const [opening, name = '', attributes = ''] = match;
    if (match.index < from || !(UNSHOWN.test(name) || OUT_OF_SIGHT.test(attributes))) continue;
    const end = opening.endsWith('/>') ? match.index + opening.length : endOf(text, name, match.index);
    const found = text.slice(match.index, end);
    if (parts.length < 2 * MOST_TOLD)
      hidden.push({ kind: 'element', line: lineAt(text, match.index), excerpt: excerptOf(found) });
    parts.push(text.slice(from, match.index), '\n'.repeat(breaksIn(found)));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** Where an element ends; at the end of the text when it is never closed. */
function endOf(text: string, name: string, start: number): number {
  const marks = new RegExp(`<(/?)${name}\\b[^<>]*>`, 'gi');
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[1] ? -1 : 1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** Whether a long run reads as text once decoded; one that is too long to be read at all counts too. */
function isEncoded(run: string): boolean {
  if (run.startsWith('%') || run.length > LONGEST_RUN) return true;
  try {
    const bytes = /^(?:[0-9a-f]{2})+$/i.test(run)
      ? (run.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
      : Array.from(atob(run.replace(/(?<!=)=+$/, '')), (letter) => letter.charCodeAt(0));
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return / /.test(decoded) && /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(decoded);
  } catch {
    return false;
  }
}

const breaksIn = (text: string): number => text.split('\n').length - 1;
const lineAt = (text: string, at: number): number => breaksIn(text.slice(0, at)) + 1;

/** The beginning of a hidden text, for staff: « tag » characters are read as the letters that they copy. */
export function excerptOf(found: string): string {
  const readable = found
    .replace(/[\u{E0020}-\u{E007E}]/gu, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(/\s+/g, ' ')
    .trim();
  return readable.length > EXCERPT ? `${readable.slice(0, EXCERPT)}…` : readable;
}
