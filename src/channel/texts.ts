/** The channels as people read of them: « sur Telegram », « sur le site ». */
export const channelNames: Readonly<Record<string, string>> = {
  web: 'le site',
  teams: 'Teams',
  slack: 'Slack',
  telegram: 'Telegram',
};
