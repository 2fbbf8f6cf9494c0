import type { IndexService } from '#src/knowledge/ingest/index-service.ts';

/** What staff must look at that is no message and no job. */
export interface Notice {
  readonly text: string;
  /** Of the knowledge that may be accepted as it is. */
  readonly accepts?: string | undefined;
  /** It is no trouble: the mail of the morning tells of it otherwise. */
  readonly isOnPageOnly?: boolean | undefined;
  /** Where it is put right. */
  readonly link?: { readonly href: string; readonly label: string } | undefined;
}

/** What is not as it should be, as it is said to whoever looks. */
export interface Notices {
  /** One sentence a part that has something to say. */
  texts(): Promise<Readonly<Record<'knowledge' | 'model' | 'search', string | undefined>>>;
  list(): Promise<readonly Notice[]>;
  /** @returns whether the knowledge of this digest is in service now */
  accept(digest: string): Promise<boolean>;
}

/** What the knowledge folder, the model and the search have to say. */
export function createNotices({
  index,
  model,
  vectorsTrouble,
  more,
}: {
  readonly index: Pick<IndexService, 'trouble' | 'accept'>;
  /** Says what is wrong with the language model, while something is. */
  readonly model: { readonly trouble: () => string | undefined };
  /** Why passages are found by their words alone, while vectors are wanted. */
  readonly vectorsTrouble: () => string | undefined;
  /** What else staff must look at. */
  readonly more: () => Promise<readonly Notice[]>;
}): Notices {
  return {
    texts: async () => ({
      knowledge: (await index.trouble())?.text,
      model: model.trouble(),
      search: vectorsTrouble(),
    }),
    list: async () => {
      const knowledge = await index.trouble();
      const others = [model.trouble(), vectorsTrouble()].filter((text) => text !== undefined);
      return [
        ...(knowledge ? [{ text: knowledge.text, accepts: knowledge.digest }] : []),
        ...others.map((text) => ({ text })),
        ...(await more()),
      ];
    },
    accept: (digest) => index.accept(digest),
  };
}
