import type { Buyer } from '#src/calculators/buyers.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { ProcedureCase } from './possible-cases.ts';
import type { Formalities, ProcedureResult } from './procurement-procedure.ts';
import {
  adaptedHeadline,
  competitionHeadline,
  directHeadline,
  formalHeadline,
  formalityHeadline,
  noticeHeadline,
  opened,
  type ProcedureWords,
  procedureHeadline,
} from './procurement-procedure-texts.ts';
import type { ProcedureQuestion } from './question.ts';
import { formalKindName, kindName } from './texts-lines.ts';

const verdictOf = (truth: boolean | undefined): Verdict =>
  truth === undefined ? undefined : truth ? 'oui' : 'non';

/** The French words of a result. */
export function wordsOf(
  amount: string,
  one: ProcedureCase,
  result: ProcedureResult,
  wide = false,
): ProcedureWords {
  const said = ({ figure, value }: NonNullable<ProcedureResult['formal']>) =>
    formatValue(figure.unit, value.value);
  return {
    amount,
    wide,
    exemption: said(result.exemption),
    formal: result.formal && said(result.formal),
    notice: result.notice && said(result.notice),
    kind: kindName(one),
    formalKind: formalKindName(one),
    social: one.nature === 'social',
  };
}

/** The answer in a line, with the « oui » or « non » that the question wants when the result decides it. */
export function headlineOf(
  question: ProcedureQuestion,
  result: ProcedureResult,
  words: ProcedureWords,
): { headline: string; verdict: Verdict } {
  const verdict = verdictFor(question, result);
  return { headline: opened(verdict, sentenceOf(question, result, words, verdict)), verdict };
}

/** A notice that the question says is published makes the condition true. */
const filesDue = ({ noticeSaid }: ProcedureQuestion, { due, published }: Formalities['filesOnline']) =>
  noticeSaid ? (published ? 'yes' : 'no') : due;

function sentenceOf(
  question: ProcedureQuestion,
  result: ProcedureResult,
  words: ProcedureWords,
  verdict: Verdict,
): string {
  const { topic, asks, tender } = question;
  const { formalities } = result;
  const from = (known: { from: { figure: { unit: string }; number: number } }) =>
    formatValue(known.from.figure.unit, known.from.number);
  if (topic === 'direct') return directHeadline(result, words, asks === 'forbidden' && verdict !== undefined);
  if (topic === 'competition') return competitionHeadline(result, words, tender);
  if (topic === 'formal') return formalHeadline(result, words);
  if (topic === 'adapted') return adaptedHeadline(result, words, asks === 'may');
  if (topic === 'notice') return noticeHeadline(result, words);
  if (topic === 'procedure' || !formalities) return procedureHeadline(result, words);
  if (topic === 'written')
    return formalityHeadline.written(formalities.written.due, from(formalities.written), words.amount);
  if (topic === 'data')
    return formalityHeadline.data(formalities.data.due, from(formalities.data), words.amount);
  return formalityHeadline.files(
    filesDue(question, formalities.filesOnline),
    from(formalities.filesOnline),
    words.amount,
  );
}

/** What the result answers to the question as it is turned; undefined when it decides nothing. */
export function verdictFor(question: ProcedureQuestion, result: ProcedureResult): Verdict {
  const verdict = verdictOn(question, result);
  if (!question.skips || !verdict) return verdict;
  return verdict === 'oui' ? 'non' : 'oui';
}

function verdictOn(question: ProcedureQuestion, result: ProcedureResult): Verdict {
  const { topic, asks, withoutNotice, tender } = question;
  if (!asks) return undefined;
  const { procedure, formalities } = result;
  if (topic === 'direct') return verdictOf((procedure === 'direct') === (asks === 'may'));
  if (topic === 'notice') return noticeVerdict(question, result);
  // « c'est interdit de faire un MAPA ? », « c'est illégal de publier ? »: no result says so plainly.
  if (asks === 'forbidden' || withoutNotice) return undefined;
  if (topic === 'competition')
    return procedure === 'adapted' && tender ? undefined : verdictOf(procedure !== 'direct');
  if (topic === 'formal') return verdictOf(procedure === 'formal');
  if (topic === 'adapted')
    return verdictOf(asks === 'may' ? procedure !== 'formal' : procedure === 'adapted');
  return formalities && formalityVerdict(question, formalities);
}

function formalityVerdict(
  question: ProcedureQuestion,
  formalities: NonNullable<ProcedureResult['formalities']>,
): Verdict {
  const { topic } = question;
  if (topic === 'written') return verdictOf(formalities.written.due);
  if (topic === 'data') return verdictOf(formalities.data.due !== 'no');
  const online = filesDue(question, formalities.filesOnline);
  return online === 'with-notice' ? undefined : verdictOf(online === 'yes');
}

/** A legal journal in the place of the BOAMP: one of the two is enough under the European thresholds, not above. */
const JOURNAL_INSTEAD: Partial<Record<ProcedureResult['publicity'], boolean>> = {
  national: false,
  'national-and-eu': true,
};

/** Whether the notice of the question is due; undefined when it may stand elsewhere, or the buyer chooses. */
function noticeDue({ place }: ProcedureQuestion, { publicity }: ProcedureResult): boolean | undefined {
  if (publicity === 'unsaid') return undefined;
  if (publicity === 'none') return false;
  if (place === 'jal-instead') return JOURNAL_INSTEAD[publicity];
  const chosen = publicity === 'free' || publicity === 'adapted';
  if (place === undefined) return chosen ? undefined : true;
  if (chosen) return false;
  if (publicity === 'eu') return place === 'joue';
  if (publicity === 'national-and-eu') return place !== 'jal';
  if (place === 'joue') return false;
  return place === 'boamp-or-jal' ? true : undefined;
}

function noticeVerdict(question: ProcedureQuestion, result: ProcedureResult): Verdict {
  const due = noticeDue(question, result);
  if (due === undefined) return undefined;
  const { asks, withoutNotice } = question;
  if (withoutNotice) return verdictOf(due === (asks === 'forbidden'));
  return asks === 'must' ? verdictOf(due) : undefined;
}

/** What of a result changes the answer to a question: two cases with one key give one answer. */
export function keyOf(question: ProcedureQuestion, result: ProcedureResult): string {
  const { topic, place } = question;
  const { procedure, publicity, formalities } = result;
  if (topic === 'direct') return String(procedure === 'direct');
  // A notice that is due somewhere else is another answer.
  if (topic === 'notice') return place && noticeDue(question, result) === false ? 'false' : publicity;
  if (topic === 'competition') return question.tender ? procedure : String(procedure === 'direct');
  if (topic === 'formal') return String(procedure === 'formal');
  if (topic === 'written') return String(formalities?.written.due);
  if (topic === 'data') return String(formalities?.data.due);
  if (topic === 'files') return String(formalities && filesDue(question, formalities.filesOnline));
  return procedure;
}

/** Buyers that are tried when a question says none: those whose answer differs for what it asks. */
export function buyersToTry({ topic }: ProcedureQuestion): readonly Exclude<Buyer, 'private'>[] {
  return topic === 'notice' || topic === 'files'
    ? ['local', 'state', 'social-housing', 'network']
    : ['local', 'state', 'network'];
}
