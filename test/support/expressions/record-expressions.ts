import type { FoundExpression } from './source-expressions.ts';

/** The first frame of a stack that stands in the sources: « src/features/answers/answer.ts:12 ». */
const OURS = /\/((?:src|adapters)\/[\w./-]+\.[jt]s)(?:\?[^:)]*)?:(\d+):\d+\)?$/;
const recorded = new Map<string, FoundExpression>();
let isRecording = false;
/** How many of those written down were taken away. */
let taken = 0;

/**
 * From now on, writes down each regular expression that the sources build with `RegExp`, once. Literals do not pass
 * here: they are read in the sources. Called again, it goes on as it does: files of tests share a process.
 */
export function recordExpressions(): void {
  if (isRecording) return;
  isRecording = true;
  const plain = globalThis.RegExp;
  const kept = (made: RegExp): RegExp => {
    const key = `/${made.source}/${made.flags}`;
    if (recorded.has(key)) return made;
    const place = callerInSources();
    if (place) recorded.set(key, { source: made.source, flags: made.flags, place });
    return made;
  };
  globalThis.RegExp = new Proxy(plain, {
    construct: (target, args, newTarget) => kept(Reflect.construct(target, args, newTarget)),
    apply: (target, self, args) => kept(Reflect.apply(target, self, args)),
  });
}

/** What was written down since this was last asked. */
export function takeRecorded(): FoundExpression[] {
  const fresh = [...recorded.values()].slice(taken);
  taken = recorded.size;
  return fresh;
}

/** Who built it, when that is ours: libraries build expressions too, some beneath our calls. */
function callerInSources(): string | undefined {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  const outside = frames.find((frame) => !frame.includes('record-expressions.ts') && frame.includes('/'));
  const [, path, line] = OURS.exec(outside ?? '') ?? [];
  return path && !outside?.includes('node_modules') ? `${path}:${line}` : undefined;
}
