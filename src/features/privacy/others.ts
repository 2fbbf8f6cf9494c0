import type { Block } from '#src/channel/blocks.ts';
import type { DeskHours } from '#src/platform/calendar/check-hours.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { PersonSets } from '#src/platform/database/personal-data/person-sets.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';

/** When something ends, and whether mails leave. */
interface Ending {
  readonly mailIsOn: boolean;
  readonly now: number;
}

/** Where and when experts work. */
export interface ExpertPlaces {
  readonly surfaces: readonly string[];
  readonly hours: DeskHours;
  readonly now: number;
}

/** What other features do of their own when a person or a company goes: given by who wires them, for a feature knows no other. */
export interface OthersDo {
  /** What is known of the personal data in all tables. */
  readonly register: Register;
  /** A company is in the directory no more: who waits for its answer hears it. */
  readonly companyUnlisted: (tx: Transaction, companyId: string, ending: Ending) => Promise<unknown>;
  /**
   * What others wait for from a company ends, before its file goes: buyers hear it, and its place in a session is free.
   * @param ending.conversationId where the company asked for it, which is answered there
   */
  readonly companyEnds: (
    tx: Transaction,
    companyId: string,
    ending: Ending & { readonly conversationId?: string | undefined },
  ) => Promise<void>;
  /** What a person asked of companies ends, before their conversations are locked. */
  readonly personGoes: (tx: Transaction, personId: string, ending: Ending) => Promise<void>;
  /** How many wishes told others of a person: those that they made, and those that got the contact of their companies. */
  readonly wasTold: (db: Queryable, sets: PersonSets) => Promise<{ asked: number; given: number }>;
  /** A case ends with the person whose it was. */
  readonly caseErased: (tx: Transaction, places: ExpertPlaces, caseId: string) => Promise<void>;
  /** The experts of a case hear when its person will be erased; without a moment, that they will not be. */
  readonly caseWarned: (
    tx: Transaction,
    places: ExpertPlaces,
    caseId: string,
    warning: { readonly moment: string | undefined; readonly blocks: readonly Block[] },
  ) => Promise<void>;
}
