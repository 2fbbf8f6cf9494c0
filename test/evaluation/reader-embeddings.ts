import { Embeddings } from '@langchain/core/embeddings';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

/** The reader as langchain calls what embeds texts: the plainer pipelines have the vectors that the hotline has. */
export class ReaderEmbeddings extends Embeddings {
  readonly #reader = openReaderEmbedder();

  constructor() {
    super({});
  }

  override async embedQuery(text: string): Promise<number[]> {
    return Array.from(await this.#reader.embed(text, 'question'));
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (const text of texts) vectors.push(Array.from(await this.#reader.embed(text, 'passage')));
    return vectors;
  }
}
