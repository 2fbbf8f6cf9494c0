/** Words of a plan that counts back from a closing. */
export const planTexts = {
  /** « 12:00 » → « à 12 h », « 16:30 » → « à 16 h 30 » */
  hour: (time: string): string => {
    const [hours = '', minutes = ''] = time.split(':');
    return `à\u00A0${Number(hours)}\u00A0h${minutes === '00' ? '' : `\u00A0${minutes}`}`;
  },
} as const;
