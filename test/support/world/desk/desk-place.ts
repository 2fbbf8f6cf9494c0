/** A message in a thread of the experts, as they see it now. */
export interface DeskLine {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** Somebody who works there. */
export type DeskExpert = 'nadia' | 'marc';

export const EXPERT_NAMES: Readonly<Record<DeskExpert, string>> = {
  nadia: 'Nadia Benali',
  marc: 'Marc Petit',
};

/** Something that an expert wrote, to be changed, taken back or delivered again. */
export interface Written {
  /** Resolves when the hotline acknowledged it. */
  readonly acknowledged: Promise<unknown>;
  readonly again: () => Promise<unknown>;
  readonly edit: (text: string) => Promise<unknown>;
  /** Undefined where the platform tells bots of no deletion. */
  readonly remove: (() => Promise<unknown>) | undefined;
}

/** Where experts work on a platform, what they see and do there: threads are named by the platform. */
export interface DeskPlace {
  readonly name: 'slack' | 'teams' | 'telegram';
  /** Every thread that the hotline made, oldest first. */
  threads(): string[];
  lines(thread: string): DeskLine[];
  write(expert: DeskExpert, thread: string, text: string): Written;
  sendFile(expert: DeskExpert, thread: string, name: string): Promise<unknown>;
  /** Presses a button of the thread's card. @returns what the platform answered at once */
  press(expert: DeskExpert, thread: string, label: string): Promise<unknown>;
  /** Writes in the place, outside of any thread, to no bot. */
  chat(expert: DeskExpert, text: string): Promise<unknown>;
  /** Another bot writes in a thread. */
  robot(thread: string, text: string): Promise<unknown>;
  /** Somebody deletes the thread. */
  destroy(thread: string): void;
  /** What stands in the place itself, outside of threads. */
  strays(): string[];
  /** What the hotline says there that would notify or format. */
  pings(): string[];
  /** The place may not be written in, until the returned function is called. */
  forbid(): () => void;
}
