import { figureVersion, sectionVersion } from '#src/features/answers/supports.ts';
import type { RecallParts } from '#src/features/recall/jobs.ts';
import type { Current } from '#src/features/recall/rules/changed.ts';
import type { NowSaid } from '#src/features/recall/store/answers.ts';
import { formatValue, valueOn } from '#src/knowledge/model/figures.ts';
import { holdsOn } from '#src/platform/calendar/iso-date.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { KnowledgeDesk } from './hotline-knowledge.ts';
import type { Readers } from './hotline-readers.ts';

/** What recalls work with: the index in service, and the process in which changes are tried, which asks again. */
export function recallParts(
  { db, now }: Pick<Foundation, 'db' | 'now'>,
  { serving }: Pick<Readers, 'serving'>,
  { trial }: Pick<KnowledgeDesk, 'trial'>,
  wake: () => void,
): RecallParts {
  let known: { readonly content: ServedContent; readonly current: Current } | undefined;
  return {
    db,
    now,
    wake,
    again: async (question): Promise<NowSaid> => trial.run('again', question),
    current: () => {
      const content = serving();
      if (content && known?.content !== content) known = { content, current: currentOf(content) };
      return content && known?.current;
    },
  };
}

/** What sections and figures are in an index. */
export function currentOf({ generation, passages, law, figures }: ServedContent): Current {
  const byKey = new Map<string, Passage>(
    [...passages, ...(law?.passages ?? [])].map((passage) => [passage.key, passage]),
  );
  return {
    generation,
    versionOn: ({ kind, reference }, day) => {
      if (kind === 'figure') {
        const figure = figures.get(reference);
        return figure ? figureVersion(figure, day) : '';
      }
      const passage = byKey.get(reference);
      const isInForce = passage && holdsOn({ from: passage.validFrom, until: passage.validUntil }, day);
      return isInForce ? sectionVersion(passage) : '';
    },
    versionsOf: (id) => {
      const figure = figures.get(id);
      return figure
        ? figure.values.map(({ from, until }) => figureVersion(figure, from ?? until ?? '0000-01-01'))
        : [];
    },
    valueOn: (id, day) => {
      const figure = figures.get(id);
      const held = figure && valueOn(figure, day);
      return figure && held && formatValue(figure.unit, held.value);
    },
    labelOf: ({ kind, reference }) => {
      if (kind === 'figure') return figures.get(reference)?.label ?? reference;
      const passage = byKey.get(reference);
      return passage ? `${passage.document.title}, « ${passage.heading} »` : reference;
    },
  };
}
