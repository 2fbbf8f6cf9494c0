/** Above so many persons, a second member of the staff says yes too. */
export const ALONE_UP_TO = 20;

/** Whether telling so many persons takes two members of the staff. */
export const needsSecond = (people: number): boolean => people > ALONE_UP_TO;
