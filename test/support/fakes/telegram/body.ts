import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A file of an upload. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface RequestBody {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** Reads what the Bot API accepts: JSON, or a form with files. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const body = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
  if (boundary) return readForm(body, boundary);
  return { payload: body.length > 0 ? JSON.parse(body.toString('utf8')) : {}, files: new Map() };
}

function readForm(body: Buffer, boundary: string): RequestBody {
  const payload: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const part of partsOf(body, `--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n');
    const headers = part.subarray(0, end).toString('utf8');
    const content = part.subarray(end + 4);
    const name = /name="([^"]*)"/i.exec(headers)?.[1] ?? '';
    // As Telegram's own server reads it: up to the end of the line or a semicolon.
    const fileName = /filename="?([^;"\r\n]*)/i.exec(headers)?.[1];
    if (fileName !== undefined) files.set(name, { name: fileName, bytes: new Uint8Array(content) });
    else payload[name] = fieldValue(content.toString('utf8'));
  }
  return { payload, files };
}

function partsOf(body: Buffer, mark: string): Buffer[] {
  const parts: Buffer[] = [];
  let start = body.indexOf(mark);
  while (start >= 0) {
    const from = start + mark.length + 2;
    const next = body.indexOf(`\r\n${mark}`, from);
    if (next < 0) break;
    parts.push(body.subarray(from, next));
    start = next + 2;
  }
  return parts;
}

/** Fields of a form are text; Telegram reads numbers and JSON in them. */
function fieldValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
