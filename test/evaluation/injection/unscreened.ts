import { plainText } from '#src/channel/blocks.ts';
import { createLlmComposer } from '#src/features/answers/llm/compose.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { readGlossary } from '#src/knowledge/model/glossary.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { understand } from '#src/reader/understand.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { toEvidence } from '#src/retrieval/passages/evidence.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { TODAY } from '#support/knowledge/workshop.ts';
import type { Attack, Seen } from './attacks.ts';
import { CLEAN_FILES, messagesOf, poisonedFile } from './carriers.ts';
import { rawText } from './naive.ts';
import type { Manner, ObedientModel } from './obedient-model.ts';

const PASSAGES = 5;
const TIMEOUT_MS = 20_000;

/**
 * The shipped model path with nothing of its reading: pages as they are written, the message as it was sent. What is
 * left is the verification of what the model says; undefined when it lets nothing pass.
 */
export async function verifiedOnly(
  attack: Attack,
  model: ObedientModel,
  manner: Manner,
): Promise<Seen | undefined> {
  model.play(attack, manner);
  const retriever = new HybridRetriever(await unscreenedBase(attack));
  const message = messagesOf(attack).at(-1) ?? '';
  const understanding = { ...understand(message, undefined, TODAY), asked: message, question: message };
  const filter = { regime: understanding.case.regime, date: understanding.date };
  const { hits } = await retriever.search(message.slice(-400), { k: PASSAGES, filter });
  const figures = figuresOfTheFolder();
  const evidences = hits.flatMap(({ passage }) => toEvidence(passage, figures, TODAY) ?? []);
  const config = { baseUrl: model.url, model: 'obedient', apiKey: undefined, timeoutMs: TIMEOUT_MS };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const draft = await createLlmComposer(config)
    .compose(understanding, evidences, { findings: [], signal })
    // What is too long to be an answer is not read to its end.
    .catch(() => undefined);
  if (!draft) return undefined;
  const findings = [...verify(draft, draft.evidences, understanding), ...draft.faults];
  return findings.length > 0 ? undefined : { text: plainText(draft.blocks), verdict: draft.verdict };
}

async function unscreenedBase(attack: Attack) {
  const pages = Object.entries(CLEAN_FILES).filter(([path]) => path.startsWith('guides/'));
  const documents = pages.flatMap(([path, text]) => parsePage(path, text).document ?? []);
  const poison = poisonedFile(attack);
  const read = poison && (await unscreened(poison.path, poison.content));
  const passages = passagesOf(read ? [...documents, read] : documents);
  const { glossary } = readGlossary(CLEAN_FILES['glossary.yaml'] ?? '', 'glossary.yaml');
  const content = { passages, figures: [...figuresOfTheFolder().values()], glossary };
  return makeKnowledgeBase(content, { generation: 'unscreened', createdAt: 0 });
}

const figuresOfTheFolder = () => readFigures(CLEAN_FILES['figures.yaml'] ?? '', 'figures.yaml').figures;

async function unscreened(
  path: string,
  content: string | Uint8Array,
): Promise<KnowledgeDocument | undefined> {
  if (typeof content === 'string') return parsePage(path, content).document;
  const [title = '', ...lines] = (await rawText(content)).split('\n');
  return {
    id: path,
    path,
    meta: { title, kind: 'document', audience: 'both', regime: 'any', territories: [], sources: [] },
    sections: [
      {
        id: 'page-1',
        heading: 'Page 1',
        line: 1,
        page: 1,
        regime: 'any',
        details: [{ type: 'paragraph', text: lines.join(' ') }],
        articles: [],
        otherReferences: [],
        wordings: [],
      },
    ],
  };
}
