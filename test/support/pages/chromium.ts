/** Where Debian installs Chromium. */
export const CHROMIUM = '/usr/bin/chromium';

/** Flags for a headless Chromium run by root on a machine without network: no background request, no sandbox. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
