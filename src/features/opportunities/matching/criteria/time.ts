import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Finding } from '../finding.ts';
import type { LotProfile } from '../profiles.ts';

const POINTS = { left: 5, near: 2 } as const;
/** Days that a file with a technical memorandum takes. */
const FOR_A_HEAVY_FILE = 3;
const OVER = ['annulation', 'attribution'];
const TO_COME = ['intention', 'renewal'];

/** Whether there is time left to answer. @param now epoch milliseconds */
export function timeOf({ notice, closesAt, isHeavy }: LotProfile, now: number): Finding {
  const finding = (verdict: Finding['verdict'], points: number, because: Finding['because']): Finding => ({
    criterion: 'time',
    verdict,
    points,
    because,
    change: verdict === 'near' ? 'time' : undefined,
  });
  if (OVER.includes(notice.kind)) return finding('fails', 0, { is: 'call-over' });
  if (TO_COME.includes(notice.kind)) return finding('fits', POINTS.left, { is: 'to-come' });
  if (closesAt === undefined) return finding('fits', POINTS.near, { is: 'time-untold' });
  if (closesAt <= now) return finding('fails', 0, { is: 'time-over', at: closesAt });
  const days = (closesAt - now) / DAY_MS;
  if (isHeavy && days < FOR_A_HEAVY_FILE)
    return finding('near', POINTS.near, { is: 'time-short', days, at: closesAt });
  return finding('fits', POINTS.left, { is: 'time-left', days, at: closesAt });
}
