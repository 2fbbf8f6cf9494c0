import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { removedOf } from '#src/platform/database/personal-data/removed.ts';
import { START, type Sweep } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';
import { forgetTraces, pseudonymiseTraces } from './traces.ts';

/** What experts and staff did, whose own triggers guard it. */
const traces: Sweep = async (tx, { limits }, { size }) => {
  const gone = await forgetTraces(tx, limits.traces, size);
  return { removed: removedOf('trace', gone), next: gone < size ? undefined : START };
};

/**
 * What the team did, by ids. An erasure puts its receipt in the place of whom it erases: these lines are the only ones
 * that it changes, through the opening that their triggers know.
 */
export const TRACES_DATA: PersonalData = {
  rules: [
    {
      ...nobody('trace', 'id', 'at', 'actor', 'actor_name', 'act', 'object_kind', 'object_id'),
      kept: 'traces',
    },
    // Empty but during an erasure or the retention.
    nobody('trace_opening', 'purpose', 'before', 'subject', 'receipt'),
  ],
  sweeps: { traces: [traces] },
  beforeErasing: async (tx, sets) => removedOf('trace', await pseudonymiseTraces(tx, sets)),
};
