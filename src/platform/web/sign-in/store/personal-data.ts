import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/** Those who work here are not those whom the hotline serves: their names go with their access. */
export const STAFF_DATA: PersonalData = {
  rules: [
    {
      ...nobody(
        'staff_session',
        'digest',
        'member_id',
        'method',
        'roles',
        'roles_at',
        'created_at',
        'seen_at',
        'expires_at',
        'ends_at',
      ),
      kept: 'codes',
    },
    { ...nobody('staff_member', 'id', 'name', 'email', 'created_at', 'signed_in_at'), kept: 'staff' },
    { ...nobody('entry_link', 'digest', 'expires_at', 'used_at'), kept: 'codes' },
  ],
  sweeps: {
    codes: [
      sweepRows('codes', 'entry_link', 'digest', 'expires_at'),
      sweepRows('codes', 'staff_session', 'digest', 'expires_at'),
    ],
    staff: [
      sweepRows(
        'staff',
        'staff_member',
        'id',
        'signed_in_at',
        'NOT EXISTS (SELECT 1 FROM staff_session WHERE staff_session.member_id = staff_member.id)',
      ),
    ],
  },
};
