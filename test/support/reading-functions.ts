import { withoutMention, wordsOf } from '#adapters/slack/parse-text.ts';
import { cleanQuestion } from '#src/answer/clean-question.ts';
import { detectCase } from '#src/answer/detect-case.ts';
import { detectDate, withoutLaunch } from '#src/answer/detect-date.ts';
import { aboutLastAnswer, followUpOf, mayBeWhole, newSubject, withoutLink } from '#src/answer/follow-up.ts';
import { positiveForm } from '#src/answer/positive-question.ts';
import { claimsIn } from '#src/answer/premise-claim.ts';
import { quantitiesIn } from '#src/answer/quantities.ts';
import { understand } from '#src/answer/understand.ts';
import { addressesIn, checkAddress } from '#src/contact/email-address.ts';
import { companyRequestOf } from '#src/conversation/company-request.ts';
import { contactRequestOf } from '#src/conversation/contact-dialog.ts';
import { directoryRequestOf } from '#src/conversation/directory-request.ts';
import { asksWhetherToJoin, detectIntent } from '#src/conversation/intents.ts';
import { linkRequestOf } from '#src/conversation/link-request.ts';
import { questionText } from '#src/conversation/question-text.ts';
import { trainingRequestOf } from '#src/conversation/training-request.ts';
import { companiesAskedFor } from '#src/directory/asks-companies.ts';
import { anonymise } from '#src/expert/anonymise.ts';
import { readDeadline, readDeadlineAnswer } from '#src/expert/deadline.ts';
import { deskCommandOf } from '#src/expert/desk-command.ts';
import { fileWish, formatsAsked } from '#src/handout/asked.ts';
import { purchaseIn } from '#src/handout/purchase-words.ts';
import { saidWith } from '#src/handout/said-anew.ts';
import { contactsIn } from '#src/knowledge/contact-details.ts';
import { ordersMachine } from '#src/knowledge/machine-orders.ts';
import { digitsForWords } from '#src/knowledge/number-words.ts';
import { privacyRequestOf } from '#src/privacy/request.ts';
import { formWishOf, labelledIn, looksLikeQuestion } from '#src/referencing/form-words.ts';
import { analyse, articleTokens } from '#src/retrieval/french-text.ts';

const TODAY = '2026-11-24';
const NOW = Date.parse(`${TODAY}T10:00:00Z`);
const said = (text: string) => ({ type: 'text' as const, text });
const known = { persons: ['Anne Petit'], experts: ['Jean Roux'], companies: ['Bois & Cie'] };

/** The functions that read what a person says, by name: what each makes of a text that nobody chose. */
export const READING_FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  aboutLastAnswer,
  addressesIn,
  analyse,
  articleTokens,
  anonymise: (text) => anonymise(text, known),
  asksWhetherToJoin,
  checkAddress,
  claimsIn,
  cleanQuestion,
  companiesAskedFor,
  companyRequestOf: (text) => companyRequestOf(said(text)),
  contactRequestOf: (text) =>
    contactRequestOf({ step: 'code', address: 'a@exemple.fr', at: NOW }, said(text)),
  contactsIn,
  deskCommandOf,
  detectCase,
  detectDate: (text) => detectDate(text, TODAY),
  detectIntent,
  digitsForWords,
  directoryRequestOf: (text) => directoryRequestOf(said(text)),
  fileWish,
  followUpOf: (text) => followUpOf(text, { question: 'Ai-je droit à une avance ?' }, TODAY),
  formatsAsked,
  formWishOf: (text) => formWishOf(text, []),
  labelledIn: (text) => labelledIn(text, []),
  linkRequestOf,
  looksLikeQuestion,
  mayBeWhole,
  newSubject,
  ordersMachine,
  positiveForm,
  privacyRequestOf: (text) => privacyRequestOf(said(text), undefined, true),
  purchaseIn,
  quantitiesIn: (text) => quantitiesIn(text, TODAY),
  questionText: (text) => questionText(text, NOW),
  readDeadline: (text) => readDeadline(text, NOW),
  readDeadlineAnswer: (text) => readDeadlineAnswer(text, NOW),
  saidWith: (text) => saidWith(text, text),
  trainingRequestOf: (text) => trainingRequestOf(said(text)),
  understand: (text) => understand(text, undefined, TODAY),
  withoutLaunch,
  withoutLink,
  withoutMention: (text) => withoutMention(text, 'U1'),
  wordsOf,
};
