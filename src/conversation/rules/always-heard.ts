import type { InboundMessage } from '#src/channel/port.ts';

/** Nobody says these at length. */
const LONGEST = 60;
/** What ends something or takes one's data away, and the answer to « confirmez-vous ? ». */
const WORDS: ReadonlySet<string> = new Set([
  'stop',
  'stopper',
  'arret',
  'arretez',
  'annuler',
  'annulez',
  'desabonnement',
  'me desabonner',
  'desinscription',
  'oui',
  'non',
  'oui tout supprimer',
  'je confirme',
  'supprimer mes donnees',
  'supprimez mes donnees',
  'supprime mes donnees',
  'effacer mes donnees',
  'effacez mes donnees',
  'efface mes donnees',
  'je veux supprimer mes donnees',
  'suppression de mes donnees',
  'annuler la suppression',
  'annulez la suppression',
  'retirer mes accords',
  'mes accords',
  'mes donnees',
]);
/** Buttons on one's own data, but for the copy, which makes files. */
const OWN_DATA = 'priv:';
const COPY = 'priv:export';

type Content = InboundMessage['content'];

/**
 * Whether a message is heard however much was written that day: a button, or words that end something or take one's data
 * away. Exact words only: this is asked on the thread that acknowledges, before anything is understood.
 */
export const isAlwaysHeard = (content: Content): boolean => content.type === 'action' || isEnding(content);

/**
 * Whether a message is taken when the disk is nearly full: what takes data away, or ends something, which is short and
 * makes room. Other buttons are not: each brings an answer to keep.
 */
export const isHeardWithoutRoom = (content: Content): boolean =>
  content.type === 'left' ||
  content.type === 'delete' ||
  isEnding(content) ||
  (content.type === 'action' && content.value.startsWith(OWN_DATA) && content.value !== COPY);

const isEnding = (content: Content): boolean =>
  content.type === 'text' && content.text.length <= LONGEST && WORDS.has(bare(content.text));

/** Without accents, capitals nor signs. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
