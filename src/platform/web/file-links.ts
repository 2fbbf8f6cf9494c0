import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import type { OutboundFile } from '#src/channel/port.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { httpTexts } from './texts.ts';

/** Signed addresses of files to take away, for channels that can only give a link. */
export interface FileLinks {
  /** @returns an address that serves for a day */
  linkTo(fileId: string): string;
  readonly router: Router;
}

const PATH = '/files';

/**
 * Links that expire: `/files/ID?until=…&signature=…`, signed by HMAC-SHA256 over the id and the moment, so that nobody
 * finds another person's file by trying ids.
 */
export function createFileLinks(parts: {
  publicUrl: () => string;
  secret: string;
  readFile: (fileId: string) => Promise<OutboundFile | undefined>;
  /** Said before a file is given. */
  onRead?: (request: Request, fileId: string) => Promise<void>;
  now: () => number;
}): FileLinks {
  const sign = (fileId: string, until: number): string =>
    createHmac('sha256', parts.secret).update(`${fileId} ${until}`).digest('base64url');
  const router = Router();
  router.get(`${PATH}/:id`, async (request, response) => {
    const { id } = request.params;
    const until = Number(request.query.until);
    const given = Buffer.from(String(request.query.signature ?? ''));
    const expected = Buffer.from(sign(id, until));
    const signed = given.length === expected.length && timingSafeEqual(given, expected);
    const file = signed && until >= parts.now() ? await parts.readFile(id) : undefined;
    response.set({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    });
    if (!file) {
      response.status(404).type('text/plain').send(`${httpTexts.fileGone}\n`);
      return;
    }
    await parts.onRead?.(request, id);
    response
      // No header takes a line break or half a character.
      .attachment(file.name.replace(/\p{C}/gu, ''))
      .set('Content-Security-Policy', "sandbox; default-src 'none'")
      .type(file.mediaType)
      .send(Buffer.from(file.bytes));
  });
  return {
    router,
    linkTo: (fileId) => {
      const until = parts.now() + DAY_MS;
      return `${parts.publicUrl()}${PATH}/${fileId}?until=${until}&signature=${sign(fileId, until)}`;
    },
  };
}
