import type { Block } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { button, choicesOf, words } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Candidate, Feature, Reading, Standing } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { isAwayIn } from '#src/person/store/browsers.ts';
import { spaceWords as texts } from './texts.ts';

/** What is wanted of one's own space, or nobody knows which of it; or something that waits for a code. */
type SpaceWish = 'find' | 'not-me' | 'new' | 'which' | 'away';

/** What its buttons send. The page of the web chat does these by itself; whoever has no page is told where they are. */
const BUTTONS: ReadonlyMap<string, SpaceWish> = new Map([
  ['space-find', 'find'],
  ['space-not-me', 'not-me'],
  ['space-new', 'new'],
]);
const FIND = button('space-find', texts.findButton);
const NOT_ME = button('space-not-me', texts.notMeButton);
const NEW = button('space-new', texts.newButton);

/** What it is heard as; to link two channels is heard alike, and done by another feature where it is plain. */
const WISH = 'space';
const ACTS: ReadonlyMap<string | undefined, SpaceWish> = new Map([
  [undefined, 'which'],
  ['space.find', 'find'],
  ['space.not-me', 'not-me'],
  ['space.new', 'new'],
]);
/** Wishes about what is one's own: where a code is waited for, they wait too. */
const OF_OWN: ReadonlySet<string> = new Set(['privacy', 'status', 'referencing', 'alerts', 'training.apply']);

const KIND = 'help';

interface Known {
  /** The person of this browser was away for long, and has proved nothing yet. */
  readonly isAway: boolean;
}

/** One's own space: found again by a mailed code, left in a browser, and what waits for that code meanwhile. */
export const spaceFeature = ({
  mailIsOn,
}: {
  readonly mailIsOn: boolean;
}): Feature<SpaceWish, { readonly act: 'say'; readonly data: SpaceWish }, object, Known> => ({
  name: 'space',
  memory: NO_MEMORY,
  knows: async (db, message, { conversation }) => ({
    isAway:
      conversation.channel === 'web' &&
      OF_OWN.has(wishOf(message) ?? '') &&
      (await isAwayIn(db, conversation.channelKey)),
  }),
  hears: heard,
  prepare: async (wish) => ({ act: 'say', data: wish }),
  act: async (_tx, { data }, { conversation }) => ({
    blocks: said(data, { isPage: !canPush(conversation.channel), mailIsOn }),
    kind: KIND,
    isReply: true,
  }),
  pending: () => undefined,
});

function heard(message: Reading, { known }: Standing<object, Known>): Candidate<SpaceWish>[] {
  if (known.isAway) return [{ turn: 'away', ground: 'right', probability: 1 }];
  const pressed = BUTTONS.get(message.button ?? '');
  if (pressed) return [{ turn: pressed, ground: 'command', probability: 1 }];
  const wish = wishOf(message) === WISH ? ACTS.get(actOf(message)) : undefined;
  return wish ? [{ turn: wish, ground: 'meant', probability: sureOf(message) }] : [];
}

function said(wish: SpaceWish, at: { readonly isPage: boolean; readonly mailIsOn: boolean }): Block[] {
  const { isPage, mailIsOn } = at;
  switch (wish) {
    case 'find':
      if (!isPage) return words(texts.findElsewhere, texts.findLink);
      return mailIsOn
        ? [...words(texts.find), ...choicesOf([FIND])]
        : [...words(texts.findNoMail), ...choicesOf([EXPERT_BUTTON])];
    case 'not-me':
      return isPage ? [...words(texts.notMe), ...choicesOf([NOT_ME])] : words(texts.notMeElsewhere);
    case 'new':
      return isPage ? [...words(texts.anew), ...choicesOf([NEW])] : words(texts.anewElsewhere);
    case 'which':
      return isPage
        ? [...words(texts.which), ...choicesOf([...(mailIsOn ? [FIND] : []), NEW, NOT_ME])]
        : words(texts.findElsewhere, texts.findLink);
    case 'away':
      return [...words(texts.away, texts.awayHint), ...choicesOf([FIND, NOT_ME])];
    default:
      return wish satisfies never;
  }
}
