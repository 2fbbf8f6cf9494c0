import type { Block } from '#src/channel/blocks.ts';
import { toAnswer } from '#src/features/answers/answer-from-pages.ts';
import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { SectionAnswer } from '#src/knowledge/desk/trial.ts';
import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { understand } from '#src/reader/understand.ts';
import { toEvidence } from '#src/retrieval/passages/evidence.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { trialTexts } from './texts.ts';

/**
 * What each section of a page answers to its own question, composed and verified as the chat's answers are, without
 * looking for anything else.
 */
export const sectionAnswers = (
  document: KnowledgeDocument,
  figures: FigureRegister,
  today: IsoDate,
): SectionAnswer[] => passagesOf([document]).map((passage) => sectionAnswer(passage, figures, today));

function sectionAnswer(passage: Passage, figures: FigureRegister, today: IsoDate): SectionAnswer {
  const { heading, line } = passage;
  const none = (why: string): SectionAnswer => ({ heading, line, blocks: [], why });
  const understanding = understand(heading, undefined, today);
  const evidence = toEvidence(passage, figures, understanding.date);
  if (!evidence) return none(trialTexts.noFigure);
  const draft = composeExtractive(understanding, [evidence]);
  const { blocks, citations } = toAnswer(understanding, draft, [], [evidence], 'extractive');
  const shown: Block[] = [...blocks, { type: 'sources', items: citations }];
  const refused = verify(draft, [evidence], understanding).length > 0;
  return { heading, line, blocks: shown, ...(refused && { why: trialTexts.unverified }) };
}
