/** A code (RFC 3463) at the start of what a server says. */
const CODED = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/;
/** No such mailbox (5.1.1), domain (5.1.2), syntax of it (5.1.3), moved (5.1.6), takes no mail (5.1.10), disabled (5.2.1). */
const DEAD: readonly string[] = ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'];
/** The same in words, of servers that give no such code: a mailbox that is not, and nothing else. */
const SAYS_DEAD =
  /\bno such (?:user|recipient|mailbox)\b|\b(?:user|recipient|mailbox) (?:is )?unknown\b|\bunknown (?:user|recipient|mailbox)\b|\b(?:user|recipient|mailbox) (?:does not|doesn't) exist\b|\b(?:utilisateur|destinataire) inconnu\b/i;
/** Words that are about us, or about machines: those of before may be said of them then. */
const OF_OTHERS =
  /\brelay|\bauthent|\bsender|\bexp(?:é|e|[^\w\s]{1,2})diteur|\bdomain|\bdns\b|\bptr\b|\bspf\b|\bdkim\b|\bdmarc\b|\baccount|\bcompte|\bhost/i;
/** Recipients are refused at once; what is refused before or after that is what we are, or what we said. */
const OTHER_COMMAND = /\bin reply to (?:end of )?(?:mail from|data)\b/i;

/** Whether a code (RFC 3463) says that no mail reaches an address. Pure. */
export const isDeadCode = (code: string): boolean => DEAD.includes(code);

/** Whether what a server said was said of something else than a recipient. Pure. */
export const isOfOtherCommand = (said: string): boolean => OTHER_COMMAND.test(said);

/**
 * Whether a refused recipient is an address that no mail reaches: only where the server says just that. Lists of senders,
 * quotas, SPF and a server's own rules are for staff to mend, or pass: they would stop the mails of everybody. Pure.
 * @param response « 550 5.1.1 unknown »
 */
export function saysDeadAddress(response: string): boolean {
  const code = CODED.exec(response)?.[1];
  if (code !== undefined) return isDeadCode(code);
  // « 550 mailbox <anne@exemple.fr> does not exist »: names are in addresses too.
  const words = response
    .split(/\s+/)
    .filter((word) => !word.includes('@'))
    .join(' ');
  return SAYS_DEAD.test(words) && !OF_OTHERS.test(words);
}
