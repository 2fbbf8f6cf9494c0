import { createHash, createVerify, type KeyObject } from 'node:crypto';

/** What a signature says, and whether it holds. */
export interface CheckedSignature {
  readonly domain: string | undefined;
  readonly selector: string | undefined;
  /** The headers that it covers, in small letters. */
  readonly covered: readonly string[];
  readonly bodyHolds: boolean;
  readonly headersHold: boolean;
}

const relaxedValue = (value: string): string =>
  value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();

/** The body as it is signed (RFC 6376 §3.4.4). */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  const text = lines.join('\r\n').replace(/(?:\r\n)+$/, '');
  return text === '' ? '' : `${text}\r\n`;
}

/**
 * Checks the signature of a mail as those who receive it do (RFC 6376, relaxed on both sides, SHA-256).
 * @param raw the mail as it came, a character a byte
 * @returns undefined where there is none
 */
export function checkSignature(raw: string, publicKey: KeyObject): CheckedSignature | undefined {
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
  const own = fields.find(({ name }) => name === 'dkim-signature');
  if (!own) return undefined;
  const afterColon = ({ line }: { readonly line: string }) => line.slice(line.indexOf(':') + 1);
  const tags = new Map(
    relaxedValue(afterColon(own))
      .split(';')
      .map((tag) => {
        const at = tag.indexOf('=');
        return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s/g, '')] as const;
      }),
  );
  const covered = (tags.get('h') ?? '').toLowerCase().split(':');
  const signed = covered.flatMap((name) => {
    const field = fields.findLast((one) => one.name === name);
    return field ? [`${name}:${relaxedValue(afterColon(field))}\r\n`] : [];
  });
  const unsigned = relaxedValue(afterColon(own)).replace(/(?<=[; ]b=)[^;]*/, '');
  const verify = createVerify('RSA-SHA256').update(`${signed.join('')}dkim-signature:${unsigned}`, 'latin1');
  const body = relaxedBody(raw.slice(end + 4));
  return {
    domain: tags.get('d'),
    selector: tags.get('s'),
    covered,
    bodyHolds: createHash('sha256').update(body, 'latin1').digest('base64') === tags.get('bh'),
    headersHold: verify.verify(publicKey, tags.get('b') ?? '', 'base64'),
  };
}
