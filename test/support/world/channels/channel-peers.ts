import type { ChannelPeerKind } from './channel-peer.ts';
import { SlackPeer } from './slack-peer.ts';
import { TeamsPeer } from './teams-peer.ts';
import { TelegramPeer } from './telegram-peer.ts';

/** Every channel, in each of its ways: each keeps the whole contract. */
export const CHANNEL_PEERS: readonly ChannelPeerKind[] = [
  { name: 'teams', open: (options) => TeamsPeer.open(options) },
  { name: 'telegram webhook', open: (options) => TelegramPeer.open('webhook', options) },
  { name: 'telegram polling', open: (options) => TelegramPeer.open('polling', options) },
  { name: 'slack http', open: (options) => SlackPeer.open('http', options) },
  { name: 'slack socket mode', open: (options) => SlackPeer.open('socket', options) },
];
