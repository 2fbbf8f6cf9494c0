/** What a conversation spoke of just before a message. */
export interface LastAnswered {
  /** The last question that was answered, as its author typed it. */
  readonly question: string;
  /** The heading of the section that answered it. */
  readonly heading: string;
}

/** A message that comes after an answer. */
export interface Continuation {
  /** As it was typed. */
  readonly message: string;
  readonly after: LastAnswered;
}

/** Between the parts: a control character that nobody types. */
const BETWEEN = '\u001f';

/**
 * A message and what was said before it, as one text that the encoder reads as a `continuation`. Nothing is generated or
 * glued: the encoder was trained to read the three parts, and to let go of the two last when the message changes the
 * subject.
 */
export const continuationText = ({ message, after: { question, heading } }: Continuation): string =>
  [message, question, heading].map((part) => part.replaceAll(BETWEEN, ' ')).join(BETWEEN);

/** The message, the question before it and the heading of a {@link continuationText}. */
export const partsOfContinuation = (text: string): readonly string[] => text.split(BETWEEN);
