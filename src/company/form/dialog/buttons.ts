import type { FormWish } from '#src/company/form/form-words.ts';

/** What a button of the form sends, read. */
export type Press =
  | { readonly type: 'wish'; readonly wish: FormWish }
  | { readonly type: 'answer'; readonly field: string; readonly value: string }
  /** Enough of several choices. */
  | { readonly type: 'done' }
  /** Whether words that may be the answer are. */
  | { readonly type: 'sure'; readonly yes: boolean }
  /** Whether all is to be erased. */
  | { readonly type: 'leave'; readonly yes: boolean };

/** How the values of the form's buttons begin. Telegram keeps 64 bytes of them. */
export const BUTTON_START = 'ref:';
const WISHES = ['back', 'skip', 'later', 'cancel', 'summary', 'resume', 'confirm', 'edit'] as const;

export const answerButton = (field: string, value: string): string => `${BUTTON_START}a:${field}:${value}`;
export const editButton = (field: string): string => `${BUTTON_START}e:${field}`;
export const wishButton = (wish: (typeof WISHES)[number]): string => `${BUTTON_START}w:${wish}`;
export const DONE_BUTTON = `${BUTTON_START}done`;
export const leaveButton = (yes: boolean): string => `${BUTTON_START}leave:${yes ? 'yes' : 'no'}`;

export const sureButton = (yes: boolean): string => `${BUTTON_START}sure:${yes ? 'yes' : 'no'}`;

/** Reads what a button sent; undefined when it is not the form's. */
export function buttonOf(value: string): Press | undefined {
  if (!value.startsWith(BUTTON_START)) return undefined;
  const [kind = '', first = '', second = ''] = value.slice(BUTTON_START.length).split(':');
  if (kind === 'done') return { type: 'done' };
  if (kind === 'leave') return { type: 'leave', yes: first === 'yes' };
  if (kind === 'sure') return { type: 'sure', yes: first === 'yes' };
  if (kind === 'a') return { type: 'answer', field: first, value: second };
  if (kind === 'e') return { type: 'wish', wish: { type: 'edit', field: first } };
  const wish = WISHES.find((one) => one === first);
  return kind === 'w' && wish ? { type: 'wish', wish: { type: wish } } : undefined;
}
