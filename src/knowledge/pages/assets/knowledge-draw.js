import { h } from './dom.js';
import { texts } from './knowledge-texts.js';

/**
 * @typedef {import('../../desk/trial.ts').TrialProblem} Problem
 * @typedef {import('../reading-view.ts').ShownReading} Reading
 * @typedef {import('../../desk/difference.ts').DifferenceRun} Run
 */

/**
 * What is to be mended, the worst first where it has no line.
 * @param {readonly Problem[]} problems
 * @param {(line: number) => void} [onLine] absent where there is no text to go to
 */
export function drawProblems(problems, onLine) {
  if (problems.length === 0) return h('p', { class: 'hint' }, texts.nothingToMend);
  return h('ul', { class: 'mend' }, ...problems.map((problem) => drawProblem(problem, onLine)));
}

/**
 * @param {Problem} problem
 * @param {((line: number) => void) | undefined} onLine
 */
function drawProblem({ line, message, isBlocking }, onLine) {
  const where = onLine
    ? h('button', { type: 'button', class: 'go', 'aria-label': texts.goTo(line) }, texts.line(line))
    : undefined;
  where?.addEventListener('click', () => onLine?.(line));
  return h(
    'li',
    { class: isBlocking ? 'blocking' : 'remark' },
    h('strong', {}, isBlocking ? texts.blocking : onLine ? texts.remark : texts.toKnow),
    ' ',
    message,
    ...(where ? [' ', where] : []),
  );
}

/**
 * What was read of a document.
 * @param {Reading} reading
 */
export function drawReading({ title, sections, words, first, problems, isRead }) {
  return h(
    'div',
    { class: 'verdict' },
    h('p', {}, h('strong', {}, isRead ? texts.read(sections, words) : texts.notRead)),
    title === undefined ? undefined : h('p', { class: 'hint' }, texts.citedAs(title)),
    problems.length > 0 ? h('h3', {}, texts.problems) : undefined,
    problems.length > 0 ? drawProblems(problems) : undefined,
    first.length > 0
      ? h(
          'details',
          { class: 'fold', open: true },
          h('summary', {}, texts.sections),
          sections > first.length ? h('p', { class: 'hint' }, texts.more(first.length)) : undefined,
          h(
            'ol',
            { class: 'passages' },
            ...first.map(({ heading, begins }) => h('li', {}, h('strong', {}, heading), ' ', begins)),
          ),
        )
      : undefined,
  );
}

/**
 * What changes between two texts: added and removed lines are said, not only coloured.
 * @param {readonly Run[]} runs
 */
export function drawDifference(runs) {
  return h(
    'div',
    { class: 'difference', role: 'group', 'aria-label': texts.changes },
    ...runs.map(({ kind, lines, skipped }) =>
      skipped === undefined
        ? h(
            'div',
            { class: `run ${kind}` },
            kind === 'same'
              ? undefined
              : h('span', { class: 'run-name' }, kind === 'added' ? texts.added : texts.removed),
            h('pre', {}, lines.join('\n')),
          )
        : h('p', { class: 'skipped' }, texts.skipped(skipped)),
    ),
  );
}
