/** Characters of a question that are said back. */
const SAID_BACK = 200;

const cut = (question: string): string => {
  const flat = question.replace(/\s+/g, ' ').trim();
  return flat.length <= SAID_BACK ? flat : `${flat.slice(0, SAID_BACK).trimEnd()}…`.toWellFormed();
};

/** What somebody reads whose question had no answer, and has one now. */
export const newsTexts = {
  asked: (question: string): string =>
    `Vous aviez demandé : « ${cut(question)} ». Nous savons maintenant répondre :`,
};
