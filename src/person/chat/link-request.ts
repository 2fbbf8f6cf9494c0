import type { Choice } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { readCode } from '#src/person/codes/code-text.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What a message asks about the link between two channels. */
export type LinkRequest =
  | { readonly type: 'ask' }
  | { readonly type: 'use'; readonly code: string }
  /** A code that lacks signs, or has too many. */
  | { readonly type: 'incomplete' };

/** The answer to « is that you, on the other channel? »; which one was asked, where a button says so. */
export interface LinkAnswer {
  readonly type: 'link';
  readonly id: string;
  readonly yes: boolean;
}

/** Values of the buttons, within Telegram's 64 bytes. */
export const linkButtons = {
  yes: (id: string): string => `lk:yes:${id}`,
  no: (id: string): string => `lk:no:${id}`,
};

/** Reads a button of that question; undefined for any other. */
export function linkAnswerOf(value: string): LinkAnswer | undefined {
  const [, answer, id] = /^lk:(yes|no):([0-9a-f-]{36})$/.exec(value) ?? [];
  return id === undefined ? undefined : { type: 'link', id, yes: answer === 'yes' };
}

const YES: ReadonlySet<string> = new Set(['oui', "c'est moi", "oui c'est moi", "oui c'est bien moi"]);
const NO: ReadonlySet<string> = new Set([
  'non',
  'pas moi',
  "ce n'est pas moi",
  "c'est pas moi",
  "non ce n'est pas moi",
  "non c'est pas moi",
]);
/** Nobody says these at length. */
const LONGEST_ANSWER = 40;

/**
 * The answer in words to « is that you, on the other channel? », as who has no button at hand gives it: only right after
 * that question, for a « oui » answers what was asked last.
 * @param choices the buttons of what was last said
 */
export function linkAnswerIn(
  choices: readonly Pick<Choice, 'value'>[],
  content: InboundContent,
): LinkAnswer | undefined {
  if (content.type !== 'text' || content.text.length > LONGEST_ANSWER) return undefined;
  const words = fold(content.text)
    .replace(/[^a-z']+/g, ' ')
    .trim();
  const yes = YES.has(words);
  if (!yes && !NO.has(words)) return undefined;
  return choices.map(({ value }) => linkAnswerOf(value)).find((answer) => answer?.yes === yes);
}

const GREETING = '(?:(?:bonjour|bonsoir|salut|hello|bjr|slt)\\W+)?';
const WISH =
  "(?:(?:je (?:veux|voudrais|souhaite)|j'aimerais|on (?:veut|voudrait)|comment|puis-je|peut-on|pouvez-vous|peux-tu) )?";
const ASK = new RegExp(
  `^\\W*${GREETING}${WISH}(?:lier|relier|associer|connecter)(?: (?:mon|mes|mes deux|ce|cette|un autre|deux) (?:comptes?|messageries?|canal|canaux|conversations?|telephone)(?: ensemble| entre (?:eux|elles))?)?\\W*$`,
);
/** Also as the hotline writes it, in guillemets. */
const USE = new RegExp(`^\\W*${GREETING}(lier|relier|code)(?: (?:le |mon )?code)? ?:? ?([^:?]{1,40})$`);
/** A message longer than this tells something else. */
const LONGEST = 120;

/** « lier mes messageries », « lier 7K3PM-9QX2F »; undefined for anything else. */
export function linkRequestOf(text: string): LinkRequest | undefined {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  if (folded.length > LONGEST) return undefined;
  if (ASK.test(folded)) return { type: 'ask' };
  const [, verb, rest = ''] = USE.exec(folded) ?? [];
  const read = readCode(rest.replace(/(?<![^a-z0-9])[^a-z0-9]+$/, ''));
  if (read.type === 'code') return { type: 'use', code: read.code };
  // « code 4321A » may be any code; « lier … » is ours.
  return read.type === 'wrong-length' && verb !== 'code' ? { type: 'incomplete' } : undefined;
}
