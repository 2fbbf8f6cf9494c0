import { fold } from '#src/retrieval/french-text.ts';

/** What a message asks about the link between two channels. */
export type LinkRequest = { readonly type: 'ask' } | { readonly type: 'use'; readonly code: string };

const GREETING = '(?:(?:bonjour|bonsoir|salut|hello|bjr|slt)\\W+)?';
const WISH =
  "(?:(?:je (?:veux|voudrais|souhaite)|j'aimerais|on (?:veut|voudrait)|comment|puis-je|peut-on|pouvez-vous|peux-tu) )?";
const ASK = new RegExp(
  `^\\W*${GREETING}${WISH}(?:lier|relier|associer|connecter)(?: (?:mon|mes|mes deux|ce|cette|un autre|deux) (?:comptes?|messageries?|canal|canaux|conversations?|telephone)(?: ensemble| entre (?:eux|elles))?)?\\W*$`,
);
/** Also as the hotline writes it, in guillemets. */
const USE = new RegExp(
  `^\\W*${GREETING}(?:lier|code|relier)(?: (?:(?:le|mon) )?(?:code )?)?:? ?(\\d{3}[ .-]?\\d{3})\\W*$`,
);

/** « lier mes messageries », « lier 123 456 »; undefined for anything else. */
export function linkRequestOf(text: string): LinkRequest | undefined {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  const code = USE.exec(folded)?.[1];
  if (code) return { type: 'use', code: code.replace(/\D/g, '') };
  return ASK.test(folded) ? { type: 'ask' } : undefined;
}
