import type { Outcome } from '#src/features/expert/case/case.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What an expert wants of a case, from a thread: words for the company, or something about the case. */
export type DeskCommand =
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'claim' }
  | { readonly type: 'requeue' }
  | { readonly type: 'return' }
  | { readonly type: 'close'; readonly outcome: Outcome }
  | { readonly type: 'reopen' }
  | { readonly type: 'help' }
  | { readonly type: 'unknown'; readonly said: string }
  | { readonly type: 'empty' };

const WORDS: ReadonlyMap<string, 'claim' | 'requeue' | 'return' | 'close' | 'reopen' | 'help'> = new Map([
  ['prendre', 'claim'],
  ['file', 'requeue'],
  ['rendre', 'return'],
  ['clore', 'close'],
  ['rouvrir', 'reopen'],
  ['aide', 'help'],
]);
const OUTCOME_WORDS: readonly [RegExp, Outcome][] = [
  [/^$|^repondu|^resolu|^ok/, 'answered'],
  [/^oriente/, 'redirected'],
  [/^sans reponse/, 'unanswered'],
  [/^trop tard/, 'too_late'],
  [/^doublon/, 'duplicate'],
];

/**
 * Reads what an expert wrote in a thread. « !clore » and « /clore » are the same: Slack keeps the slash for itself.
 * Something that looks like a command and is none is never sent to the company.
 */
export function deskCommandOf(text: string): DeskCommand {
  const said = text.trim();
  if (said === '') return { type: 'empty' };
  if (said.startsWith('//')) {
    const note = said.slice(2).trim();
    return note === '' ? { type: 'empty' } : { type: 'note', text: note };
  }
  const match = /^[!/](\p{L}+)\s*(.*)$/su.exec(said);
  if (!match) return { type: 'reply', text: said };
  const [, word = '', rest = ''] = match;
  const verb = WORDS.get(fold(word));
  if (verb === undefined) return { type: 'unknown', said: `${said.charAt(0)}${word}` };
  if (verb !== 'close') return { type: verb };
  const outcome = OUTCOME_WORDS.find(([pattern]) => pattern.test(fold(rest.trim())))?.[1];
  return outcome ? { type: 'close', outcome } : { type: 'unknown', said: `${said.charAt(0)}${word} ${rest}` };
}

/** A button of a card: « case:VERB:CASE », with what was typed beside it. */
export function deskButtonOf(
  value: string,
  text: string | undefined,
): { caseId: string; command: DeskCommand } | undefined {
  const [, verb, caseId] = /^case:([a-z]+):([\w-]{1,64})$/.exec(value) ?? [];
  if (!verb || !caseId) return undefined;
  switch (verb) {
    case 'reply':
      return { caseId, command: deskCommandOf(text ?? '') };
    case 'close':
      return { caseId, command: { type: 'close', outcome: 'answered' } };
    case 'claim':
    case 'requeue':
    case 'return':
    case 'reopen':
      return { caseId, command: { type: verb } };
    default:
      return undefined;
  }
}
