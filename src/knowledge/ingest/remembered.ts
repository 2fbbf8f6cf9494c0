import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import type { Figure, FigureRegister } from '#src/knowledge/model/figures.ts';
import * as store from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { ContentReader } from '#src/retrieval/passages/content-text.ts';
import type { IndexContent } from '#src/retrieval/passages/index-content.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { type OpenGraphs, releaseGraphs } from './graphs/vector-graphs.ts';
import type { SeenFiles } from './read-files.ts';

/** The index in service, and what it holds. */
export interface PublishedIndex {
  readonly id: string;
  readonly manifest: store.GenerationManifest;
  readonly content: IndexContent;
}

/**
 * What a process that ingests again and again keeps of the last time: what did not change since is neither read of the
 * store nor parsed again, and its passages are the very objects that they were, whose keys are made.
 */
export class Remembered {
  readonly documents: store.KnownDocuments = new Map();
  readonly graphs: OpenGraphs = new Map();
  readonly seen: SeenFiles = new Map();
  #figures: FigureRegister = new Map();
  #published: PublishedIndex | undefined;

  /** The index in service. Undefined when there is none, or when it can't be read: it is then made anew. */
  async published(db: Queryable): Promise<PublishedIndex | undefined> {
    const id = await store.activeGenerationId(db);
    if (id !== undefined && this.#published?.id === id) return this.#published;
    try {
      const generation = id ? await store.readGenerationBytes(db, id) : undefined;
      if (!id || !generation) return undefined;
      const content = new ContentReader().read(generation.content);
      this.#published = { id, manifest: generation.manifest, content };
      return this.#published;
    } catch {
      return undefined;
    }
  }

  /** The figures of a register by their names: the same for as long as they are. */
  figures(register: readonly Figure[]): FigureRegister {
    const known = [...this.#figures.values()];
    const isSame = known.length === register.length && register.every((figure, at) => figure === known[at]);
    if (!isSame) this.#figures = new Map(register.map((figure) => [figure.id, figure]));
    return this.#figures;
  }

  /** Notes what serves once an ingest is done, and lets go of what the next one can't follow. */
  keep(published: PublishedIndex): void {
    this.#published = published;
    const { graph, law } = published.manifest;
    releaseGraphs(this.graphs, { pages: graph, law: law?.graph });
  }
}

const passagesByDocument = new WeakMap<KnowledgeDocument, readonly Passage[]>();

/** The passages of documents, in order: the same ones for as long as a document lives. */
export const samePassagesOf = (documents: readonly KnowledgeDocument[]): Passage[] =>
  documents.flatMap((document) => {
    const passages = passagesByDocument.get(document) ?? passagesOf([document]);
    passagesByDocument.set(document, passages);
    return passages;
  });
