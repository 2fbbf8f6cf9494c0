/** Longest line of a mail that is read without trouble everywhere (RFC 5322 §2.1.1: 78 without its end). */
const WIDTH = 76;

/** Cuts the lines of a text between words; a word longer than a line, such as an address, stays whole. */
export function wrapText(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').map(wrapLine).join('\n');
}

function wrapLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  // A no-break space holds « 40 000 € » together.
  for (const word of line.trimEnd().split(/(?<=[^ \t]) +/)) {
    if (current && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, current].join('\n');
}
