/** A call of a tool as a model asks for it; `args` is whatever text it gave. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly args: string;
}

/** A piece of a call, as streams give it. */
export interface ToolCallDelta {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly args?: string | undefined;
}

/** A call that is still being received. */
export interface PartialCall {
  readonly index: number | undefined;
  id: string;
  name: string;
  args: string;
}

/**
 * Adds a piece to the calls received so far. Servers differ: most number the calls and name each once; some send whole
 * calls without a number, give every call the number 0, or repeat the id and the name with each piece.
 */
export function addToolCallDelta(calls: PartialCall[], delta: ToolCallDelta): void {
  let call = callOf(calls, delta);
  if (!call) {
    call = { index: delta.index, id: '', name: '', args: '' };
    calls.push(call);
  }
  call.id ||= delta.id ?? '';
  if (delta.name && delta.name !== call.name) call.name += delta.name;
  call.args += delta.args ?? '';
}

function callOf(calls: readonly PartialCall[], { id, index }: ToolCallDelta): PartialCall | undefined {
  const same = id ? calls.find((call) => call.id === id) : undefined;
  if (same) return same;
  if (index !== undefined) return calls.findLast((call) => call.index === index && (!id || !call.id));
  return id ? undefined : calls.at(-1);
}

/** The calls of a finished reply, each with an id of its own, as the next request must name them. */
export function finishedCalls(calls: readonly PartialCall[]): ToolCall[] {
  const taken = new Set<string>();
  return calls.map(({ id, name, args }, place) => {
    const own = id && !taken.has(id) ? id : `call_${place + 1}`;
    taken.add(own);
    return { id: own, name, args };
  });
}
