/**
 * Loaded before the server in a bench (`node --import`): measures how late the event loop of that process is. Each
 * SIGUSR2 prints « loop delay p99 … ms max … ms » since the last one, on standard error, and begins anew.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const NS = 1_000_000;

// Processes that the server starts inherit its options: they are not what is measured.
if (process.argv[1]?.endsWith('/src/main.ts')) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  process.on('SIGUSR2', () => {
    const p99 = delays.percentile(99) / NS;
    const max = delays.max / NS;
    process.stderr.write(`loop delay p99 ${p99.toFixed(1)} ms max ${max.toFixed(1)} ms\n`);
    delays.reset();
  });
}
