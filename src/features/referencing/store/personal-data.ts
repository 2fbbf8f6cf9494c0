import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';

/** Lists of companies that the team brought in. */
export const IMPORTS_DATA: PersonalData = {
  rules: [
    {
      // What a list held is in the files that it made; this counts them.
      table: 'company_import',
      inner: ['id', 'file_name', 'by_name', 'at', 'made', 'changed', 'left_out'],
      erased: [],
      kept: 'staff',
    },
  ],
  sweeps: { staff: [sweepRows('staff', 'company_import', 'id', 'at')] },
};
