import { callOffWishes, endWishes } from '#src/features/directory/introductions/end-wishes.ts';
import { introductionsToldOf } from '#src/features/directory/store/introductions.ts';
import { endErasedCase, warnOfErasure } from '#src/features/expert/erased-person.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import { leaveSessions } from '#src/features/training/admissions.ts';

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
