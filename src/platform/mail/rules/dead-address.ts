/** A code (RFC 3463) at the start of what a server says. */
const CODED = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/;
/** No such mailbox (5.1.1), domain (5.1.2), syntax of it (5.1.3), moved (5.1.6), takes no mail (5.1.10), disabled (5.2.1). */
const DEAD: readonly string[] = ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'];
/** The same in words, of servers that give no such code. */
const SAYS_DEAD = /no such user|user unknown|unknown (?:user|recipient)|does not exist|inconnu|disabled/i;
/** Those words may be about us. */
const OF_SENDER = /\brelay|\bauthent|\bsender\b/i;

/** Whether a code (RFC 3463) says that no mail reaches an address. Pure. */
export const isDeadCode = (code: string): boolean => DEAD.includes(code);

/**
 * Whether a refused recipient is an address that no mail reaches: only where the server says just that. Lists of senders,
 * quotas, SPF and a server's own rules are for staff to mend, or pass: they would stop the mails of everybody. Pure.
 * @param response « 550 5.1.1 unknown »
 */
export function saysDeadAddress(response: string): boolean {
  const code = CODED.exec(response)?.[1];
  if (code !== undefined) return isDeadCode(code);
  return SAYS_DEAD.test(response) && !OF_SENDER.test(response);
}
