import { type Block, plainText } from '#src/channel/blocks.ts';

/** The words by which a page asks when a tender closes, and promises what is made of it: `knowledge/README.md`. */
const ASKS_CLOSING = /Donnez-moi la date et l['’]heure limites/;

/** Whether what was said asks when a tender closes: a bare date that comes next is that. */
export const asksClosing = (blocks: readonly Block[]): boolean => ASKS_CLOSING.test(plainText(blocks));
