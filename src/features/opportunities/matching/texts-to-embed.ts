import type { Lot, NoticeContent } from '../notice/notice.ts';
import type { Bidder } from './bidder.ts';

/** Words that the reader takes are counted; what comes first counts. */
const MOST_SIGNS = 700;

/** What is embedded of a company, as a `passage`: what it does, then what else it says of itself. */
export const bidderText = ({ activities, description = '' }: Bidder): string =>
  `${activities.join(', ')}. ${description}`.slice(0, MOST_SIGNS);

/** What is embedded of a lot, as a `passage`: what is bought, its title, what is told of it. */
export const lotText = (notice: NoticeContent, lot: Lot): string =>
  [notice.title, lot.title, lot.description ?? notice.description ?? ''].join('. ').slice(0, MOST_SIGNS);
