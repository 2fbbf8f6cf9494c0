import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/** Who of the staff wants the mail of the morning: known for as long as they are. */
export const DAILY_DATA: PersonalData = {
  rules: [{ ...nobody('daily_mail', 'member_id', 'since'), kept: 'staff' }],
  sweeps: {
    staff: [
      sweepRows(
        'staff',
        'daily_mail',
        'member_id',
        'since',
        'NOT EXISTS (SELECT 1 FROM staff_member WHERE staff_member.id = daily_mail.member_id)',
      ),
    ],
  },
};
