import { createHash } from 'node:crypto';

const KEY_LENGTH = 10;

/** What the address of a company's page ends with: it tells nothing of the company, and stays when its name changes. */
export const cardKey = (companyId: string): string =>
  createHash('sha256').update(`directory ${companyId}`).digest('hex').slice(0, KEY_LENGTH);
