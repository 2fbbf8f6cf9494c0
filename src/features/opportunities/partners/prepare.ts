import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { listedCompanies } from '#src/company/store/listed-companies.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Standing } from '#src/conversation/feature.ts';
import { Cited, partnerChoice, shortened } from '#src/features/opportunities/bid/card.ts';
import { ownCompany } from '#src/features/opportunities/bid/own-company.ts';
import { citing } from '#src/features/opportunities/bid/prepare.ts';
import { tradeWanted } from '#src/features/opportunities/bid/rules/go.ts';
import { PAGES } from '#src/features/opportunities/bid/rules/pages.ts';
import { saidInNotice } from '#src/features/opportunities/bid/rules/said-in-notice.ts';
import {
  type BidderProfile,
  profileOfBidder,
  profilesOfNotice,
} from '#src/features/opportunities/matching/profiles.ts';
import { isOpen, type Notice } from '#src/features/opportunities/notice/notice.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { notToAsk } from '#src/features/opportunities/store/partners.ts';
import { unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { boundsOf } from './bounds.ts';
import { broughtText, described, lackingText } from './describe.ts';
import type { PartnerParts } from './ports.ts';
import { complementsOf, type Lacking, lackingOf } from './rules/complement.ts';
import { partnerTexts as texts } from './texts.ts';
import type { Candidate, HeardPartner, PartnerTurn } from './turn.ts';

/** Companies that are looked at in the turn's transaction: some of them may not be asked. */
const MOST_LOOKED_AT = 30;

const say = (...blocks: readonly Block[]): PartnerTurn => ({ type: 'say', blocks });

/** Whether a call may still be answered by several: open, or still to come. */
export const isForSeveral = (notice: Notice, now: number): boolean =>
  isOpen(notice, now) || notice.kind === 'intention' || notice.kind === 'renewal';

/** Works out what a message does about partners. */
export async function preparePartner(
  parts: PartnerParts,
  turn: HeardPartner,
  at: Standing,
): Promise<PartnerTurn> {
  if (turn.type !== 'pressed' || turn.pressed.does !== 'find') return turn;
  return find(parts, turn.pressed.id, at);
}

async function find(parts: PartnerParts, noticeId: string, at: Standing): Promise<PartnerTurn> {
  const { db } = parts;
  const { conversation, now } = at;
  if (conversation.personId === undefined) return say(...words(texts.privately));
  if (!parts.directoryIsOpen) return say(...words(texts.closed), choices(EXPERT_BUTTON));
  const kept = await findNotice(db, noticeId);
  if (!kept || (await unpublishedOf(db, [noticeId])).has(noticeId)) return say(...words(texts.gone));
  const { notice } = kept;
  if (!isForSeveral(notice, now)) return say(...words(texts.over));
  const own = await ownCompany(db, conversation.personId, await parts.form());
  if (!own) return say(...words(texts.noFile));
  if (!own.bidder) return say(...words(texts.fileTooShort));
  const asker = profileOfBidder(own.bidder, own.vector);
  const { turnoverAsked } = saidInNotice(notice, now);
  const isShort = turnoverAsked !== undefined && (asker.turnover ?? 0) < turnoverAsked;
  const lacking = lackingOf(asker, profilesOfNotice(notice, kept.vectors), { isShort, now });
  const title = shortened(notice.title);
  if (!lacking) return say(...words(texts.nothing(title)), choices(EXPERT_BUTTON));
  const found = await stillToAsk(parts, {
    found: complementsOf(lacking, await candidatesOf(parts), now),
    out: await notToAsk(db, boundsOf(own.id, noticeId, now)),
  });
  const cited = new Cited(citing(parts, at));
  const isLarge = lacking.size && !lacking.family;
  return {
    type: 'find',
    noticeId,
    title,
    isReserved: lacking.family,
    candidates: found.map((one) => candidateOf(lacking, notice, one)),
    after: [
      {
        type: 'paragraph',
        text: [{ text: texts.anonymous, ...cited.at(PAGES.together) }],
      },
      ...(lacking.family
        ? [
            {
              type: 'paragraph' as const,
              text: [{ text: texts.reserved, ...cited.at(PAGES.reservedTogether) }],
            },
          ]
        : []),
      ...(isLarge
        ? [{ type: 'paragraph' as const, text: [{ text: texts.model, ...cited.at(PAGES.consortium) }] }]
        : []),
      ...cited.blocks(),
    ],
    none: [
      ...words(texts.none(title), texts.noneNext),
      choices(
        { ...partnerChoice(notice, tradeWanted(lacking.match)), label: texts.directory },
        EXPERT_BUTTON,
      ),
    ],
  };
}

type Found = ReturnType<typeof complementsOf>;

/** The best of those that may be asked: who was asked enough, or wants no requests, takes nobody's place. */
async function stillToAsk(
  { db, silence }: PartnerParts,
  { found, out }: { readonly found: Found; readonly out: ReadonlySet<string> },
): Promise<Found> {
  const kept: Found = [];
  for (const one of found) {
    if (kept.length === MOST_LOOKED_AT) break;
    const { id } = one.candidate.bidder;
    if (!out.has(id) && !(await silence.isSilent(db, id))) kept.push(one);
  }
  return kept;
}

/** The companies that the team approved and that agreed to be proposed, as calls are held against them. */
async function candidatesOf({ db, companies }: PartnerParts): Promise<readonly BidderProfile[]> {
  const listed = await listedCompanies(db, { purpose: DIRECTORY_CONSENT.purpose, fields: ['name'] });
  const agreed = new Set(listed.map(({ id }) => id));
  return (await companies.current()).profiles.filter(({ bidder }) => agreed.has(bidder.id));
}

function candidateOf(
  lacking: Lacking,
  notice: Notice,
  { candidate, complement: { brings } }: Found[number],
): Candidate {
  const { asker, lot } = lacking;
  const told = described(candidate, lot);
  const from = described(asker, lot);
  const first = {
    from,
    title: shortened(notice.title),
    buyer: notice.buyer?.name,
    lacks: lackingText(lacking, brings),
    isReserved: lacking.family,
  };
  return {
    companyId: candidate.bidder.id,
    described: told,
    fromDescribed: from,
    line: texts.line(told, brings.map(broughtText)),
    message: texts.first(first),
  };
}
