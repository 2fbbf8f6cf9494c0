import { isLoopbackHost } from './sign-in.ts';

/** A service that is sent a secret, by the variable that names its address. */
export interface SecretAddress {
  readonly name: string;
  readonly address: string | undefined;
  /** The variable that holds the secret, where there is one. */
  readonly secret: string;
  readonly isGiven: boolean;
}

/**
 * Refuses addresses where a secret would leave in clear: over http://, except to this machine.
 * @param mistakes where mistakes are added; none repeats the secret
 */
export function checkClearText(services: readonly SecretAddress[], mistakes: string[]): void {
  for (const { name, address, secret, isGiven } of services) {
    if (!isGiven || address === undefined || !URL.canParse(address)) continue;
    const { protocol, hostname } = new URL(address);
    if (protocol === 'http:' && !isLoopbackHost(hostname))
      mistakes.push(
        `${name} : une adresse https:// (${secret} partirait en clair ; http:// n’est permis que vers cette machine)`,
      );
  }
}
