import { describe, expect, it } from 'vitest';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { Talk } from '#support/world/talk/talk.ts';

const ASKED = 'quelqu’un peut me rappeler ce soir après 18h pour l’histoire de la boîte qui me paye pas';
const WANTED = 'je veux parler à un expert svp';
const started = () =>
  Talk.start(undefined, Date.UTC(2026, 11, 1, 13), {
    [ASKED]: 'expert.call-back',
    [WANTED]: 'expert.ask',
  });
const textOf = async (told: ReturnType<Talk['tell']>): Promise<string> =>
  (await told).map(({ text }) => text).join('\n');

describe('A number that is left once a call was offered', () => {
  it.each([
    [
      '06 12 34 56 78 bruno apres 18h. et dit leur que ça presse j ai les paie a faire le 5 y a pas de consultation',
      '18h',
    ],
    [
      '06 12 34 56 78 c’est karim, demain matin plutôt, et c’est pressé je paie les salaires le 10, j’ai pas d’appel d’offres',
      'demain matin',
    ],
    ['mon tel c’est le 06 12 34 56 78. je finis à 18h. l’urssaf me prélève le 15', '18h'],
    ['06 12 34 56 78 jeudi à 14 h, le loyer du dépôt tombe le 8', 'jeudi à 14 h'],
    [
      '0612345678 après 17h, dites lui bien que la boîte me doit 21000 et que je suis à bout de souffle',
      '17h',
    ],
    [
      'tenez 06.12.34.56.78 moi c’est lucas, je suis sur un toit toute la journée alors plutôt à 12 h',
      '12 h',
    ],
  ])('is noted with its moment, and no day of pay closes anything: « %s »', async (said, when) => {
    for (const wish of [ASKED, WANTED]) {
      await using talk = await started();
      await talk.tell(wish);
      const text = await textOf(talk.tell(said));
      expect(text).toContain('06 12 34 56 78');
      expect(text).toContain(when);
      expect(text).not.toContain('Date limite notée');
      expect((await currentCase(talk.db, talk.id))?.deadline).toBeUndefined();
    }
  });

  it.each([
    'vous avez mon numéro oui ou non ?',
    'alors c’est bon vous avez mon 06 ou pas ?',
    'vous avez bien noté mon numéro ?',
    'est-ce que mon numéro est noté ?',
    'mon téléphone est enregistré ou pas',
    'mais non le 5 c est la paie de mes gars!! vous avez mon numero oui ou non?',
  ])('is said to be noted to who asks: « %s »', async (said) => {
    await using talk = await started();
    await talk.tell(ASKED);
    await talk.tell('06 12 34 56 78 demain à 14 h');
    const text = await textOf(talk.tell(said));
    expect(text).toContain('06 12 34 56 78');
    expect(text).toContain('demain à 14 h');
  });

  it('takes back the day that was noted, of who says that it is something else', async () => {
    await using talk = await started();
    await talk.tell(WANTED);
    await talk.tell('ça ferme le 5 décembre 2026 à midi');
    expect((await currentCase(talk.db, talk.id))?.deadline).toBeDefined();
    await talk.tell('mais non le 5 c’est la paie de mes gars');
    expect((await currentCase(talk.db, talk.id))?.deadline).toBeUndefined();
  });

  it('asks no closing date of who is not paid by the firm that took them on', async () => {
    await using talk = await started();
    const text = await textOf(talk.tell(ASKED));
    expect(text).not.toContain('Quand ferme votre consultation');
    await using other = await Talk.start(undefined, Date.UTC(2026, 11, 1, 13), {
      'je bosse pour une grosse boîte sur une école et elle me paye pas, je veux parler à un expert':
        'expert.ask',
    });
    expect(
      await textOf(
        other.tell(
          'je bosse pour une grosse boîte sur une école et elle me paye pas, je veux parler à un expert',
        ),
      ),
    ).not.toContain('Quand ferme votre consultation');
  });
});
