import { type MadeFile, makeFiles } from '#src/features/handouts/files/make-files.ts';
import type { Format } from '#src/features/handouts/handout.ts';
import { fillModel } from '#src/features/handouts/rules/fill.ts';
import { type KnownBefore, saidFor } from '#src/features/handouts/rules/told.ts';
import { fillingOf } from './give.ts';
import type { HandoutParts } from './reply.ts';

/** The documents of which an answer to a call, or what follows it, is made. */
const FORMATS: Readonly<Record<string, readonly Format[]>> = {
  candidature: ['docx'],
  retroplanning: ['pdf', 'ics'],
  'memoire-technique': ['docx'],
  'lettre-motifs-rejet': ['docx'],
};

/** What a call tells of what a document is filled with; `words` are the facts of the case, as people say them. */
export type ToldByCall = Pick<KnownBefore, 'company' | 'closing' | 'purchase' | 'contract' | 'lessons'> & {
  readonly words: string;
};

/** A document that is ready to be given. */
export interface ReadyDocument {
  readonly files: readonly MadeFile[];
  /** Its days, where it counts back: « lundi 30 novembre 2026 », and what to do. */
  readonly days: readonly { readonly day: string; readonly title: string }[];
}

/**
 * Makes a document of ours, filled with what a call tells: nothing is asked for first.
 * @returns undefined where there is no such model, or it counts back from a closing that is not told or is past
 */
export const documentForCall =
  (handouts: HandoutParts) =>
  async (id: string, told: ToldByCall, now: number): Promise<ReadyDocument | undefined> => {
    const model = (await handouts.models()).find((one) => one.id === id);
    if (!model) return undefined;
    const { figures } = handouts.base();
    const { words, ...known } = told;
    const found = saidFor(model, words, { figures, now, ...known });
    const needsClosing = model.needs.some(({ value }) => value === 'closing');
    if (needsClosing && (found.closing === undefined || found.closing.at <= now)) return undefined;
    const { filling, plan } = fillingOf({ model, found, figures, now });
    const files = await makeFiles(fillModel(model, { ...filling, formats: FORMATS[id] ?? model.formats }));
    const days = (plan?.rows ?? []).map(([day = '', title = '']) => ({ day, title }));
    return { files, days };
  };
