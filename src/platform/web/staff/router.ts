import type { Router } from 'express';
import { html } from '#src/platform/web/layout/html.ts';
import { createOfficeRouter, type OfficeParts } from '#src/platform/web/layout/office-router.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { Room, RoomParts } from '#src/platform/web/layout/room.ts';
import { officeTexts } from '#src/platform/web/layout/texts.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';

/**
 * The staff's space, `/staff`: its first page, which shows what each room has to say, then the rooms' own pages, and
 * `/staff/api` behind them. Staff only.
 */
export function createStaffRouter(
  parts: OfficeParts & Omit<RoomParts, 'db'>,
  rooms: readonly Room[],
): Router {
  return createOfficeRouter(parts, { role: 'staff', rooms: [firstPage(parts, rooms), ...rooms] });
}

const firstPage = ({ traces, now }: Omit<RoomParts, 'db'>, rooms: readonly Room[]): Room => ({
  assets: new URL('./assets/', import.meta.url),
  addRoutes: (pages) => {
    const shown = rooms.flatMap(({ home }) => home ?? []);
    const scripts = ['session', 'retry', ...shown.flatMap((part) => part.scripts ?? [])].map(
      (name) => `/staff/assets/${name}.js`,
    );
    pages.get('/', async (request, response) => {
      const at = now();
      // Its list of what is to be watched quotes messages.
      await traces.read(actorOf(request), 'watch_read');
      const parts = await Promise.all(shown.map((part) => part.show(at)));
      const main = html`${parts.filter((part) => part !== undefined)}`;
      const styles = ['/staff/assets/staff.css'];
      const page = { title: officeTexts.staff, main, path: '/staff', scripts, styles };
      response.type('html').send(officePage({ ...page, signed: signedOf(request) }));
    });
  },
});
