/** Days, hours and minutes of a duration in milliseconds, each rounded down. */
export function timeLeft(ms: number): [days: number, hours: number, minutes: number] {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
}
