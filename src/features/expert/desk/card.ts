import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { listOf } from '#src/channel/make-blocks.ts';
import type { Brief } from '#src/features/expert/case/brief.ts';
import type { CaseRow } from '#src/features/expert/store/cases.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';

/** What a card of a case says beside the case itself; moments are already French. */
interface CardFacts {
  readonly channel: string;
  readonly mail?: string | undefined;
  readonly deadline?: { readonly moment: string; readonly left: string } | undefined;
  readonly answerBy?: string | undefined;
  readonly previous?: number | undefined;
  /** The company's file in brief, a line each. */
  readonly company?: readonly string[] | undefined;
}

const strong = (text: string): Block => ({ type: 'paragraph', text: [{ text, strong: true }] });

/** The card that shows where a case stands: it is changed in place as the case moves on. */
export function caseCard(row: CaseRow, facts: CardFacts): Block[] {
  const { deadline } = row;
  const lines = [
    facts.deadline && deadline
      ? deskTexts.facts.deadline(facts.deadline.moment, facts.deadline.left, deadline.certain)
      : deskTexts.facts.noDeadline,
    ...(facts.answerBy && row.waitingSince !== undefined ? [deskTexts.facts.answerBy(facts.answerBy)] : []),
    ...(row.owner ? [deskTexts.facts.owner(row.owner.name)] : []),
    ...(row.endReason ? [deskTexts.facts.ended(row.endReason)] : []),
    deskTexts.facts.reason(row.openReason),
    deskTexts.facts.channel(facts.channel),
    ...(row.personName ? [deskTexts.facts.person(row.personName)] : []),
    ...(facts.mail ? [deskTexts.facts.mail(facts.mail)] : []),
    ...(facts.company ?? []),
  ];
  return [
    strong(deskTexts.title(row.number, row.state)),
    ...(facts.previous ? [paragraph(deskTexts.reopens(facts.previous))] : []),
    listOf(lines),
    { type: 'choices', choices: choicesOf(row) },
    ...(row.state === 'closed' ? [] : [answerField(row.id)]),
  ];
}

/** What the expert reads under the card of a new case: the request, what the bot tried, the last turns. */
export function caseContext(brief: Brief, turns: readonly { author: string; text: string }[]): Block[] {
  const sources = (tried: Brief['tried'][number]) =>
    tried.sources.map(({ title, section }) => `${title} — ${section}`).join(' ; ');
  return [
    ...(brief.summary ? [strong(deskTexts.summary), paragraph(brief.summary)] : []),
    ...(brief.tried.length > 0
      ? [
          strong(deskTexts.tried),
          listOf(
            brief.tried.map((one) => {
              const kind = deskTexts.triedKinds[one.kind] ?? one.kind;
              return `« ${one.question} » : ${kind}. ${one.said}${one.sources.length > 0 ? ` (${sources(one)})` : ''}`;
            }),
          ),
        ]
      : []),
    ...(turns.length > 0
      ? [strong(deskTexts.turns), listOf(turns.map(({ author, text }) => `${author} : ${text}`))]
      : []),
  ];
}

/** A field to answer in, where the platform loses plain answers. */
const answerField = (caseId: string): Block => ({
  type: 'answer-field',
  value: `case:reply:${caseId}`,
  label: deskTexts.buttons.send,
  hint: deskTexts.buttons.hint,
});

function choicesOf(row: CaseRow): Choice[] {
  const button = (verb: string, label: string): Choice => ({
    id: `${verb}-${row.id}`,
    label,
    kind: 'action',
    value: `case:${verb}:${row.id}`,
  });
  const { buttons } = deskTexts;
  if (row.state === 'closed') return [button('reopen', buttons.reopen)];
  if (row.state === 'open') return [button('claim', buttons.claim)];
  return [
    button('requeue', buttons.requeue),
    button('return', buttons.giveBack),
    button('close', buttons.close),
  ];
}
