import { parseArgs } from 'node:util';

/** Takes an option of one command out of its arguments; the last one given counts. */
export function takeOption(
  args: readonly string[],
  name: string,
): { readonly value: string | undefined; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { [name]: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const found = tokens.findLast((token) => token.kind === 'option' && token.name === name);
  if (found?.kind !== 'option') return { value: undefined, rest: args };
  const rest = args.filter(
    (_, index) => index !== found.index && !(index === found.index + 1 && !found.inlineValue),
  );
  return { value: found.value ?? '', rest };
}
