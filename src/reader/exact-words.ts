import { bareWords, fold } from '#src/platform/french/text-analysis.ts';

/** What a person wants other than an answer from the knowledge. */
export type Intent = 'handoff' | 'referencing' | 'alerts' | 'privacy' | 'status' | 'help';

/** Commands that buttons send and that people may type with a slash. */
const COMMANDS: ReadonlyMap<string, Intent> = new Map([
  ['expert', 'handoff'],
  ['aide', 'help'],
  ['inscription', 'referencing'],
  ['alertes', 'alerts'],
  ['donnees', 'privacy'],
  ['suivi', 'status'],
]);

/**
 * Whole messages that are a wish whoever reads them, also where no reader runs: what buttons, help and our own messages
 * teach. Forty at most; every other way to say them is learnt from examples.
 */
const WHOLE: ReadonlyMap<string, Intent> = new Map([
  ...COMMANDS,
  ['un expert', 'handoff'],
  ['un humain', 'handoff'],
  ['un conseiller', 'handoff'],
  ['parler a un expert', 'handoff'],
  ['je veux parler a un expert', 'handoff'],
  ['je veux parler a un humain', 'handoff'],
  ['m inscrire', 'referencing'],
  ['je veux m inscrire', 'referencing'],
  ['me referencer', 'referencing'],
  ['referencer mon entreprise', 'referencing'],
  ['mes alertes', 'alerts'],
  ['arreter les alertes', 'alerts'],
  ['je veux recevoir les alertes', 'alerts'],
  ['je veux recevoir des alertes', 'alerts'],
  ['je veux des alertes', 'alerts'],
  ['moins souvent', 'alerts'],
  ['plus souvent', 'alerts'],
  ['reprendre les alertes', 'alerts'],
  ['mes donnees', 'privacy'],
  ['mes donnees personnelles', 'privacy'],
  ['supprimez mes donnees', 'privacy'],
  ['exportez mes donnees', 'privacy'],
  ['ou en est ma demande', 'status'],
  ['help', 'help'],
  ['menu', 'help'],
  ['start', 'help'],
  ['bonjour', 'help'],
  ['merci', 'help'],
]);

/** Of them, those that say which act of the wish is meant. */
const ACTS: ReadonlyMap<string, string> = new Map([
  ['mes alertes', 'alerts.show'],
  ['alertes', 'alerts.show'],
  ['arreter les alertes', 'alerts.stop'],
  ['je veux recevoir les alertes', 'alerts.start'],
  ['je veux recevoir des alertes', 'alerts.start'],
  ['je veux des alertes', 'alerts.start'],
  ['reprendre les alertes', 'alerts.start'],
  ['moins souvent', 'alerts.slower'],
  ['plus souvent', 'alerts.faster'],
]);

/** Of them, those after which one may say what it is about: « je veux parler à un expert au sujet de… ». */
const OPENING = ['je veux parler a un expert', 'je veux parler a un humain'];
/** Experts who are not ours: « un expert-comptable ». */
const NOT_OURS: ReadonlySet<string> = new Set(
  'comptable judiciaire municipal technique foncier immobilier independant agree assurance'.split(' '),
);
/** Characters of a message that says no more than its wish and what it is about. */
const LONGEST = 120;

/** What a button wishes by its value; undefined for one that is a feature's own. */
export const wishOfButton = (value: string): Intent | undefined => COMMANDS.get(value);

/** What exactly a whole message is known to want, where its wish has several acts. */
export const actOfWords = (text: string): string | undefined => ACTS.get(bareWords(text));

/** What a whole message is known to wish: a command with its sign, or one of the exact words. */
export function wishOfWords(text: string): Intent | undefined {
  const command = /^\s*\/(\p{L}+)\s*$/u.exec(text)?.[1];
  const said = bareWords(text);
  return (command && COMMANDS.get(fold(command))) || WHOLE.get(said) || opened(text, said);
}

const opened = (text: string, said: string): Intent | undefined => {
  if (text.length > LONGEST || text.includes('?')) return undefined;
  const opening = OPENING.find(
    (words) =>
      said.startsWith(`${words} `) && !NOT_OURS.has(said.slice(words.length + 1).split(' ')[0] ?? ''),
  );
  return opening === undefined ? undefined : WHOLE.get(opening);
};
