import { createHash } from 'node:crypto';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database } from '#src/platform/database/database.ts';
import { dailyAt } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { GONE_MS } from './job.ts';
import type { DailyNews } from './news.ts';
import { addressIn, addressOfOwner } from './rules/owner-address.ts';
import { membersWithAddress } from './store/daily-mail.ts';
import { ownerMail } from './texts.ts';

/** A page that leaves service by its date, which its owner has not been told of yet. */
export interface EndingPage extends DailyNews {
  readonly owner: string;
  /** Of its page among the knowledge, below the address of the hotline. */
  readonly place: string;
}

/** What the mails to owners are made of. */
export interface OwnersParts {
  readonly db: Database;
  readonly mailIsOn: boolean;
  /** What of the knowledge leaves service in thirty days or less, or since a day. */
  readonly ending: (today: IsoDate) => Promise<readonly EndingPage[]>;
  readonly url: () => string;
  readonly now: () => number;
}

export const OWNERS_MAIL_KIND = 'owners-mail';
const SIGNS_OF_ID = 24;

/**
 * Writes to the owners of pages that end, thirty days before and on the day, on working days at 8 in Paris: to those whose
 * header is a mail address, or the name of one member of the staff who has one. Staff's own page says it anyway.
 */
export const ownersMailJob = (parts: OwnersParts): JobKind => ({
  kind: OWNERS_MAIL_KIND,
  next: dailyAt('08:00'),
  run: async () => {
    const { db, mailIsOn, ending, url, now } = parts;
    const at = now();
    const today = parisDay(at);
    if (!mailIsOn || !isWorkingDay(today)) return undefined;
    const pages = await ending(today);
    if (pages.length === 0) return undefined;
    const members = await membersWithAddress(db, at - GONE_MS);
    const byAddress = new Map<string, EndingPage[]>();
    for (const page of pages) {
      const address = addressIn(page.owner) ?? addressOfOwner(page.owner, members);
      if (address !== undefined) byAddress.set(address, [...(byAddress.get(address) ?? []), page]);
    }
    return async (tx) => {
      for (const [to, own] of byAddress) {
        const text = ownerMail.text(own.map((one) => ({ text: one.text, address: `${url()}${one.place}` })));
        const mail = { id: mailId(today, to), to, subject: ownerMail.subject(own.length), text };
        await queueMail(tx, mail, at);
        for (const one of own) await one.note(tx);
      }
    };
  },
});

/** One a day and an owner, however often the job runs. */
const mailId = (day: IsoDate, address: string): string =>
  `owner-${day}-${createHash('sha256').update(address).digest('hex').slice(0, SIGNS_OF_ID)}`;
