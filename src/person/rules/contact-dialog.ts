import { z } from 'zod';
import type { InboundContent } from '#src/channel/port.ts';
import { type LinkAnswer, linkAnswerOf } from '#src/person/chat/link-request.ts';
import { readCode } from '#src/person/codes/code-text.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { addressesIn, type CheckedAddress, checkAddress } from './email-address.ts';

/**
 * Where the person is on the way to a confirmed address, kept in the conversation's state: asked for it, or asked for
 * the code that was sent to it.
 */
export type ContactState =
  | { readonly step: 'address'; readonly at: number }
  | { readonly step: 'code'; readonly address: string; readonly at: number };

/** What a message asks of this dialog. */
export type ContactRequest =
  | { readonly type: 'ask'; readonly address?: CheckedAddress }
  | { readonly type: 'address'; readonly address: CheckedAddress }
  | { readonly type: 'code'; readonly code: string }
  | { readonly type: 'again' }
  | { readonly type: 'cancel' }
  | { readonly type: 'forget' }
  /** A code that lacks signs, or has too many. */
  | { readonly type: 'bad-code' }
  /** Whether somebody on another channel is them: it proves who they are, and is heard whoever holds the conversation. */
  | LinkAnswer;

/** What came of a request. */
export type ContactOutcome =
  | { readonly type: 'asked' }
  | { readonly type: 'mailed'; readonly address: string }
  | { readonly type: 'refused' }
  | { readonly type: 'ended' };

/** What buttons of this dialog send. */
export const CONTACT_ACTIONS = { ask: 'contact-email', again: 'contact-again', cancel: 'contact-cancel' };

/** Who comes back later speaks of something else; the code is out of date anyway. */
const PATIENCE_MS = HOUR_MS;

/** What a conversation remembers of this dialog. */
export const contactSchema = z.object({
  contact: z
    .discriminatedUnion('step', [
      z.object({ step: z.literal('address'), at: z.number() }),
      z.object({ step: z.literal('code'), address: z.string(), at: z.number() }),
    ])
    .optional()
    .catch(undefined),
});

/** The dialog of a conversation's state, while it is open. */
export function contactStateOf(state: unknown, now: number): ContactState | undefined {
  const contact = contactSchema.safeParse(state).data?.contact;
  return contact && now - contact.at <= PATIENCE_MS ? contact : undefined;
}

/** Where the dialog stands after a request; undefined when it is over. */
export function nextContactState(
  state: ContactState | undefined,
  outcome: ContactOutcome,
  now: number,
): ContactState | undefined {
  switch (outcome.type) {
    case 'asked':
      return { step: 'address', at: now };
    case 'mailed':
      return { step: 'code', address: outcome.address, at: now };
    case 'refused':
      return state && { ...state, at: now };
    case 'ended':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

const GREETING = '(?:(?:bonjour|bonsoir|salut|hello|bjr|slt)\\W+)?';
const WISH =
  "(?:(?:je (?:veux|voudrais|souhaite|prefere|peux)|j'aimerais|on (?:veut|voudrait|peut)|puis-je|peut-on|pouvez[- ]vous|vous pouvez|peux[- ]tu|merci de|est-ce que je peux|possible de) )?";
const VERB =
  "(?:(?:recevoir|avoir|m'envoyer|(?:m'|me )?(?:prevenir|avertir|repondre)|etre (?:prevenu|averti)e?s?|envoye[rz](?:[- ](?:moi|nous))?|(?:prevenez|avertissez|repondez)(?:[- ](?:moi|nous))?) )?";
const ANSWER = "(?:(?:la|une|les|vos|votre|ma|sa|leurs?) reponses?|reponses?|l'avis)";
const BY_MAIL =
  '(?:par|sur|a|dans) (?:(?:mon|ma|mes|une?|l) ?)?(?:e-?mails?|mails?|courriels?|messagerie electronique|boite mail|adresse(?: e-?| )?mail)';
const ASK = new RegExp(
  `^\\W*${GREETING}${WISH}(?:${VERB}${ANSWER}(?: (?:de |d')(?:l'|un |une |votre )?(?:experte?|conseill(?:er|ere)|equipe))?|${VERB.replace(/\)\?$/, ')')})\\s*${BY_MAIL}(?: (?:a|sur|svp|stp|s'il vous plait|merci))*\\W*$`,
);
const FORGET =
  /^\W*(?:je ne veux |on ne veut )?(?:plus (?:de |aucun )(?:e-?mails?|mails?|courriels?)|(?:ne )?plus recevoir (?:de |les |vos )?(?:reponses? par )?(?:e-?mails?|mails?|courriels?)|(?:arret\w*|stop\w*) (?:de m'envoyer )?(?:les |des |vos )?(?:e-?mails?|mails?|courriels?)|(?:oubli|supprim|effac)\w* (?:mon|ma) (?:adresse(?: e-?| )?(?:mail)?|e-?mail|mail|courriel))\W*$/;
const CANCEL =
  /^\W*(?:annul\w*|laisse[zr]? tomber|abandonn\w*|non merci|stop)(?: (?:ca|cela|tout|la demande))?\W*$/;
const AGAIN =
  /^\W*(?:(?:un )?(?:autre|nouveau) code|(?:r?envoye[rz]?|redonne[rz]?)(?:[- ]moi)? (?:(?:un|le|mon) )?(?:autre |nouveau )?(?:code|mail)|(?:je n'ai |j'ai )?(?:rien|pas) (?:rien )?recu(?: (?:le|de|mon) (?:code|mail))?)(?: (?:svp|stp|s'il vous plait|merci))?\W*$/;
/** A French telephone number, as people group it. */
const PHONE = /^\D{0,20}0[1-9](?:[ .-]?\d{2}){4}\D{0,20}$/;
/** What may stand before a code. */
const BEFORE_CODE = /^\W*(?:(?:(?:le|mon|voici le) )?code(?: (?:est|c'est))? ?:? ?|c'est (?:le )?)?/;
/** Words that may stand around an address that is being given; more of them, or a question mark, tell a story. */
const WORDS_AROUND = 6;

/**
 * What a message asks of this dialog, or undefined when it is for somebody else: a question in its middle is answered
 * like any other, and the dialog waits.
 */
export function contactRequestOf(
  state: ContactState | undefined,
  content: InboundContent,
): ContactRequest | undefined {
  if (content.type === 'action') return requestOfButton(content.value);
  if (content.type !== 'text') return undefined;
  const { text } = content;
  const addresses = addressesIn(text);
  // Of more than some addresses, none is a person's own: the words around them do not matter.
  const around = addresses.slice(0, 20).reduce((words, address) => words.replace(address, ' '), text);
  const folded = fold(around).replace(/\s+/g, ' ').trim();
  if (FORGET.test(folded)) return { type: 'forget' };
  const given = addresses.length > 0;
  if (ASK.test(folded)) return given ? { type: 'ask', address: checkAddress(text) } : { type: 'ask' };
  if (!state) return undefined;
  if (CANCEL.test(folded)) return { type: 'cancel' };
  if (given || state.step === 'address') {
    const isAddress = given ? isGiven(folded) : looksLikeAddress(text);
    return isAddress ? { type: 'address', address: checkAddress(text) } : undefined;
  }
  if (AGAIN.test(folded)) return { type: 'again' };
  return codeRequest(text, folded);
}

/** A code, well copied or not; undefined for what is none. */
function codeRequest(text: string, folded: string): ContactRequest | undefined {
  if (/[€%?/]/.test(text)) return undefined;
  // Ten digits are a telephone number, which a form may be waiting for; hardly any code is without a letter.
  if (PHONE.test(folded)) return undefined;
  const read = readCode(folded.replace(BEFORE_CODE, '').replace(/(?<![^a-z0-9])[^a-z0-9]+$/, ''));
  if (read.type === 'code') return { type: 'code', code: read.code };
  // Numbers alone are amounts, dates and postcodes; what mixes letters and digits is a code that was copied badly.
  const isMixed = /[a-z]/.test(folded.replace(BEFORE_CODE, ''));
  return read.type === 'wrong-length' && isMixed ? { type: 'bad-code' } : undefined;
}

function requestOfButton(value: string): ContactRequest | undefined {
  const link = linkAnswerOf(value);
  if (link) return link;
  if (value === CONTACT_ACTIONS.ask) return { type: 'ask' };
  if (value === CONTACT_ACTIONS.again) return { type: 'again' };
  return value === CONTACT_ACTIONS.cancel ? { type: 'cancel' } : undefined;
}

const isGiven = (around: string): boolean =>
  !around.includes('?') && around.split(' ').filter((word) => /\w/.test(word)).length <= WORDS_AROUND;

/** « jean.dupont.exemple.fr », « jean arobase exemple.fr »: an address whose « @ » is missing. */
const looksLikeAddress = (text: string): boolean =>
  /^\s*[\w.+-]{1,64}(?:\s*(?:\(?(?:at|arobase|arrobase)\)?)\s*|\.)[\w-]{1,63}(?:\.[\w-]{1,63})+[.!\s]*$/i.test(
    text,
  );
