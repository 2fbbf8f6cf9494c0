import type { Request, Response } from 'express';
import type { BrowserPlace, Browsers } from '#src/channel/browsers.ts';
import type { Sessions } from './session.ts';

/** The browser of a request, and where it stands. */
export interface Standing extends BrowserPlace {
  readonly browserKey: string;
}

/** Finds out where the browser of a request stands. */
export interface Standings {
  /** Where it stands, where its cookie opens something. */
  read(request: Request): Promise<Standing | undefined>;
  /** The same; one that has no cookie, or whose cookie opens nothing any more, is given another. */
  keep(request: Request, response: Response): Promise<Standing>;
}

/** @param browsers who knows the browsers, once the hotline has started */
export function createStandings(sessions: Sessions, browsers: () => Browsers): Standings {
  const at = async (browserKey: string): Promise<Standing | undefined> => {
    const place = await browsers().place(browserKey);
    return place && { browserKey, ...place };
  };
  return {
    read: async (request) => {
      const key = sessions.read(request);
      return key === undefined ? undefined : at(key);
    },
    keep: async (request, response) => {
      const key = sessions.read(request);
      const known = key === undefined ? undefined : await at(key);
      if (known) {
        sessions.keep(request, response);
        return known;
      }
      const browserKey = sessions.renew(request, response);
      return { browserKey, conversationKey: browserKey, isAway: false };
    },
  };
}
