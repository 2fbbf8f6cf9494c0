/** Writes in a folder as somebody who is not its owner, nor root, and says how that went. */
import { canWrite, isNotWritable, writeAside } from '#src/knowledge/desk/folder.ts';

// To root, every folder is open.
if (process.getuid?.() === 0) process.setuid?.(65_534);
const root = process.argv[2] ?? '';
const wrote = await writeAside(root, 'guides/page.md', 'x').then(
  () => 'written',
  (error: unknown) => (isNotWritable(error) ? 'not writable' : String(error)),
);
process.send?.({ able: await canWrite(root), page: await canWrite(root, 'guides/page.md'), wrote });
