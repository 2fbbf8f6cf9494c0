import type { InboundContent } from '#src/channel/port.ts';
import type { ConversationMode } from '#src/conversation/store/conversations.ts';
import type { DirectoryTurn } from '#src/features/directory/chat/turn.ts';
import { type CaseRequest, caseRequestOf } from '#src/features/expert/chat/case-request.ts';
import type { KeptDeadline } from '#src/features/expert/store/cases.ts';
import { fileWish } from '#src/features/handouts/rules/asked.ts';
import type { HeardPrivacyRequest } from '#src/features/privacy/rules/request.ts';
import type { ReferencingTurn } from '#src/features/referencing/chat/turn.ts';
import type { TrainingTurn } from '#src/features/training/chat/turn.ts';
import { type LinkRequest, linkRequestOf } from '#src/person/chat/link-request.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { readDeadline, readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { detectIntent, type Intent } from './intents.ts';

/** Who handles a message. */
export type Route =
  | { readonly to: 'person' }
  /** Something that is not words. */
  | { readonly to: 'file' }
  | { readonly to: 'link'; readonly request: LinkRequest }
  /** About one's own data. */
  | { readonly to: 'privacy'; readonly request: HeardPrivacyRequest }
  /** About the exchange with the experts. */
  | { readonly to: 'case'; readonly request: CaseRequest }
  /** The closing date of the tender, which was asked for. */
  | { readonly to: 'deadline'; readonly deadline: KeptDeadline | 'none' }
  /** The sign-up form, or a company's file. */
  | { readonly to: 'referencing'; readonly turn: ReferencingTurn }
  /** Training sessions, and their diagnosis. */
  | { readonly to: 'training'; readonly turn: TrainingTurn }
  /** The directory of companies, or a wish for the contact of one. */
  | { readonly to: 'directory'; readonly turn: DirectoryTurn }
  | { readonly to: 'intent'; readonly intent: Intent; readonly text: string }
  | { readonly to: 'question'; readonly text: string };

/** Commands that buttons send and that people may type. */
const COMMANDS: ReadonlyMap<string, Intent> = new Map([
  ['expert', 'handoff'],
  ['aide', 'help'],
  ['inscription', 'referencing'],
  ['alertes', 'alerts'],
  ['donnees', 'privacy'],
  ['suivi', 'status'],
]);

/**
 * Decides who handles a message. An active hand-off comes first: the bot never speaks over a person, and all that the
 * company may say to it is that it wants the bot back. Then the answer to what was asked, commands and intents;
 * anything else is a question.
 * @param asked what the last message asked of the company, and the present moment, which « vendredi » is told from
 */
export function route(
  mode: ConversationMode,
  content: InboundContent,
  asked?: {
    readonly for: 'deadline' | undefined;
    readonly now: number;
    /** A document with a closing may be completed: a date is for it first, and for the case beside. */
    readonly forDocument?: boolean | undefined;
  },
): Route {
  const aboutCase = caseRequestOf(content);
  if (mode === 'human') return aboutCase === 'end' ? { to: 'case', request: 'end' } : { to: 'person' };
  if (content.type === 'file') return { to: 'file' };
  // Changes of earlier messages are never queued; their words would be a question like any other.
  if (content.type === 'delete') return { to: 'person' };
  // Without a case there is nothing to end: « stop » may mean the alerts.
  const known = aboutCase !== 'end' || mode === 'waiting' || content.type === 'action';
  if (aboutCase && known) return { to: 'case', request: aboutCase };
  if (content.type === 'action') {
    const intent = COMMANDS.get(content.value);
    return intent ? { to: 'intent', intent, text: content.label } : { to: 'question', text: content.label };
  }
  const request = linkRequestOf(content.text);
  if (request) return { to: 'link', request };
  const deadline = asked?.for && readDeadlineAnswer(content.text, asked.now);
  // « fais-moi un rétroplanning, ça ferme vendredi » wants more than the date kept.
  const isTold = !fileWish(content.text);
  const isForCase = deadline !== undefined && (deadline === 'none' || !asked?.forDocument);
  if (isForCase && isTold && !asksBeside(content.text)) return { to: 'deadline', deadline };
  const command = /^\s*\/(\p{L}+)\s*$/u.exec(content.text)?.[1];
  const intent = (command && COMMANDS.get(fold(command))) || detectIntent(content.text);
  if (intent) return { to: 'intent', intent, text: content.text };
  // « finalement ça ferme jeudi à 16 h » asks nothing: only the case has use of it.
  const isStatement = isTold && mode === 'waiting' && asked && !ASKS.test(fold(content.text));
  const said = isStatement && !asked.forDocument ? saidDeadline(content.text, asked.now) : undefined;
  return said ? { to: 'deadline', deadline: said } : { to: 'question', text: content.text };
}

/**
 * The closing date in a message that says one and nothing else. Who waits for an expert may answer the question on
 * the date after another message: the bare date is enough then. « À vendredi » is a farewell.
 */
function saidDeadline(text: string, now: number): KeptDeadline | undefined {
  const words = wordCount(text);
  const said = words <= STATEMENT ? readDeadline(text, now) : undefined;
  if (said || words > BARE_DATE || !STARTS_WITH_DATE.test(fold(text))) return said;
  const bare = readDeadlineAnswer(text, now);
  return bare === 'none' ? undefined : bare;
}

/** Words of a message that says a date and nothing else. */
const STATEMENT = 12;
/** Words of a date, with its hour: « le vendredi 28 novembre à 12 h ». */
const BARE_DATE = 8;
const STARTS_WITH_DATE =
  /^\W*(?:(?:c'est |ce sera )?(?:pour |avant )?(?:le |ce )?)?(?:\d{1,2}(?:er)?(?:[ /.-]|$)|demain\b|apres[- ]demain\b|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche\b)/;
/** A date that is asked back: « vendredi midi ? ». */
const BARE = 4;
const ASKS =
  /\?|\b(?:est[- ]ce|comment|combien|quel(?:le)?s?|pourquoi|qui|quoi|ou|droit|besoin)\b|\w-(?:je|tu|il|elle|on|nous|vous|ils|elles)\b/;

const wordCount = (text: string): number => text.trim().split(/\s+/).length;

/** Whether a message asks something beside the date that it may give: the question must not be lost. */
const asksBeside = (text: string): boolean => text.includes('?') && wordCount(text) > BARE;
