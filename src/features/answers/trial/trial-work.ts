import type { Block } from '#src/channel/blocks.ts';
import type { ModelComposer } from '#src/features/answers/answer-from-pages.ts';
import { type Answerer, createAnswerer } from '#src/features/answers/answerer.ts';
import { replyToQuestion } from '#src/features/answers/chat/reply-to-question.ts';
import { checkDocuments, withPropositions } from '#src/knowledge/check-folder.ts';
import { FIGURES, type RegisterReading } from '#src/knowledge/desk/registers.ts';
import type {
  TrialChange,
  TrialProblem,
  TrialTask,
  TrialTasks,
  TriedAnswer,
} from '#src/knowledge/desk/trial.ts';
import { readDropped, readPage } from '#src/knowledge/ingest/read-apart.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { activeGenerationId, knowledgeFiles } from '#src/knowledge/store/generations.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { HotlineError } from '#src/platform/errors.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import {
  type KnowledgeBase,
  loadKnowledgeBase,
  loadServedContent,
  makeTrialBase,
  type ServedContent,
} from '#src/retrieval/knowledge-base.ts';
import { ContentReader } from '#src/retrieval/passages/content-text.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import { readRegisterText } from './register-reading.ts';
import { sectionAnswers } from './section-answers.ts';
import { trialTexts } from './texts.ts';

/** What trials are made with. */
export interface TrialParts {
  readonly db: Queryable;
  readonly embedder: Embedder | undefined;
  readonly vectorFile: (name: string) => string;
  readonly llm?: ModelComposer | undefined;
  /** The readers of the forms, by their paths. */
  readonly forms?: Readonly<Record<string, (text: string) => RegisterReading>> | undefined;
}

/** What is in service, and the change that was tried last: a second question about it finds its index made. */
interface Loaded {
  readonly base: KnowledgeBase;
  readonly answerer: Answerer;
  tried?: { readonly key: string; readonly answerer: Answerer };
}

type Work = { readonly [T in TrialTask]: (given: TrialTasks[T]['given']) => Promise<TrialTasks[T]['got']> };

/** Tries changes of the knowledge beside what is in service: nothing is written. */
export function createTrialWork(parts: TrialParts): Work {
  const { db } = parts;
  const contents = new ContentReader();
  let loaded: Loaded | undefined;
  let served: ServedContent | undefined;
  /** What pages are read with: it takes no index. */
  const registers = async (): Promise<ServedContent> => {
    if (served === undefined || served.generation !== (await activeGenerationId(db)))
      served = await loadServedContent(db, contents);
    if (!served) throw new HotlineError('knowledge', trialTexts.noIndex);
    return served;
  };
  const inService = async (): Promise<Loaded> => {
    const generation = await activeGenerationId(db);
    if (loaded?.base.generation !== generation || loaded === undefined) {
      const before = loaded?.base;
      const base = await loadKnowledgeBase(db, { ...parts, generation, before, contents });
      if (!base) throw new HotlineError('knowledge', trialTexts.noIndex);
      loaded = { base, answerer: answererOf(base, parts.llm) };
    }
    return loaded;
  };
  const documents = async () =>
    (await knowledgeFiles(db)).flatMap(({ document }) =>
      document?.meta.kind === 'law' ? [] : (document ?? []),
    );

  return {
    page: async ({ path, text, today }) => {
      const { figures, glossary } = await registers();
      const { document, problems } = readPage(path, text, figures);
      if (!document) return { document, problems: problems.map(blocking), answers: [] };
      const together = withChange(await documents(), { path, document });
      const found = checkDocuments(together, figures, glossary);
      const said = withPropositions([...problems, ...found], [document]).filter((one) => one.path === path);
      const own = new Set(problems);
      return {
        document,
        problems: said.map((one) => (own.has(one) ? blocking(one) : remark(one))).toSorted(byLine),
        answers: sectionAnswers(document, figures, today),
      };
    },
    register: async ({ path, text, today }) => {
      const { figures } = await registers();
      const { forms = {} } = parts;
      return readRegisterText(path, text, { figures, documents: await documents(), forms, today });
    },
    document: async (dropped) => {
      const { figures } = await registers();
      const { document, problems } = await readDropped(dropped, figures);
      return { document, problems: problems.map(blocking) };
    },
    ask: async ({ question, change, today }) => {
      const now = await inService();
      const before = await ask(now.answerer, question, today);
      if (!change) return { before, after: before };
      const key = sha256(JSON.stringify(change));
      if (now.tried?.key !== key) {
        const { figures } = change;
        const changed = figures === undefined ? withChange(await documents(), change) : await documents();
        const register = figures === undefined ? undefined : readFigures(figures, FIGURES).figures;
        const base = await makeTrialBase(db, now.base, passagesOf(changed), register);
        now.tried = { key, answerer: answererOf(base, parts.llm) };
      }
      return { before, after: await ask(now.tried.answerer, question, today) };
    },
    again: async ({ asked, text, today }) => {
      const { answerer } = await inService();
      let thread: ThreadContext | undefined;
      for (const before of asked)
        ({ thread } = await replyToQuestion(answerer, before.text, thread, before.day));
      const { answer, blocks, standsOn } = await replyToQuestion(answerer, text, thread, today);
      return { kind: answer.kind, blocks: blocks.flatMap(triable), standsOn };
    },
  };
}

const answererOf = (base: KnowledgeBase, llm: ModelComposer | undefined): Answerer =>
  createAnswerer({ base, retriever: new HybridRetriever(base), llm });

async function ask(answerer: Answerer, question: string, today: IsoDate): Promise<TriedAnswer> {
  const { answer, blocks } = await replyToQuestion(answerer, question, undefined, today);
  return { kind: answer.kind, blocks: blocks.flatMap(triable) };
}

/** What can be looked at of a block: nobody is asked to rate an answer that nobody was given, nor led to an expert. */
function triable(block: Block): Block[] {
  if (block.type === 'rating') return [];
  if (block.type !== 'choices') return [block];
  const choices = block.choices.filter(({ kind }) => kind === 'ask');
  return choices.length > 0 ? [{ type: 'choices', choices }] : [];
}

/** The documents of the folder with a change in its place, in the order in which the folder is read. */
function withChange(
  documents: readonly KnowledgeDocument[],
  { path, document }: TrialChange,
): KnowledgeDocument[] {
  const others = documents.filter((one) => one.path !== path);
  const after = others.findIndex((one) => one.path > path);
  return others.toSpliced(after === -1 ? others.length : after, 0, ...(document ? [document] : []));
}

const blocking = ({ line, message, severity }: Problem): TrialProblem => ({
  line,
  message,
  isBlocking: severity === 'error',
});
/** What pages say together is to be mended, and keeps nobody from serving. */
const remark = ({ line, message }: Problem): TrialProblem => ({ line, message, isBlocking: false });
const byLine = (one: TrialProblem, other: TrialProblem): number => one.line - other.line;
