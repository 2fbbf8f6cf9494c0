import { isDeadCode, isOfOtherCommand, saysDeadAddress } from './dead-address.ts';

/** What a report says of the mail that it is about: no mail reaches an address; this one did not arrive, or waits; nothing that is understood. */
export type Delivery = 'dead' | 'passing' | 'unclear';

/** What a report says, and of whom. */
export interface DeliveryTold {
  readonly delivery: Delivery;
  /** Where dead, the addresses that no mail reaches, in small letters: those that the mail was last for, whoever it was sent to. */
  readonly dead: readonly string[];
}

type Fields = ReadonlyMap<string, string>;

/** The fields of each group of a `message/delivery-status` (RFC 3464 §2.1), folded lines joined. */
function groupsOf(text: string): Fields[] {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map(
      (group) =>
        new Map(
          group.split('\n').flatMap((line): [string, string][] => {
            const colon = line.indexOf(':');
            return colon < 1
              ? []
              : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
          }),
        ),
    );
}

/** Servers that could say no more say so. */
const VAGUE = /^\d\.0\.0$/;
const CODE = /^\d\.\d{1,3}\.\d{1,3}/;

function isDead(fields: Fields): boolean {
  if (isOfOtherCommand(fields.get('diagnostic-code') ?? '')) return false;
  const code = CODE.exec(fields.get('status') ?? '')?.[0];
  if (code !== undefined && !VAGUE.test(code)) return isDeadCode(code);
  // « smtp; 550 5.1.1 … »
  const said = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]{1,40} ?; ?/, '');
  return saysDeadAddress(said);
}

/** « rfc822; anne@exemple.fr » */
const ADDRESS = /^(?:rfc822|utf-8) ?; ?<?([^\s<>;]{1,320})>?$/i;

/**
 * What a delivery status says (RFC 3464 §2.3): an address is dead where each recipient of it failed so, by the same codes as
 * at once. Who the mail was first for (`Original-Recipient`) may pass it on to somebody who left, and be there all the
 * same: only who it was last for counts. Pure.
 */
export function deliveryIn(status: string): DeliveryTold {
  const recipients = groupsOf(status).filter((fields) => fields.has('action'));
  if (recipients.length === 0) return { delivery: 'unclear', dead: [] };
  const isOver = recipients.every(
    (fields) => /^failed\b/i.test(fields.get('action') ?? '') && isDead(fields),
  );
  if (!isOver) return { delivery: 'passing', dead: [] };
  const dead = recipients.flatMap((fields) => {
    const address = ADDRESS.exec(fields.get('final-recipient') ?? '')?.[1];
    return address === undefined ? [] : [address.toLowerCase()];
  });
  return { delivery: 'dead', dead };
}
