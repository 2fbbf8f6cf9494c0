/** The line that begins each mail of an mbox (RFC 4155), and how such a line within a mail is written there. */
const BEGINS = /^From .*\r?\n/gm;
const QUOTED = /^>(>*From )/gm;

/** The mails of a file: one alone, or many one after the other (mbox). Pure. */
export function mailsIn(file: Uint8Array): Uint8Array[] {
  // A character a byte: whatever the mails hold comes back as it was.
  const text = Buffer.from(file).toString('latin1');
  const begun = text.trimStart();
  if (!begun.startsWith('From ')) return begun === '' ? [] : [file];
  return begun
    .split(BEGINS)
    .filter((mail) => mail.trim() !== '')
    .map((mail) => Buffer.from(mail.replace(QUOTED, '$1'), 'latin1'));
}
