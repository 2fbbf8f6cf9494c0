/**
 * Loaded before a program: its wall clock is off by CLOCK_SHIFT milliseconds, as that of a machine that was not put right
 * yet, until the signal SIGUSR2 puts it right. What measures durations is not concerned.
 */
const RealDate = Date;
let shift = Number(process.env.CLOCK_SHIFT ?? 0);
process.on('SIGUSR2', () => {
  shift = 0;
});

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + shift] : args, newTarget),
  apply: () => new RealDate(RealDate.now() + shift).toString(),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + shift : Reflect.get(target, name, target)),
});
