import { parseArgs } from 'node:util';

/** Takes out of a command line the flags that are one command's own: what is left is for the options that all share. */
export function takeFlags<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): { flags: ReadonlySet<Name>; rest: string[] } {
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true });
  const flags = new Set<Name>();
  const taken = new Set<number>();
  for (const token of tokens) {
    const name = token.kind === 'option' ? names.find((one) => one === token.name) : undefined;
    if (name === undefined) continue;
    flags.add(name);
    taken.add(token.index);
  }
  return { flags, rest: args.filter((_, index) => !taken.has(index)) };
}
