import { describe, expect, it } from 'vitest';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import { Talk } from '#support/world/talk/talk.ts';

const LATER = 'bon laissez l’inscription je verrai ce soir';
const ALERTS = 'moi ce que je veux c’est recevoir les annonces';
const NAME = 'la boîte elle s’appelle Rayon Bleu';
const TRADE = 'et on fait du nettoyage de bureaux';
const NO_SIRET = 'alors le numéro je l’ai pas avec moi';
const STOP = 'non mais arrêtez je veux pas m’inscrire';
const ODD = 'Halte au Feu';
const ASIDE = 'et mes infos là elles sont vues par qui';

/** What words want, as if it had been learnt from examples. */
const WANTS: Readonly<Record<string, readonly [string, number]>> = {
  [LATER]: ['form.later', 0.9],
  [`${LATER} ${ALERTS}`]: ['alerts.start', 0.9],
  [ALERTS]: ['alerts.start', 0.95],
  [NAME]: ['form.name', 0.9],
  [`mais ${NAME}`]: ['form.name', 0.9],
  [TRADE]: ['form.activity', 0.9],
  [NO_SIRET]: ['form.skip', 0.9],
  [STOP]: ['form.later', 0.95],
  [ODD]: ['form.name', 0.2],
  [ASIDE]: ['question', 0.95],
  'Rayon Bleu': ['form.name', 0.95],
  'on est trois': ['small-answer', 0.9],
};
const reads = async (text: string): Promise<readonly WishScore[]> => {
  const [wish, probability] = WANTS[text] ?? ['question', 0.9];
  return [
    { wish, probability },
    { wish: 'unanswerable', probability: 1 - probability },
  ];
};
const ACTS = Object.fromEntries(
  Object.entries(WANTS).flatMap(([text, [wish]]) =>
    /^(?:alerts|form\.(?:later|skip))/.test(wish) ? [[text, wish]] : [],
  ),
);
const textOf = async (told: ReturnType<Talk['tell']>): Promise<string> =>
  (await told).map(({ text }) => text).join('\n');
const started = () => Talk.start(undefined, undefined, ACTS, {}, reads);
/** The form, where it asks for the SIRET; then for the name. */
async function toName(talk: Talk): Promise<void> {
  await talk.tell('je veux m’inscrire');
  expect(await textOf(talk.tell('passer'))).toContain('Quel est le nom');
}

describe('The sign-up listens', () => {
  it('to what is wanted beside: it waits, and the alerts are asked for', async () => {
    await using talk = await started();
    await talk.tell('je veux m’inscrire');
    const text = await textOf(talk.tell(`${LATER} ${ALERTS}`));
    expect(text).toContain('C’est gardé');
    expect(text).toContain('Je garde votre demande d’alertes');
    expect(text).not.toContain('SIRET');
  });

  it('never takes a refusal for a name', async () => {
    await using talk = await started();
    await toName(talk);
    const text = await textOf(talk.tell(STOP));
    expect(text).toContain('C’est gardé');
    expect(text).not.toContain('forme juridique');
  });

  it('asks whether odd words are the name, and takes them then', async () => {
    await using talk = await started();
    await toName(talk);
    expect(await textOf(talk.tell(ODD))).toContain(
      'Est-ce bien le nom de votre entreprise : « Halte au Feu » ?',
    );
    expect(await textOf(talk.tell('oui'))).toContain('Quelle est sa forme juridique');
    expect(await textOf(talk.tell('résumé'))).toContain('Nom : Halte au Feu');
  });

  it('asks again for the name, where the words were not it', async () => {
    await using talk = await started();
    await toName(talk);
    await talk.tell(ODD);
    expect(await textOf(talk.tell('non'))).toContain('Quel est le nom');
    expect(await textOf(talk.tell('Rayon Bleu'))).toContain('Quelle est sa forme juridique');
  });

  it('takes all that one message tells, passes over what is not to be had, and says what it understood', async () => {
    await using talk = await started();
    await talk.tell('je veux m’inscrire');
    const all = `${NO_SIRET}, mais ${NAME} on est à Marseille dans le quinzième on est trois ${TRADE}`;
    const text = await textOf(talk.tell(all));
    expect(text).toContain('Nom : Rayon Bleu');
    expect(text).toContain('Commune : Marseille 15e (13)');
    expect(text).toContain('Effectif : 1 à 9');
    expect(text).toContain('CPV 90910000');
    expect(text).toContain('dites « modifier »');
    expect(text).toContain('Sans SIRET, votre fiche est gardée');
    expect(text).toContain('Quelle est sa forme juridique');
  });

  it('lets a question be answered, comes back once, and then waits by itself', async () => {
    await using talk = await started();
    await talk.tell('je veux m’inscrire');
    const first = await textOf(talk.tell(ASIDE));
    expect(first).not.toContain('Je n’ai pas lu de SIRET');
    expect(first).toContain('Quel est le SIRET');
    const second = await textOf(talk.tell(ASIDE));
    expect(second).toContain('Votre inscription est gardée : « reprendre » quand vous voulez.');
    expect(second).not.toContain('Quel est le SIRET');
    const third = await textOf(talk.tell(ASIDE));
    expect(third).not.toContain('Votre inscription est gardée');
    expect(third).not.toContain('Quel est le SIRET');
    expect(await textOf(talk.tell('reprendre'))).toContain('Quel est le SIRET');
  });
});
