import type { Notice } from '#src/conversation/pages/notices.ts';
import { casesToSee } from '#src/features/expert/late-cases.ts';
import { checkModels } from '#src/features/handouts/models/folder.ts';
import { alertStaffTexts } from '#src/features/opportunities/alerts/texts.ts';
import { needStaffTexts } from '#src/features/opportunities/needs/texts.ts';
import { sourcesInTrouble } from '#src/features/opportunities/source-states.ts';
import { countRefusedMails } from '#src/features/opportunities/store/alert-mails.ts';
import { countUnreachable } from '#src/features/opportunities/store/alerts.ts';
import { countWaitingNeeds } from '#src/features/opportunities/store/needs.ts';
import { seeSources, sourceTroubleText } from '#src/features/opportunities/texts-sources.ts';
import { comingSoon } from '#src/knowledge/calendar/coming.ts';
import type { EntryState } from '#src/knowledge/desk/entry.ts';
import { listEntries } from '#src/knowledge/desk/list.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { knowledgeNoticeTexts as texts } from '#src/knowledge/pages/texts-notices.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { comingOf } from './hotline-daily.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { KnowledgeDesk } from './hotline-knowledge.ts';
import type { Readers } from './hotline-readers.ts';

/** What staff must look at besides what the kernel watches: the knowledge and its files, cases that wait, and sources of notices that fail. */
export const createMoreNotices =
  (
    { config, db, now }: Pick<Foundation, 'config' | 'db' | 'now'>,
    knowledge: KnowledgeDesk,
    { serving }: Pick<Readers, 'serving'>,
  ) =>
  async (): Promise<readonly Notice[]> => {
    const { knowledgeDir } = config;
    const today = parisDay(now());
    const [entries, cases, forms, models, coming, sources, unreachable, needs, mailRefused] =
      await Promise.all([
        listEntries(knowledge, today),
        casesToSee(db, now()),
        knowledge.formProblems(),
        checkModels(knowledgeDir, serving()?.figures ?? new Map()),
        comingOf(db, serving),
        sourcesInTrouble(db, config.notices),
        countUnreachable(db),
        countWaitingNeeds(db),
        countRefusedMails(db),
      ]);
    // A slip in a register is told with its line: what is said of all the others counts them.
    const files = entries.filter(({ kind }) => kind !== 'register');
    const listed = new Set(files.map(({ path }) => path));
    const slips = [...knowledge.problems(), ...forms, ...models].filter(
      ({ path, severity }) => severity === 'error' && !listed.has(path),
    );
    const having = (state: EntryState) => files.filter(({ states }) => states.includes(state)).length;
    return [
      ...casesSaid(texts.late, cases.late),
      ...casesSaid(texts.unclaimed, cases.unclaimed),
      ...(unreachable > 0 ? [{ text: alertStaffTexts.unreachable(unreachable) }] : []),
      ...(needs > 0
        ? [
            {
              text: needStaffTexts.waiting(needs),
              link: { href: '/staff/opportunites/ecrites', label: needStaffTexts.see },
            },
          ]
        : []),
      ...(mailRefused > 0 ? [{ text: alertStaffTexts.mailRefused(mailRefused) }] : []),
      ...slipsByFile(slips).map((text) => ({ text })),
      ...knowledge.keeper.troubles().map((text) => ({ text })),
      ...entriesSaid('refused', texts.refused(having('refused'))),
      ...entriesSaid('expired', texts.expired(having('expired'))),
      ...entriesSaid('to-review', texts.toReview(having('to-review'))),
      ...sources.map((source) => ({
        text: sourceTroubleText(source, now()),
        link: { href: '/staff/opportunites', label: seeSources },
      })),
      ...comingSoon(coming, today).map(({ text }) => ({ text, isOnPageOnly: true })),
    ];
  };

const casesSaid = (
  say: (numbers: readonly number[]) => string,
  cases: readonly { readonly number: number }[],
): Notice[] =>
  cases.length === 0
    ? []
    : [{ text: say(cases.map(({ number }) => number)), link: { href: '/desk', label: texts.seeCases } }];

const entriesSaid = (state: EntryState, text: string): Notice[] =>
  text === ''
    ? []
    : [{ text, link: { href: `/staff/connaissances?etat=${state}`, label: texts.seeEntries } }];

/** One sentence a file: its first mistake, and how many others it has. */
const slipsByFile = (slips: readonly Problem[]): string[] =>
  [...Map.groupBy(slips, ({ path }) => path)].flatMap(([path, [first, ...others]]) =>
    first ? [texts.slip(path, first.line, first.message, others.length)] : [],
  );
