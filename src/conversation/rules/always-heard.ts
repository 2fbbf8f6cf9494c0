import type { InboundMessage } from '#src/channel/port.ts';
import type { Feature } from '#src/conversation/feature.ts';

/** Nobody says these at length. */
const LONGEST = 60;
/** What ends something, whatever it is, and the answer to « confirmez-vous ? ». */
const ENDING = [
  'stop',
  'stopper',
  'arret',
  'arretez',
  'annuler',
  'annulez',
  'oui',
  'non',
  'je confirme',
] as const;

type Content = InboundMessage['content'];

/**
 * What is heard whatever the bounds, the kernel's words and those of the features. Exact words only: this is asked on the
 * thread that acknowledges, before anything is understood.
 */
export interface AlwaysHeard {
  /** Whether a message is heard however much was written that day: a button, or words that are always heard. */
  isHeard(content: Content): boolean;
  /**
   * Whether a message is taken when the disk is nearly full: what takes data away, or ends something, which is short and
   * makes room. Other buttons are not: each brings an answer to keep.
   */
  isHeardWithoutRoom(content: Content): boolean;
  /** Words of these, for who must know that they still work. */
  readonly examples: readonly string[];
}

/** What is heard whatever the bounds, with these features. */
export function alwaysHeardOf(features: readonly Pick<Feature, 'alwaysHeard'>[]): AlwaysHeard {
  const own = features.flatMap(({ alwaysHeard = {} }) => alwaysHeard);
  const words = new Set<string>([...ENDING, ...own.flatMap((one) => one.words ?? [])]);
  const buttons = own.flatMap((one) => one.buttons ?? []);
  const isEnding = (content: Content): boolean =>
    content.type === 'text' && content.text.length <= LONGEST && words.has(bare(content.text));
  return {
    isHeard: (content) => content.type === 'action' || isEnding(content),
    isHeardWithoutRoom: (content) =>
      content.type === 'left' ||
      content.type === 'delete' ||
      isEnding(content) ||
      (content.type === 'action' && buttons.some((start) => content.value.startsWith(start))),
    examples: [ENDING[0], ...own.flatMap((one) => one.example ?? [])],
  };
}

/** Without accents, capitals nor signs. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
