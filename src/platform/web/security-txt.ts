import { Router } from 'express';
import { DAY_MS } from '#src/platform/calendar/durations.ts';

const PATH = '/.well-known/security.txt';
/** RFC 9116 §2.5.5 recommends less than a year: nobody must trust an address that was forgotten there. */
const VALID_MS = 180 * DAY_MS;

/** Whom to write to about a weakness, as RFC 9116 has it; nothing is there unless both are told. */
export function createSecurityTxt({
  contact,
  publicUrl,
  now,
}: {
  /** A mail address, or a page over https. */
  readonly contact: string | undefined;
  readonly publicUrl: string | undefined;
  readonly now: () => number;
}): Router {
  const router = Router();
  if (contact === undefined || publicUrl === undefined) return router;
  const lines = () => [
    `Contact: ${contact.includes('://') ? contact : `mailto:${contact}`}`,
    `Expires: ${new Date(now() + VALID_MS).toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${publicUrl.replace(/(?<!\/)\/+$/, '')}${PATH}`,
  ];
  router.get(PATH, (_request, response) => {
    response.set('X-Content-Type-Options', 'nosniff').type('text/plain; charset=utf-8');
    response.send(`${lines().join('\n')}\n`);
  });
  return router;
}
