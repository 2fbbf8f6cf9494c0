import { z } from 'zod';
import type { InboundContent } from '#src/channel/port.ts';
import { looksLikeQuestion } from '#src/company/form/form-words.ts';
import { readPhone, spacedPhone } from '#src/company/form/readers/phone.ts';
import { readPlain } from '#src/company/form/readers/plain.ts';
import { bad, good, type Read } from '#src/company/form/readers/read.ts';
import { withoutDetails } from '#src/company/rules/without-details.ts';
import { checkAddress } from '#src/person/rules/email-address.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { introductionTexts as texts } from './texts.ts';

const STEPS = ['name', 'organisation', 'need', 'address', 'code', 'confirm'] as const;
const draftSchema = z.object({
  companyId: z.string(),
  company: z.string(),
  step: z.enum(STEPS),
  name: z.string().optional(),
  organisation: z.string().optional(),
  need: z.string().optional(),
  reach: z.string().optional(),
  isProven: z.boolean().optional(),
  at: z.number(),
});
/** A wish as the conversation's state has it; one that is not understood is none. */
export const introductionSchema = draftSchema.optional().catch(undefined);
const stateSchema = z.object({ introduction: introductionSchema });

/** A buyer's wish for the contact of a company, as far as they told it; kept in the conversation's state. */
export type IntroductionDraft = z.output<typeof draftSchema>;

/** What the company reads before it answers, and what it is given when it accepts. */
export const buyerSchema = z.object({
  name: z.string(),
  organisation: z.string(),
  need: z.string(),
  reach: z.string(),
  isProven: z.boolean(),
});
export type Buyer = z.output<typeof buyerSchema>;

/** Who comes back later speaks of something else. */
const PATIENCE_MS = HOUR_MS;
const MOST = { name: 100, organisation: 120, need: 600 };

/** The wish that a conversation is in the middle of. */
export function introductionDraftOf(state: unknown, now: number): IntroductionDraft | undefined {
  const introduction = stateSchema.safeParse(state ?? {}).data?.introduction;
  return introduction && now - introduction.at <= PATIENCE_MS ? introduction : undefined;
}

const CANCEL =
  /^\W*(?:annul\w*|laisse[zr]? tomber|abandonn\w*|non merci|stop)(?: (?:ca|cela|tout|la demande))?\W*$/;
const YES =
  /^\W*(?:oui|ok|d'accord|envoye[rz]?(?:[- ]la)?|je confirme|c'est bon|confirme[rz]?)(?: (?:merci|svp|la demande))?\W*$/;

/**
 * Whether a message goes on with a wish, or is for somebody else: a need may end as a question, a name does not.
 * @param isOther the message is a wish that another part of the hotline knows
 */
export function introductionHears(
  draft: IntroductionDraft,
  content: InboundContent,
  isOther: boolean,
): 'answer' | 'drop' | 'send' | undefined {
  if (content.type !== 'text') return undefined;
  const said = fold(content.text);
  if (CANCEL.test(said)) return 'drop';
  if (draft.step === 'confirm') return YES.test(said) ? 'send' : undefined;
  if (isOther || draft.step === 'code') return undefined;
  return draft.step !== 'need' && looksLikeQuestion(content.text) ? undefined : 'answer';
}

/** What a step makes of an answer: the draft after it, or why it is none; an address may have to be confirmed first. */
export type DraftStep =
  | { readonly ok: true; readonly draft: IntroductionDraft; readonly toConfirm?: string }
  | { readonly ok: false; readonly error: string };

/**
 * Takes an answer. Pure.
 * @param known the address that the buyer confirmed before
 * @param needsProof whether an address is taken only once it is confirmed
 */
export function introductionAnswer(
  draft: IntroductionDraft,
  text: string,
  { known, needsProof, now }: { known: string | undefined; needsProof: boolean; now: number },
): DraftStep {
  const on = (more: Partial<IntroductionDraft>): DraftStep => ({
    ok: true,
    draft: { ...draft, ...more, at: now },
  });
  switch (draft.step) {
    case 'name': {
      const name = readWords(text, MOST.name);
      return name.ok ? on({ name: name.value, step: 'organisation' }) : name;
    }
    case 'organisation': {
      const organisation = readWords(text, MOST.organisation);
      return organisation.ok ? on({ organisation: organisation.value, step: 'need' }) : organisation;
    }
    case 'need': {
      const need = readWords(text, MOST.need);
      if (!need.ok) return need;
      const reach = known === undefined ? undefined : { reach: known, isProven: true };
      return on({ need: need.value, ...reach, step: reach ? 'confirm' : 'address' });
    }
    case 'address':
      return needsProof ? addressToConfirm(draft, text, now) : reachAnswer(draft, text, now);
    case 'code':
    case 'confirm':
      return on({});
    default:
      return draft.step satisfies never;
  }
}

function addressToConfirm(draft: IntroductionDraft, text: string, now: number): DraftStep {
  const address = checkAddress(text);
  if (!address.ok) return address;
  return { ok: true, draft: { ...draft, step: 'code', at: now }, toConfirm: address.value };
}

function reachAnswer(draft: IntroductionDraft, text: string, now: number): DraftStep {
  const reach = readReach(text);
  if (!reach.ok) return reach;
  return { ok: true, draft: { ...draft, reach: reach.value, isProven: false, step: 'confirm', at: now } };
}

/** Words that a company reads before it agreed to anything: no tags, no address, no number. */
function readWords(text: string, most: number): Read<string> {
  const said = readPlain(text, most);
  if (!said.ok) return said;
  const words = withoutDetails(said.value);
  return /\p{L}{2}/u.test(words) ? good(words) : bad(texts.needEmpty);
}

function readReach(text: string): Read<string> {
  if (text.includes('@') || !/\d{4}|\d{2} \d{2}/.test(text)) return checkAddress(text);
  const phone = readPhone(text);
  return phone.ok ? good(spacedPhone(phone.value)) : phone;
}

/** What is asked at a step. */
export function introductionQuestion(draft: IntroductionDraft, needsProof: boolean): string[] {
  switch (draft.step) {
    case 'name':
      return [texts.askName(draft.company)];
    case 'organisation':
      return [texts.askOrganisation];
    case 'need':
      return [texts.askNeed];
    case 'address':
      return [needsProof ? texts.askAddress : texts.askReach];
    case 'code':
      return [];
    case 'confirm':
      return [
        texts.summary(draft.company),
        texts.summaryName(draft.name ?? ''),
        texts.summaryOrganisation(draft.organisation ?? ''),
        texts.summaryNeed(draft.need ?? ''),
        texts.summaryReach(draft.reach ?? '', draft.isProven === true),
      ];
    default:
      return draft.step satisfies never;
  }
}

/** The wish that is ready to be sent. */
export function buyerOf(draft: IntroductionDraft): Buyer | undefined {
  const parsed = buyerSchema.safeParse(draft);
  return draft.step === 'confirm' && parsed.success ? parsed.data : undefined;
}
