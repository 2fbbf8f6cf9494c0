import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { partnerButton } from '#src/features/opportunities/partners/buttons.ts';
import { answerButton } from './actions.ts';
import type { GoCard } from './rules/go.ts';
import type { PageKey } from './rules/pages.ts';
import { buttonTexts } from './texts-buttons.ts';
import { goTexts as texts } from './texts-go.ts';

/** A section of knowledge as a numbered source; undefined where it is not in service. */
export type Cite = (key: PageKey, n: number) => SourceItem | undefined;

/** The way to companies of the directory that could join, in the words that a person would say. */
export function partnerChoice(notice: Notice, trade?: string | undefined): Choice {
  const [place] = notice.lots[0]?.places ?? [];
  const department = place?.department ?? notice.buyer?.department;
  const where = department === undefined ? '' : ` dans le ${department}`;
  return {
    id: 'partner',
    label: buttonTexts.partner,
    kind: 'ask',
    value: `Je cherche une entreprise partenaire pour ${trade ?? shortened(notice.title)}${where}`,
  };
}

/** The card as a message: the verdict, its lines with their pages, and the ways on. */
export function cardBlocks(
  card: GoCard,
  {
    notice,
    noticeId,
    cite,
    directoryIsOpen,
  }: {
    readonly notice: Notice;
    readonly noticeId: string;
    readonly cite: Cite;
    readonly directoryIsOpen: boolean;
  },
): Block[] {
  const cited = new Cited(cite);
  const title = texts.subject(shortened(notice.title), notice.buyer?.name);
  const buttons = [
    ...(card.verdict === 'no' && !card.wantsPartner ? [] : [answerButton(noticeId)]),
    ...(directoryIsOpen ? [partnerButton(noticeId)] : []),
    EXPERT_BUTTON,
  ];
  return [
    {
      type: 'paragraph',
      text: [{ text: texts.headline(card.verdict), strong: true }, { text: ` : ${title}` }],
    },
    { type: 'list', items: card.lines.map(({ text, page }) => [{ text, ...cited.at(page) }]) },
    ...cited.blocks(),
    choices(...buttons),
  ];
}

/** The sources of a message, each once, in the order in which they are cited. */
export class Cited {
  readonly #cite: Cite;
  readonly #items = new Map<PageKey, SourceItem>();

  constructor(cite: Cite) {
    this.#cite = cite;
  }

  /** What a span cites; nothing where the page is not in service. */
  at(key: PageKey | undefined): { readonly cites?: readonly number[] } {
    if (key === undefined) return {};
    const item = this.#items.get(key) ?? this.#cite(key, this.#items.size + 1);
    if (!item) return {};
    this.#items.set(key, item);
    return { cites: [item.n] };
  }

  blocks(): Block[] {
    return this.#items.size === 0 ? [] : [{ type: 'sources', items: [...this.#items.values()] }];
  }
}

const LONGEST_TITLE = 90;
/** What buttons of all channels hold. */
const LONGEST_LABEL = 60;

/** A title as it is said beside other things. */
export function shortened(title: string, longest: number = LONGEST_TITLE): string {
  if (title.length <= longest) return title;
  const cut = title.slice(0, longest - 1);
  const kept = cut.slice(0, Math.max(cut.lastIndexOf(' '), Math.floor(longest / 2)));
  // No sign of two halves loses one of them.
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A title as the label of a button. */
export const asLabel = (title: string): string => shortened(title, LONGEST_LABEL);
