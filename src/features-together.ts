import { callOffWishes, endWishes } from '#src/features/directory/introductions/end-wishes.ts';
import { introductionsToldOf, moveIntroductions } from '#src/features/directory/store/introductions.ts';
import { endErasedCase, warnOfErasure } from '#src/features/expert/erased-person.ts';
import { linkedWhileScheduled } from '#src/features/privacy/erasure/linked.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { moveErasures } from '#src/features/privacy/store/erasures.ts';
import { leaveSessions } from '#src/features/training/admissions.ts';
import { moveTraining } from '#src/features/training/store/merge.ts';
import type { Merging } from '#src/person/merging.ts';

/** What the features do when a person or a company goes, for the one that lets them go: none of them knows another. */
export const othersDo: OthersDo = {
  companyUnlisted: endWishes,
  companyEnds: async (tx, companyId, ending) => {
    await endWishes(tx, companyId, ending);
    await leaveSessions(tx, companyId, ending);
  },
  personGoes: callOffWishes,
  wasTold: introductionsToldOf,
  caseErased: endErasedCase,
  caseWarned: warnOfErasure,
};

/** What the features do when two persons become one. */
export const merging: Merging = {
  move: async (tx, from, into) => {
    await moveErasures(tx, from, into);
    await moveTraining(tx, from, into);
    await moveIntroductions(tx, from, into);
  },
  say: linkedWhileScheduled,
};
