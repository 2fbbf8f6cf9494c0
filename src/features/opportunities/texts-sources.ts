import { momentInFrench } from '#src/platform/french/moments.ts';

/** Sources as staff name them. */
export const sourceNames: Readonly<Record<string, string>> = {
  boamp: 'BOAMP',
  ted: 'TED',
  files: 'Fichiers déposés',
};

/** What the reading of a source is called, where it was given up. */
export const readingJobName = (source: string): string =>
  `Lecture des avis : ${sourceNames[source] ?? source}`;
export const forgettingJobName = 'Effacement des avis passés';

/** Why a source is to be watched. */
export const sourceTroubleText = ({ source, times, why, lastGoodAt }: SourceFailed, now: number): string => {
  const since =
    lastGoodAt === undefined
      ? 'elle n’a encore jamais été lue jusqu’au bout'
      : `dernière lecture complète ${momentInFrench(lastGoodAt, now)}`;
  return `Opportunités, ${sourceNames[source] ?? source} : ${times} lectures de suite ont échoué (${since}). ${why ?? ''}`.trim();
};
interface SourceFailed {
  readonly source: string;
  readonly times: number;
  readonly why: string | undefined;
  readonly lastGoodAt: number | undefined;
}
export const seeSources = 'Voir les sources';
