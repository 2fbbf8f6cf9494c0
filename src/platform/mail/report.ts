import PostalMime, { type Attachment } from 'postal-mime';
import { type Delivery, deliveryIn } from './rules/delivery-status.ts';

/** A report of what became of a mail (RFC 3464), as the server that could not deliver it sends one back. */
export interface MailReport {
  /** `none`: it is no report. */
  readonly delivery: Delivery | 'none';
  /** Where dead, the addresses that no mail reaches, in small letters. */
  readonly dead: readonly string[];
  /**
   * By what the mail can be known that it is about: where the report was sent, what the server was given with the mail, and
   * the head of the mail itself, as far as they are there.
   */
  readonly traces: string;
}

/** Bytes of the longest report that is read: it holds the mail that it is about, which is short, and is read at once. */
export const MOST_REPORT_BYTES = 256 * 1024;
/** Characters of each part that are looked at: heads are shorter. */
const MOST_SIGNS = 50_000;
/** Heads that say to whom a report goes, whoever passed it on. */
const ADDRESSED = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
const STATUS = ['message/delivery-status', 'message/global-delivery-status'];
const RETURNED = [
  ...['message/rfc822', 'text/rfc822-headers'],
  ...['message/global', 'message/global-headers', 'text/rfc822'],
];

/** A report whose own head is longer is none that a server sends. */
const READ_SO = { forceRfc822Attachments: true, maxHeadersSize: MOST_SIGNS } as const;
const NONE: MailReport = { delivery: 'none', dead: [], traces: '' };

/** Reads a mail that may be a report, whatever it holds. @param raw as it came (RFC 5322) */
export async function readMailReport(raw: Uint8Array): Promise<MailReport> {
  if (raw.length > MOST_REPORT_BYTES) return NONE;
  const mail = await PostalMime.parse(raw, READ_SO).catch(() => undefined);
  const status = mail?.attachments.find(({ mimeType }) => STATUS.includes(mimeType.toLowerCase()));
  if (!mail || !status) return NONE;
  const said = textOf(status);
  const returned = mail.attachments.filter(({ mimeType }) => RETURNED.includes(mimeType.toLowerCase()));
  const addressed = mail.headers.filter(({ key }) => ADDRESSED.includes(key)).map(({ value }) => value);
  return {
    ...deliveryIn(said),
    traces: [
      addressed.join('\n').slice(0, MOST_SIGNS),
      said,
      ...returned.map((one) => headOf(textOf(one))),
    ].join('\n'),
  };
}

function textOf({ content }: Attachment): string {
  const text = typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');
  return text.slice(0, MOST_SIGNS);
}

/** The head of a mail that came back, without what its writer said. */
const headOf = (mail: string): string => mail.replaceAll('\r\n', '\n').split('\n\n', 1)[0] ?? '';
