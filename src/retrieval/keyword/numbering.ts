/** Texts by a number each, in the order in which they were first seen. */
export class Numbering {
  readonly numbers = new Map<string, number>();
  readonly texts: string[] = [];

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** The tokens of all that was indexed in this thread, stems among them: each stands once in memory. */
export const TOKENS = new Numbering();
