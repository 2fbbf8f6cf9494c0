import { withoutMention, wordsOf } from '#adapters/slack/receive/parse-text.ts';
import { companyRequestOf } from '#src/company/chat/request.ts';
import { formWishOf, labelledIn, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { claimsIn } from '#src/features/answers/premise/claim.ts';
import { directoryRequestOf } from '#src/features/directory/chat/request.ts';
import { companiesAskedFor } from '#src/features/directory/rules/asks-companies.ts';
import { searchOf, searchWords } from '#src/features/directory/rules/search-words.ts';
import { deskCommandOf } from '#src/features/expert/desk/command.ts';
import { anonymise } from '#src/features/expert/drafts/anonymise/anonymise.ts';
import { fileWish, formatsAsked } from '#src/features/handouts/rules/asked.ts';
import { purchaseIn } from '#src/features/handouts/rules/purchase.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import { privacyRequestOf } from '#src/features/privacy/rules/request.ts';
import { speaksOfDying } from '#src/features/smalltalk/distress.ts';
import { trainingRequestOf } from '#src/features/training/chat/request.ts';
import { contactsIn } from '#src/knowledge/screen/contact-details.ts';
import { ordersMachine } from '#src/knowledge/screen/machine-orders.ts';
import { linkRequestOf } from '#src/person/chat/link-request.ts';
import { contactRequestOf } from '#src/person/rules/contact-dialog.ts';
import { addressesIn, checkAddress } from '#src/person/rules/email-address.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { analyse } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { readDeadline, readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { questionText } from '#src/reader/deadline/question-text.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { detectDate, withoutLaunch } from '#src/reader/detect-date.ts';
import { wishOfWords } from '#src/reader/exact-words.ts';
import { followUpOf, mayBeWhole, newSubject, withoutLink } from '#src/reader/follow-up.ts';
import { positiveForm } from '#src/reader/positive-question.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { understand } from '#src/reader/understand.ts';
import { articleTokens } from '#src/retrieval/keyword/article-tokens.ts';

const TODAY = '2026-11-24';
const NOW = Date.parse(`${TODAY}T10:00:00Z`);
const said = (text: string) => ({ type: 'text' as const, text });
const known = { persons: ['Anne Petit'], experts: ['Jean Roux'], companies: ['Bois & Cie'] };

/** The functions that read what a person says, by name: what each makes of a text that nobody chose. */
export const READING_FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  addressesIn,
  analyse,
  articleTokens,
  anonymise: (text) => anonymise(text, known),
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
  wishOfWords,
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
  ranksSaid: (text) => ranksSaid(text, 5),
  readDeadline: (text) => readDeadline(text, NOW),
  readDeadlineAnswer: (text) => readDeadlineAnswer(text, NOW),
  saidWith: (text) => saidWith(text, text),
  searchOf: (text) => searchOf(searchWords(text)),
  speaksOfDying,
  trainingRequestOf: (text) => trainingRequestOf(said(text)),
  understand: (text) => understand(text, undefined, TODAY),
  withoutLaunch,
  withoutLink,
  withoutMention: (text) => withoutMention(text, 'U1'),
  wordsOf,
};
