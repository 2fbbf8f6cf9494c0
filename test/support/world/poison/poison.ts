import type { TurnReader } from '#src/conversation/workers/turn-reader.ts';

/** Words under which a reader misbehaves as one with a fault would. */
export const POISONS = {
  hang: 'poison: boucle',
  memory: 'poison: mémoire',
  crash: 'poison: plante',
  kill: 'poison: tue',
  wait: 'poison: attend',
} as const;

/** Puts faults into a reader: some words hang it, fill its memory, crash its thread, or kill the whole process. */
export const poisoned = (reader: TurnReader): TurnReader => ({
  load: reader.load,
  run: async (task) => {
    if (task.type === 'turn' && task.turn.content.type === 'text') await misbehave(task.turn.content.text);
    return reader.run(task);
  },
});

async function misbehave(text: string): Promise<void> {
  if (text.includes(POISONS.hang)) for (;;);
  if (text.includes(POISONS.memory)) fill();
  // Outside any promise, as a callback of a library would throw.
  if (text.includes(POISONS.crash))
    await new Promise(() =>
      setImmediate(() => {
        throw new Error('planté');
      }),
    );
  if (text.includes(POISONS.kill)) process.kill(process.pid, 'SIGKILL');
  if (text.includes(POISONS.wait)) await new Promise(() => setInterval(() => {}, 1_000));
}

function fill(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array(500_000));
}
