import { type Block, paragraph } from '#src/channel/blocks.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { toldBy } from '#src/reader/told.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { forProcedure as texts } from './texts.ts';

/** A message that only says another procedure of the last question: « et si c'est un MAPA ? ». */
const ONLY_PROCEDURE =
  /^(?:(?:ok|oui|merci|d'accord|ah)[,.! ]+){0,2}(?:et |mais |c'est pareil |pareil |idem |meme chose |ca change ){0,2}(?:si (?:c'est|c'etait|on est|je suis|nous sommes)|pour|en|dans|avec|quand c'est) (?:en )?(?:un |une |le |du |des |les )?(?:mapas?|procedures? adaptees?|appels? d'offres(?: ouverts?)?|procedures? formalisees?|marches? (?:formalises?|a procedure adaptee))[ ?!.]*$/;
/** A sentence that says for which procedure it holds. */
const NAMES_PROCEDURE =
  /\bmapas?\b|\bprocedures? (?:adaptee|formalisee)s?\b|\bappels? d'offres\b|\bformalises?\b/;
/** Sentences of a section that are said of the procedure. */
const MOST = 2;

/** Whether a message only asks if the last answer holds in another procedure. */
export const asksForProcedure = (message: string): boolean =>
  ONLY_PROCEDURE.test(fold(message).replace(/\s+/g, ' ').trim());

/**
 * The section that was given last, where what is found for another procedure is of another subject: « et si c'est un
 * MAPA ? » after a question on the advance would get how long the buyer waits before signing. Undefined where the pages have
 * a section of that subject and procedure.
 */
export function givenAlike(
  { lastAnswered, isElsewhere }: ThreadContext,
  hits: readonly Hit[],
  { passages }: Pick<KnowledgeBase, 'passages'>,
): Passage | undefined {
  const given = isElsewhere ? undefined : passages.find(({ heading }) => heading === lastAnswered?.heading);
  const best = hits[0]?.passage;
  if (!given || !best) return undefined;
  const isSameSubject =
    best.key !== given.key &&
    (best.documentId === given.documentId ||
      best.articles.some((article) => given.articles.includes(article)));
  return isSameSubject ? undefined : given;
}

/** What the section that was given says of the procedure; or that it makes no difference there, and what it says. */
export function answerForProcedure(
  last: Answer,
  given: Passage,
  {
    message,
    thread,
    base,
    today,
  }: { message: string; thread: ThreadContext; base: Pick<KnowledgeBase, 'figures'>; today: IsoDate },
): Answer | undefined {
  const evidence = toEvidence(given, base.figures, thread.askedDate?.date ?? today);
  const said = last.blocks.find((block) => block.type === 'paragraph');
  if (!evidence || said?.type !== 'paragraph') return undefined;
  const named = procedureSentences(evidence);
  const cites = [1];
  const blocks: Block[] =
    named.length > 0
      ? [paragraph(texts.said), { type: 'paragraph', text: [{ text: named.join(' '), cites }] }]
      : [paragraph(texts.same), { type: 'paragraph', text: [{ text: `${texts.reminder} ` }, ...said.text] }];
  return { ...last, blocks, thread: { ...thread, told: toldBy(message, thread.told, today) } };
}

const procedureSentences = (evidence: Evidence): readonly string[] =>
  [{ type: 'paragraph' as const, text: evidence.shortAnswer }, ...evidence.details]
    .flatMap((block) => (block.type === 'list' ? block.items : sentencesOf(block.text)))
    .filter((sentence) => NAMES_PROCEDURE.test(fold(sentence)))
    .slice(0, MOST);
