/** A mail to one person, in plain text. Sending the same `id` twice is the same message, for who receives it. */
export interface Mail {
  /** Letters, digits, dots and hyphens: it becomes the Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where one request stops mails of this sort (RFC 8058); a mail that somebody has just asked for has none. */
  readonly unsubscribeUrl?: string | undefined;
  /** What a report that it did not arrive carries back: 32 hexadecimal signs, random, about nobody. */
  readonly returnToken?: string | undefined;
}

/**
 * Why a mail did not leave. `permanent`: this mail or its address is refused, for ever; `temporary`: try again. The
 * message is French, for staff, and holds no address and no secret.
 */
export class MailError extends Error {
  override name = 'MailError';
  readonly kind: 'permanent' | 'temporary';
  /** Whether the address is what is refused, for ever: nothing written to it can arrive. */
  readonly isOfAddress: boolean;

  constructor(kind: MailError['kind'], message: string, isOfAddress = false) {
    super(message);
    this.kind = kind;
    this.isOfAddress = isOfAddress;
  }
}

/** PORT. Sends mails. */
export interface Mailer {
  /**
   * Resolves when the server took the mail.
   * @throws MailError when it did not
   */
  send(mail: Mail): Promise<void>;
}
