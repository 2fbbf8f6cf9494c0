import { button } from '#src/channel/make-blocks.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import { directoryButtons } from './chat/request.ts';
import { endWishes } from './introductions/end-wishes.ts';
import type { DirectoryLinks } from './links.ts';
import { ownCard } from './search/read-cards.ts';
import { findIntroduction } from './store/introductions.ts';
import { directoryTexts } from './texts.ts';

/** What the directory is for the files of companies. */
export const createListing = ({
  isOn,
  cardUrl,
}: Pick<DirectoryLinks, 'cardUrl'> & { readonly isOn: boolean }): Listing => ({
  isOn,
  offer: button(directoryButtons.join, directoryTexts.offerButton),
  pageOf: async (db, companyId) => {
    const card = await ownCard(db, companyId);
    return card && cardUrl(card.slug);
  },
  companyOf: async (db, about) => (await findIntroduction(db, about))?.companyId,
  endWishes,
});
