import type { Section } from '#src/knowledge/model/document.ts';
import type { TrialReading } from './trial.ts';

/** What was read of a document, a line for each heading, paragraph and item: what two versions of it are compared by. */
export function textRead({ document }: TrialReading): string {
  const lines: string[] = [];
  let last = '';
  for (const section of document?.sections ?? []) {
    const heading = headingOf(section);
    // A part that is cut into passages has one heading.
    if (heading !== last) lines.push(`## ${heading}`);
    last = heading;
    for (const block of section.details) lines.push(...(block.type === 'list' ? block.items : [block.text]));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

const headingOf = ({ heading, page }: Section): string =>
  page === undefined || heading === `Page ${page}` ? heading : `${heading} (page ${page})`;
