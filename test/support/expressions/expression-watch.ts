/** Where an expression ran over a text: the first file of the sources in its stack. */
const callerOf = (stack: string | undefined): string =>
  /(?:src|adapters)\/[\w/.-]+\.ts/.exec((stack ?? '').replaceAll('\\', '/'))?.[0] ?? 'elsewhere';

/**
 * Watches this thread: records which files of the sources run a regular expression over a text that holds a word. To
 * fold, split or match somebody's words takes one, so that this is who reads them.
 */
export class ExpressionWatch implements Disposable {
  readonly #exec = RegExp.prototype.exec;
  readonly #readers = new Set<string>();

  constructor(word: string) {
    const exec = this.#exec;
    const readers = this.#readers;
    let isWatching = false;
    RegExp.prototype.exec = function (text: string) {
      if (!isWatching && typeof text === 'string' && text.includes(word)) {
        // To tell the caller runs expressions too.
        isWatching = true;
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 30;
        readers.add(callerOf(new Error('who').stack));
        Error.stackTraceLimit = stackTraceLimit;
        isWatching = false;
      }
      return exec.call(this, text);
    };
  }

  /** Files that read the word so far, in order of name. */
  get readers(): string[] {
    return [...this.#readers].sort();
  }

  [Symbol.dispose](): void {
    RegExp.prototype.exec = this.#exec;
  }
}
