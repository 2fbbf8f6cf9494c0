import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '#src/config/config.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { isAskedDay } from './asked-day.ts';
import { cliTexts } from './texts.ts';

/** The options that commands share, read over the environment's configuration. */
export interface CommandOptions {
  readonly config: Config;
  readonly words: readonly string[];
  readonly today: IsoDate;
  readonly json: boolean;
  readonly k: number;
  readonly batch: string | undefined;
  readonly out: string | undefined;
  readonly report: boolean;
}

const OPTIONS = {
  data: { type: 'string' },
  knowledge: { type: 'string' },
  date: { type: 'string' },
  json: { type: 'boolean' },
  k: { type: 'string' },
  batch: { type: 'string' },
  out: { type: 'string' },
  report: { type: 'boolean' },
} as const;

/** @throws HotlineError `input` on a bad value */
export function readOptions(args: readonly string[]): CommandOptions {
  const { values, positionals } = parse(args);
  const config = readConfig();
  if (values.date !== undefined && !isAskedDay(values.date))
    throw new HotlineError('input', cliTexts.badDate(values.date));
  const k = Number(values.k ?? 10);
  if (!Number.isInteger(k) || k < 1 || k > 100) throw new HotlineError('input', cliTexts.badK);
  return {
    config: {
      ...config,
      dataDir: values.data ? resolve(values.data) : config.dataDir,
      knowledgeDir: values.knowledge ? resolve(values.knowledge) : config.knowledgeDir,
    },
    words: positionals,
    today: values.date ?? parisDay(Date.now()),
    json: values.json ?? false,
    k,
    batch: values.batch,
    out: values.out,
    report: values.report ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const option = cause instanceof Error ? /'(-[^' ,]*)/.exec(cause.message)?.[1] : undefined;
    throw new HotlineError('input', cliTexts.badOption(option ?? ''), { cause });
  }
}
