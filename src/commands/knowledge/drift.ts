import { takeOption } from '#src/commands/flags.ts';
import { readOptions } from '#src/commands/options.ts';
import { checkFolder } from '#src/knowledge/check-folder.ts';
import { CCP } from '#src/knowledge/law/codes.ts';
import { type Drift, driftOf } from '#src/knowledge/law/drift.ts';
import { driftTexts } from '#src/knowledge/law/drift-texts.ts';
import { editionOf, type LawEdition } from '#src/knowledge/law/edition.ts';
import { readLaw } from '#src/knowledge/loaders/law/import-law.ts';
import { importedEdition } from '#src/knowledge/loaders/law/imported-edition.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';

/**
 * `knowledge drift FILE [--since FILE] [--code CODE]`: compares the articles that pages cite with a newer edition of a
 * code, and lists the sections to read again with what changed in words. The older edition is the one that was imported,
 * or that of `--since`; without any, the days on which wordings begin tell. Writes nothing. Exit 1 when there is
 * something to read again.
 */
export async function driftCommand(args: readonly string[]): Promise<number> {
  const { value: since, rest: others } = takeOption(args, 'since');
  const { value: code = CCP, rest } = takeOption(others, 'code');
  const { config, words, today } = readOptions(rest);
  if (words.length === 0) throw new HotlineError('input', driftTexts.noFile);
  const newer = await read(words, code, today);
  const older =
    since === undefined ? await importedEdition(config.dataDir, code) : await read([since], code, today);
  const { documents } = await checkFolder(config.knowledgeDir);
  const drifts = driftOf(documents, { newer, older, today });
  process.stdout.write(`${[driftTexts.comparedWith(older !== undefined), ...report(drifts)].join('\n')}\n`);
  return drifts.length > 0 ? 1 : 0;
}

async function read(paths: readonly string[], code: string, date: IsoDate): Promise<LawEdition> {
  const clock = parisDay(Date.now());
  const { versions, dailyAlone } = await readLaw(paths, { code, date, today: clock > date ? clock : date });
  // What a daily archive does not hold has not gone: it has not changed that day.
  if (dailyAlone) throw new HotlineError('input', driftTexts.dailyAlone);
  return editionOf(versions);
}

/** Page by page, in the order of the folder; what changed in an article is told once. */
function report(drifts: readonly Drift[]): string[] {
  const pages = Map.groupBy(drifts, ({ path }) => path);
  const articles = Map.groupBy(drifts, ({ article }) => article);
  return [
    driftTexts.found(pages.size, drifts.length, articles.size),
    ...[...articles.values()].flatMap(([first]) =>
      first ? ['', ...driftTexts.article(first.article, first.change)] : [],
    ),
    ...(pages.size > 0 ? ['', driftTexts.toReadAgain] : []),
    ...drifts.map(({ path, line, heading, article }) =>
      driftTexts.section(`${path}:${line}`, heading, article),
    ),
  ];
}
