import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HotlineError } from '#src/platform/errors.ts';
import { mailErrors } from './texts.ts';

/** Those who check refuse shorter keys (RFC 8301 §3.2). */
const KEY_BITS = 1_024;

/**
 * Reads the key by which mails are signed, once, at the start.
 * @returns the private key, in PEM
 * @throws HotlineError `config` when the file can't be read, or holds no private key of RSA that is long enough
 */
export function readDkimKey(path: string): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    throw new HotlineError('config', mailErrors.noKeyFile(path));
  }
  if (!isLongEnough(pem)) throw new HotlineError('config', mailErrors.badKey(path, KEY_BITS));
  return pem;
}

function isLongEnough(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= KEY_BITS;
  } catch {
    return false;
  }
}
