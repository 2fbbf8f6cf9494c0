import cliProgress from 'cli-progress';
import type { Progress } from './ingest.ts';

/** Shows an ingest on standard error: a bar on a terminal, one plain line a step elsewhere. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): {
  progress: Progress;
  done: () => void;
} {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): { progress: Progress; done: () => void } {
  const options = {
    stream,
    format: '{step} [{bar}] {value}/{total}',
    hideCursor: true,
    clearOnComplete: false,
  };
  const drawn = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  let current: string | undefined;
  const stop = () => {
    if (current !== undefined) drawn.stop();
    current = undefined;
  };
  return {
    progress: (step, done, total) => {
      if (step !== current) {
        stop();
        drawn.start(total, done, { step });
        current = step;
      }
      drawn.update(done);
    },
    done: stop,
  };
}

function lines(stream: NodeJS.WriteStream): { progress: Progress; done: () => void } {
  return {
    progress: (step, done, total) => {
      if (done === total) stream.write(`${step} : ${done}/${total}\n`);
    },
    done: () => undefined,
  };
}
