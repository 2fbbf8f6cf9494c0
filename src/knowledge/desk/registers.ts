import { CANNED_ANSWERS } from '#src/knowledge/model/canned-answers.ts';

/** The register of figures: what it says changes the answers themselves. */
export const FIGURES = 'figures.yaml';
export const GLOSSARY = 'glossary.yaml';

/** Files that are no pages and that staff write too: the figures, the words, the ready-made answers, the forms. */
export const REGISTERS: readonly string[] = [
  FIGURES,
  GLOSSARY,
  CANNED_ANSWERS,
  'programme/referencement.yaml',
  'programme/diagnostic-flash.yaml',
];

/** Whether it is one of them: it is written here, and never withdrawn. */
export const isRegister = (path: string): boolean => REGISTERS.includes(path);

/** A register as it would be read, and what is shown of it while it is written. */
export interface RegisterReading {
  readonly problems: readonly {
    readonly line: number;
    readonly message: string;
    readonly severity: string;
  }[];
  /** What people would read of it, each under a name. */
  readonly shown: readonly {
    readonly heading: string;
    readonly line: number;
    readonly lines: readonly string[];
  }[];
}
