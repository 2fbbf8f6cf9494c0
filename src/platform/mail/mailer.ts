/** A mail to one person, in plain text. Sending the same `id` twice is the same message, for who receives it. */
export interface Mail {
  /** Letters, digits, dots and hyphens: it becomes the Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Why a mail did not leave. `permanent`: this mail or its address is refused, for ever; `temporary`: try again. The
 * message is French, for staff, and holds no address and no secret.
 */
export class MailError extends Error {
  override name = 'MailError';
  readonly kind: 'permanent' | 'temporary';

  constructor(kind: MailError['kind'], message: string) {
    super(message);
    this.kind = kind;
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
