import { describe, expect, it } from 'vitest';
import { callBackIn, saysCall } from '#src/features/expert/chat/call-back.ts';
import { firstCallAfter } from '#src/features/expert/chat/call-moment.ts';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { Talk } from '#support/world/talk/talk.ts';

/** A Tuesday at 10:00, in Paris. */
const NOW = Date.UTC(2026, 10, 24, 9);

describe('The moment of a call, as it is said', () => {
  it.each([
    ['Appelez-moi au 06 39 98 12 45, le matin de préférence.', 'le matin'],
    ['vous dites ferme avant 9h donc mappeler a 8h30 c pas possible? mettez 10h alors', '10h'],
    ['et c 10h le rappel pas avant 9h !', '10h'],
    ['non pas 8h30, plutôt 11h', '11h'],
    ['rapeler moi plutot demain matin vers 8h30 au 06 12 34 56 78', 'plutot demain matin vers 8h30'],
    [
      'que quelqun m appelle pas demain matin j suis sur chantier plutot apres 17h jeudi',
      'plutot apres 17h jeudi',
    ],
    ['lundi matin ou mardi après 14 h', 'lundi matin ou mardi après 14 h'],
    ['pas avant 9h', 'pas avant 9h'],
    ['ya pas quelqun qui peut mappeler demain apres 14h au 06 51 27 84 39', 'demain apres 14h'],
    ['Il n’y aurait pas quelqu’un qui puisse me rappeler jeudi matin ?', 'jeudi matin'],
    ['vous pourriez pas me passer un coup de fil vendredi vers 10h', 'vendredi vers 10h'],
    ['ça vous dérange pas de m’appeler mercredi à 11h ?', 'mercredi à 11h'],
    ['j’y arrive pas rappelez moi demain à 9h', 'demain à 9h'],
    ['c’est pas la peine d’appeler demain', 'c’est pas la peine d’appeler demain'],
    ['je veux pas qu’on m’appelle demain matin', 'je veux pas qu’on m’appelle demain matin'],
    ['lundi 30 novembre à 9 h', 'lundi 30 novembre à 9 h'],
    ['Le recours presse : vendredi à midi. Appelez-moi au 06 39 98 12 45, le matin.', 'le matin'],
    ['Appelez-moi au 06 39 98 12 45, ça ferme vendredi midi.', undefined],
    ['14h', '14h'],
    ['rappelez-moi, jamais avant 10 h', 'jamais avant 10 h'],
    ['je ne suis pas disponible lundi, plutôt mardi', 'plutôt mardi'],
    ['Je ne suis pas joignable jeudi matin', undefined],
    ['à 10 h je ne suis pas libre', undefined],
    ['je préfère lundi, mardi je suis en déplacement', 'lundi'],
    ['je suis occupé le matin, appelez l’après-midi', 'après-midi'],
    ['je suis en réunion jusqu’à 10h', 'après 10h'],
    ['rappelez-moi tous les jours sauf le mercredi', 'tous les jours sauf le mercredi'],
    ['n’importe quand sauf à midi', 'n’importe quand sauf à midi'],
    ['pas joignable après 17h', 'pas joignable après 17h'],
    ['inutile d’appeler avant 10h', 'inutile d’appeler avant 10h'],
    ['je ne peux pas parler le matin', 'je ne peux pas parler le matin'],
    ['c’est pas 10h c’est 11h', '11h'],
    ['non pas vendredi c est demain midi qu il faut m appeler', 'demain midi'],
    ['rappelez-moi le 10 décembre à 14h', 'le 10 décembre à 14h'],
    ['de 14h à 16h', 'de 14h à 16h'],
    ['demain entre 9 et 11h', 'demain entre 9 et 11h'],
    ['à 10:30', 'à 10:30'],
    ['rappelez-moi lundi, mais pas avant 10 h', 'lundi, mais pas avant 10 h'],
    ['je travaille jusqu’à 17h', 'après 17h'],
    ['en dehors de 12h-14h', 'en dehors de 12h-14h'],
    ['demain 10h ou 15h', 'demain 10h ou 15h'],
    ['rappelez-moi après ma réunion de 10h à 11h', 'rappelez-moi après ma réunion de 10h à 11h'],
    ['mercredi impossible, jeudi ok', 'jeudi'],
    ['La date limite de l’appel d’offres est vendredi à midi', undefined],
    ['finalement la visite du site est jeudi à 14h', undefined],
    ['Quels documents joindre à mon offre pour vendredi midi ?', undefined],
  ])('of « %s » is « %s »', (text, when) => {
    expect(callBackIn(text).when).toBe(when);
  });
});

describe('The moment of a call, and not another', () => {
  it.each([
    ['appelez-moi avant mardi soir', 'avant mardi soir'],
    ['appelez-moi avant demain midi', 'avant demain midi'],
    ['rappelez-moi après jeudi', 'après jeudi'],
    ['je suis joignable à partir de jeudi', 'à partir de jeudi'],
    ['vous pouvez m’appeler jusqu’à vendredi', 'jusqu’à vendredi'],
    ['rappelez-moi d’ici vendredi', 'd’ici vendredi'],
    ['dès lundi si possible', 'dès lundi'],
    ['du lundi au jeudi entre 9h et 11h', 'du lundi au jeudi entre 9h et 11h'],
    ['lundi en huit à 10h', 'lundi en huit à 10h'],
    ['j’ai une réunion à 10h, sinon quand vous voulez', undefined],
    ['j’ai une réunion à 10h, appelez-moi à 14h', 'à 14h'],
    ['vendredi matin j’ai rdv chez le médecin', undefined],
    ['vendredi matin j’ai rdv chez le médecin, rappelez-moi vendredi à 15h', 'vendredi à 15h'],
    ['je suis chez un client mardi', undefined],
    ['mardi je suis sur un chantier, mercredi ça va', 'mercredi'],
    ['on a une visite jeudi à 14h, appelez vendredi', 'vendredi'],
    ['mardi, mais pas le matin', 'mardi, mais pas le matin'],
    ['j’ai appelé hier à 10h personne a répondu', undefined],
    ['votre collègue devait m’appeler lundi à 10h, il l’a pas fait', undefined],
    ['votre collègue devait m’appeler lundi, rappelez-moi mardi à 10h', 'mardi à 10h'],
    ['je serai au bureau lundi matin', 'lundi matin'],
    ['pas avant jeudi', 'pas avant jeudi'],
    ['la visite est mardi à 10h, rappelez-moi avant', undefined],
    ['rappelez-moi après ma réunion de mardi', 'rappelez-moi après ma réunion de mardi'],
    ['lundi je suis en formation jusqu’à 16h, appelez après', 'lundi je suis en formation jusqu’à 16h'],
    ['je bosse lundi mais mardi matin ok', 'mardi matin'],
    ['j’ai un rdv mardi à 14h donc appelez plutôt mercredi', 'plutôt mercredi'],
  ])('of « %s » is « %s »', (text, when) => {
    expect(callBackIn(text).when).toBe(when);
  });
});

describe('The number to call', () => {
  it.each([
    'pas le 06 11 22 33 44 mais le 06 12 34 56 78',
    'ancien num 06 11 22 33 44 nouveau 06 12 34 56 78',
    'mon ancien numéro c’était le 06 11 22 33 44, le nouveau est le 06 12 34 56 78',
    'le 06 11 22 33 44 ne marche plus, prenez le 06 12 34 56 78',
    'le 0611223344 est hs, 0612345678',
    '06 11 22 33 44, non 06 12 34 56 78',
    '06 11 22 33 44 pardon 06 12 34 56 78',
    'pas au 01 11 22 33 44 mais au 06 12 34 56 78',
    'plus le 06 11 22 33 44, c’est le 06 12 34 56 78',
    'appelez le 06 12 34 56 78, pas le 06 11 22 33 44',
    'le 06 12 34 56 78, surtout pas sur le fixe 01 11 22 33 44',
    'mon 06 12 34 56 78 ou le fixe 01 11 22 33 44',
    'rappelez moi au 06 12 34 56 78',
  ])('is the one that is meant: « %s »', (text) => {
    expect(callBackIn(text).phone?.replace(/\u00A0/g, ' ')).toBe('06 12 34 56 78');
  });

  it.each(['ne m’appelez pas au 06 11 22 33 44', 'pas le 06 11 22 33 44', 'plus le 06 11 22 33 44'])(
    'is none, where the only one is denied: « %s »',
    (text) => {
      expect(callBackIn(text).phone).toBeUndefined();
    },
  );
});

describe('A moment at which nobody calls', () => {
  it.each([
    ['demain matin vers 8h30', 'demain à 9 h'],
    ['demain avant 9h', 'demain à 9 h'],
    ['demain soir', 'jeudi 26 novembre à 9 h'],
    ['dimanche', 'lundi 30 novembre à 9 h'],
    ['demain à 10h', undefined],
    ['pas avant 9h', undefined],
    ['le matin', undefined],
    ['demain', undefined],
    ['jamais avant 10h', undefined],
    ['tous les jours sauf le mercredi', undefined],
    ['samedi matin ou lundi 10h', undefined],
    ['samedi matin ou dimanche', 'lundi 30 novembre à 9 h'],
    ['mardi 7h ou 10h', undefined],
    ['demain entre 9 et 11h', undefined],
    ['le 13 décembre à 14h', 'lundi 14 décembre à 9 h'],
    ['avant mardi soir', undefined],
    ['à partir de jeudi', undefined],
    ['d’ici dimanche', undefined],
  ])('« %s » leads to %s', (when, first) => {
    const found = firstCallAfter(when, DEFAULT_HOURS, NOW);
    expect(found && momentInFrench(found, NOW)).toBe(first);
  });
});

const CALL = 'rapeler moi plutot demain matin vers 8h30 au 06 12 34 56 78, yasmina';
const CHANGE = 'vous dites ferme avant 9h donc mappeler a 8h30 c pas possible? mettez 10h alors';
const STATUS = 'où en est mon dossier ?';
const said = (told: Awaited<ReturnType<Talk['tell']>>) => told.map(({ text }) => text).join('\n');

describe('Who is to be called', () => {
  it('is told that nobody calls then, and keeps the number while the moment changes', async () => {
    const learnt = { [CALL]: 'expert.call-back', [STATUS]: 'expert.status' };
    await using talk = await Talk.start(undefined, NOW, learnt);
    const opened = await talk.tell(CALL);
    expect(said(opened)).toContain('Numéro noté : 06 12 34 56 78');
    expect(said(opened)).toContain('Elle peut vous appeler à partir de demain à 9 h');
    expect(opened.flatMap(({ buttons }) => buttons).map(({ label }) => label)).toContain('Demain à 9 h');
    const changed = said(await talk.tell(CHANGE));
    expect(changed).toContain('Moment noté : demain à 10h, au 06 12 34 56 78');
    expect(changed).not.toContain('quel numéro');
    expect(said(await talk.tell(STATUS))).toContain('06 12 34 56 78, demain à 10h');
  });

  it('takes the moment that is offered by a « oui »', async () => {
    await using talk = await Talk.start(undefined, NOW, { [CALL]: 'expert.call-back' });
    await talk.tell(CALL);
    expect(said(await talk.tell('oui'))).toContain('Moment noté : demain à 9 h, au 06 12 34 56 78');
  });

  it('moves it beside a question', async () => {
    const first = 'rappelez-moi demain à 11h au 06 12 34 56 78';
    await using talk = await Talk.start(undefined, NOW, { [first]: 'expert.call-back' });
    await talk.tell(first);
    const told = said(await talk.tell('Ai-je droit à une avance ? Et le rappel c’est 10h, pas avant 9h !'));
    expect(told).toContain('Moment noté : demain à 10h, au 06 12 34 56 78');
  });
});

describe('A call, among other words', () => {
  it.each([
    ['on peut me joindre jeudi', true],
    ['mappeler a 10h', true],
    ['mon numéro a changé', true],
    ['la date limite de l’appel d’offres est vendredi', false],
    ['quels documents joindre à mon offre ?', false],
    ['le numéro du marché est le 2026-12', false],
    ['les dispositions du cahier des charges', false],
  ])('« %s » speaks of one: %s', (text, says) => {
    expect(saysCall(text)).toBe(says);
  });

  it('is not moved to the hour of a closing, nor of a visit', async () => {
    const first = 'rappelez-moi demain à 11h au 06 12 34 56 78';
    await using talk = await Talk.start(undefined, NOW, { [first]: 'expert.call-back' });
    await talk.tell(first);
    const visit = said(await talk.tell('finalement la visite du site est jeudi à 14h'));
    expect(visit).not.toContain('Moment noté');
    const closing = said(await talk.tell('La date limite de l’appel d’offres est vendredi à midi'));
    expect(closing).not.toContain('Moment noté');
    expect(closing).toContain('Date limite notée : vendredi 27 novembre à 12 h');
  });
});

describe('An appeal that presses', () => {
  const ASKS = 'Je veux parler à un être humain, au sujet de mon recours.';
  const ANSWERS =
    'Elle est fermée depuis longtemps, ma consultation, puisque j’ai perdu. C’est le recours qui presse : vendredi à midi. Appelez-moi au 06 39 98 12 45, le matin de préférence.';

  it('has its own date, which is that of the case', async () => {
    await using talk = await Talk.start(undefined, NOW, { [ASKS]: 'expert.ask', [ANSWERS]: 'form.skip' });
    const opened = said(await talk.tell(ASKS));
    expect(opened).not.toContain('Quand ferme votre consultation');
    expect(opened).toContain('avant laquelle il faut agir');
    const told = said(await talk.tell(ANSWERS));
    expect(told).toContain('Date limite notée : vendredi 27 novembre à 12 h');
    expect(told).not.toContain('Pas de date limite');
    expect((await currentCase(talk.db, talk.id))?.deadline?.at).toBe(Date.UTC(2026, 10, 27, 11));
  });

  it('is not asked for where it was said with the wish', async () => {
    const dated = 'Je veux parler à un être humain, au sujet de mon recours, avant vendredi midi.';
    await using talk = await Talk.start(undefined, NOW, { [dated]: 'expert.ask' });
    const opened = said(await talk.tell(dated));
    expect(opened).toContain('vendredi 27 novembre à 12 h');
    expect(opened).not.toMatch(/Quand ferme|faut agir/);
  });
});

describe('A day that is left out after another was noted', () => {
  it('is noted in its own words, without the day before', async () => {
    const first = 'rappelez-moi demain à 11h au 06 12 34 56 78';
    const then = 'rappelez-moi plutôt tous les jours sauf le vendredi';
    await using talk = await Talk.start(undefined, NOW, {
      [first]: 'expert.call-back',
      [then]: 'expert.call-back',
    });
    await talk.tell(first);
    const told = said(await talk.tell(then));
    expect(told).toContain('tous les jours sauf le vendredi');
    expect(told).not.toContain('demain');
  });
});

describe('Who gives a number, a moment, and no closing date', () => {
  it('has no date noted', async () => {
    const ask = 'je veux parler à un humain !';
    await using talk = await Talk.start(undefined, NOW, { [ask]: 'expert.ask' });
    await talk.tell(ask);
    const told = said(
      await talk.tell(
        'Je suis joignable au 02 38 00 00 00, jeudi matin à 10 h. Nous n’avons pas encore publié, il n’y a donc pas de date limite.',
      ),
    );
    expect(told).toContain('Numéro noté : 02 38 00 00 00 ; jeudi matin à 10 h');
    expect(told).not.toContain('Date limite notée');
  });
});

describe('The number to call, where another is named', () => {
  it.each([
    'Tél : 06 12 34 56 78 - Fax : 01 11 22 33 44',
    'Tél. : 06 12 34 56 78 / fax 01 11 22 33 44, rappelez-moi demain à 10 h',
    'Tél. 06 12 34 56 78\nFax. : 01 11 22 33 44',
    'fax 01 11 22 33 44 tél 06 12 34 56 78',
    '01 11 22 33 44 (fax), 06 12 34 56 78',
    'Rappelez-moi au 06 12 34 56 78. La mairie est au 01 11 22 33 44 et refuse de me payer',
    'Rappelez-moi au 06 12 34 56 78, la mairie m’a appelé du 01 11 22 33 44',
    'la mairie est au 01 11 22 33 44, rappelez-moi au 06 12 34 56 78',
    'le standard de l’acheteur c’est le 01 11 22 33 44, mon numéro 06 12 34 56 78',
    'mon portable 06 12 34 56 78, ma comptable 01 11 22 33 44',
    'ma comptable 01 11 22 33 44, moi 06 12 34 56 78',
    'au 06 12 34 56 78 (bureau fermé : 01 11 22 33 44)',
    '06 12 34 56 78, en cas d’absence 01 11 22 33 44',
    'plutôt au 06 12 34 56 78 qu’au 01 11 22 33 44',
    '06 12 34 56 78 plus simple que le 01 11 22 33 44',
    'au 01 11 22 33 44, ou plutôt au 06 12 34 56 78',
    'mon numéro 06 12 34 56 78 il est pas joignable le matin',
    '06 12 34 56 78 ne marche pas bien le matin, appelez à 14 h',
    'n’hésitez pas au 06 12 34 56 78',
    'hésitez pas à m’appeler au 06 12 34 56 78',
    'pourquoi pas au 06 12 34 56 78',
    '06 12 34 56 78 c’est pas un fixe',
    'problème avec la mairie 06 12 34 56 78',
    '06 12 34 56 78, je répète 06.12.34.56.78',
    'appelez ma comptable au 06 12 34 56 78',
    'le 06 11 22 33 44 il marche pas prenez le 06 12 34 56 78',
  ])('is their own: « %s »', (text) => {
    expect(callBackIn(text).phone?.replace(/\u00A0/g, ' ')).toBe('06 12 34 56 78');
  });

  it.each([
    '06 12 34 56 78, 01 11 22 33 44',
    'mon portable 06 12 34 56 78, mon fixe 01 11 22 33 44',
    'La mairie est au 01 11 22 33 44',
    'Fax : 01 11 22 33 44',
    'le 06 11 22 33 44 ne répond pas',
  ])('is asked, where nothing says which: « %s »', (text) => {
    expect(callBackIn(text).phone).toBeUndefined();
  });
});

describe('The moment that is asked for after another verb', () => {
  it.each([
    ['j’ai déjà appelé hier rappelez moi demain à 10h', 'demain à 10h'],
    ['j’ai essayé de vous appeler rappelez-moi demain à 10 h', 'demain à 10 h'],
    ['je devais être rappelé hier donc appelez-moi demain à 14 h', 'demain à 14 h'],
    ['j’ai laissé un message hier je suis dispo jeudi à 9 h', 'jeudi à 9 h'],
    ['j’ai téléphoné lundi rapelez moi mardi matin', 'mardi matin'],
    ['votre collègue devait m’appeler hier contactez-moi mardi à 10 h', 'mardi à 10 h'],
    ['demain à 10 h sur le chantier je suis sur le toit', 'demain à 10 h'],
    ['j’ai rdv avec vous mardi à 10 h', 'mardi à 10 h'],
    ['nous avons rendez-vous avec votre expert mardi à 10 h', 'mardi à 10 h'],
    ['on a rendez-vous mardi à 10 h ?', 'mardi à 10 h'],
    ['rappelez-moi demain à 10 h j’ai une visite à 11 h', 'demain à 10 h'],
    ['j’ai une réunion demain à 9 h appelez-moi à 14 h', 'à 14 h'],
    ['j’ai une réunion à 10 h rappelez-moi', undefined],
    ['mardi toute la journée je suis en réunion', undefined],
    ['mardi matin là je suis chez un client', undefined],
    ['j’ai rdv avec un client mardi à 10 h', undefined],
    ['je suis sur le toit mardi à 10 h', undefined],
    ['j’ai appelé hier à 10 h et je suis tombé sur le répondeur', undefined],
  ])('of « %s » is « %s »', (text, when) => {
    expect(callBackIn(text).when).toBe(when);
  });
});
