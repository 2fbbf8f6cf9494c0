/** Whom the hotline answers. The SDK checks neither: an activity tells where its answers, with our token, must go. */
export interface Trust {
  serviceUrl(url: string): boolean;
  tenant(tenantId: string | undefined): boolean;
}

/** Where Teams takes the answers of bots, for every region. */
const MICROSOFT_HOSTS = ['smba.trafficmanager.net'];

/**
 * Allow-lists of service hosts and tenants. Without authentication, anybody could make the hotline call any address:
 * only this machine is then answered.
 */
export function createTrust(settings: {
  auth: 'on' | 'off';
  tenantId: string;
  allowedTenants: readonly string[];
  serviceHosts: readonly string[];
}): Trust {
  const hosts = new Set([...MICROSOFT_HOSTS, ...settings.serviceHosts]);
  const given = settings.allowedTenants.length > 0 ? settings.allowedTenants : [settings.tenantId];
  const tenants = new Set(given.filter(Boolean).map((tenant) => tenant.toLowerCase()));
  return {
    serviceUrl: (url) => {
      if (!URL.canParse(url)) return false;
      const { protocol, hostname, username, password } = new URL(url);
      if (username || password) return false;
      if (settings.auth === 'off') return /^https?:$/.test(protocol) && isLoopback(hostname);
      // A token never leaves this machine in clear.
      return hosts.has(hostname) && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
    },
    tenant: (tenantId) =>
      (settings.auth === 'off' && tenants.size === 0) ||
      (tenantId !== undefined && tenants.has(tenantId.toLowerCase())),
  };
}

const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
