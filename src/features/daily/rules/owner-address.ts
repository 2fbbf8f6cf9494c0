import { fold } from '#src/platform/french/text-analysis.ts';

/** Somebody of the staff who can be written to. */
export interface Member {
  readonly name: string;
  readonly email: string;
}

const ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/i;

/** The mail address that the owner of a page is given by: « Léa Martin <lea@exemple.fr> », « lea@exemple.fr ». */
export const addressIn = (owner: string): string | undefined => ADDRESS.exec(owner.slice(0, 300))?.[0];

/** The address of the member of the staff whom the owner of a page names; undefined for a team, or where two have the name. */
export function addressOfOwner(owner: string, members: readonly Member[]): string | undefined {
  const named = members.filter(({ name }) => plain(name) === plain(owner));
  return named.length === 1 ? named[0]?.email : undefined;
}

const plain = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
