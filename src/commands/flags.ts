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

/** Takes out of a command line an option that is one command's own, with its value: empty where none was written. */
export function takeOption(
  args: readonly string[],
  name: string,
): { value: string | undefined; rest: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { [name]: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const found = tokens.findLast((token) => token.kind === 'option' && token.name === name);
  if (found?.kind !== 'option') return { value: undefined, rest: [...args] };
  const rest = args.filter(
    (_, index) => index !== found.index && !(index === found.index + 1 && !found.inlineValue),
  );
  return { value: found.value ?? '', rest };
}
