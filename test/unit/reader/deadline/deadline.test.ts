import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { readDeadline, readDeadlineAnswer, readPressing } from '#src/reader/deadline/deadline.ts';

/** Tuesday. */
const NOW = instantOf('2026-11-24', '15:20');
const shown = (found: ReturnType<typeof readDeadlineAnswer>) => {
  if (found === undefined || found === 'none') return found;
  const { day, time } = parisTime(found.at);
  return `${day} ${time}${found.certain ? '' : ' ?'}`;
};
const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11));

describe('what one means to do beside the closing', () => {
  it.each([
    'ça ferme vendredi 12h, on dépose à 11h50',
    'je vais déposer mercredi à 10h, ça ferme vendredi à midi',
    'la limite est vendredi 12h et si on dépose vendredi à 11h50 c’est bon ?',
    'date limite vendredi 12h. J’envoie mon offre jeudi à 17 h.',
  ])('is not the limit: %s', (text) => {
    expect(shown(readDeadline(text, NOW))).toBe('2026-11-27 12:00');
  });
  it('is to be checked where no limit is said', () => {
    expect(readDeadline('on dépose vendredi à 11h50', NOW)).toMatchObject({ certain: false, isPlan: true });
    expect(readDeadline('on dépose vendredi avant 11h50', NOW)?.isPlan).toBeUndefined();
    expect(readDeadline('j’envoie le plan à mon associé vendredi', NOW)).toBeUndefined();
  });
});

describe('the closing of a tender in free conversation', () => {
  it.each([
    ['ça ferme vendredi midi', '2026-11-27 12:00'],
    ['mon offre doit partir vendredi midi', '2026-11-27 12:00'],
    ['réponse attendue pour vendredi midi', '2026-11-27 12:00'],
    ['Bonjour, ça ferme vendredi à midi, vous pouvez m’aider ?', '2026-11-27 12:00'],
    ['date limite demain 16h', '2026-11-25 16:00'],
    ['Date limite : demain, 16 h 30', '2026-11-25 16:30'],
    ['à rendre le 28/11 à 12:00', '2026-11-28 12:00'],
    ['à rendre pour le 28/11/26 12h00 dernier délai', '2026-11-28 12:00'],
    ['la remise des offres est fixée au 3 décembre 2026 12h', '2026-12-03 12:00'],
    ['la remise des offres est fixée au jeudi 3 décembre 2026 à 12 heures', '2026-12-03 12:00'],
    ['dépôt avant ce soir minuit', '2026-11-24 23:59'],
    ['dépôt des plis avant minuit ce soir', '2026-11-24 23:59'],
    ['clôture dans 3 jours', '2026-11-27 12:00 ?'],
    ['clôture dans trois jours à 17h', '2026-11-27 17:00'],
    ['ça clôture lundi en huit', '2026-12-07 12:00 ?'],
    ['la clôture est lundi en quinze à 11h', '2026-12-14 11:00'],
    ['j’ai jusqu’à jeudi 17h30', '2026-11-26 17:30'],
    ['On a jusqu’à jeudi soir', '2026-11-26 18:00 ?'],
    ['DLRO 02/12/2026 14h00', '2026-12-02 14:00'],
    ['DLRO : 02-12-2026 à 14:00', '2026-12-02 14:00'],
    ['DLRO 2026-12-02T14:00', '2026-12-02 14:00'],
    ['Date et heure limites de réception des offres : 02.12.2026 à 14h', '2026-12-02 14:00'],
    ['la consultation ferme aujourd’hui à 17h', '2026-11-24 17:00'],
    ['ça ferme à 16h', '2026-11-24 16:00'],
    ['ça ferme aujourd’hui', '2026-11-24 16:00 ?'],
    ['ça ferme mardi 18h', '2026-11-24 18:00'],
    ['ça ferme mardi 14h', '2026-12-01 14:00'],
    ['je dois déposer mon offre avant mercredi 12h', '2026-11-25 12:00'],
    ['Je dois répondre avant vendredi', '2026-11-27 12:00 ?'],
    ['il faut envoyer le dossier pour le 1er décembre', '2026-12-01 12:00 ?'],
    ['l’offre est à remettre le premier décembre à 9h', '2026-12-01 09:00'],
    ['vendredi midi ça ferme !', '2026-11-27 12:00'],
    ['28 nov. 12h c’est la date limite', '2026-11-28 12:00'],
    ['le 15 janvier à 10h, clôture de l’appel d’offres', '2027-01-15 10:00'],
    ['mon marché commence lundi et la date limite est vendredi midi', '2026-11-27 12:00'],
    ['avis publié le 12/11, clôture le 28/11 à 12h', '2026-11-28 12:00'],
    ['marché publié hier et c’est vendredi midi la clôture', '2026-11-27 12:00'],
    ['visite obligatoire mardi, remise des offres le 4 décembre à 12h', '2026-12-04 12:00'],
    ['date limite des questions : jeudi ; remise des offres : lundi 12h', '2026-11-30 12:00'],
    ['candidatures à remettre le 3 décembre, offres à remettre le 20 décembre', '2026-12-03 12:00 ?'],
    ['l’échéance est repoussée du 28/11 au 5/12 à 12h', '2026-12-05 12:00'],
    ['la date limite n’est pas vendredi mais lundi 12h', '2026-11-30 12:00'],
    ['deadline vendredi 17h', '2026-11-27 17:00'],
    ['les offres doivent être déposées avant le 2 décembre 2026 à 16h', '2026-12-02 16:00'],
    ['les plis doivent parvenir avant le vendredi 27 novembre 2026, 11 h 30', '2026-11-27 11:30'],
    ['la clôture c’est vendredi prochain à 12h', '2026-11-27 12:00'],
    ['clôture vendredi de la semaine prochaine 12h', '2026-12-04 12:00'],
    ['ça ferme la semaine prochaine', '2026-11-30 12:00 ?'],
    ['ça ferme à la fin du mois', '2026-11-30 12:00 ?'],
    ['dépôt fin décembre', '2026-12-31 12:00 ?'],
    ['clôture dans 2 heures', '2026-11-24 17:20'],
    ['il me reste 48h pour répondre à l’appel d’offres', '2026-11-26 12:00 ?'],
    ['il reste une demi-heure avant la clôture', '2026-11-24 15:50'],
    ['il nous reste une semaine pour le dépôt', '2026-12-01 12:00 ?'],
    ['il ne nous reste plus qu’une semaine pour le dépôt', '2026-12-01 12:00 ?'],
    ['je crois que ça ferme vendredi midi', '2026-11-27 12:00 ?'],
    ['la date limite est vendredi vers 16h', '2026-11-27 16:00 ?'],
    ['clôture vendredi minuit', '2026-11-27 23:59 ?'],
    ['clôture le 27/11 à 23h59', '2026-11-27 23:59'],
    ['clôture le 27/11 à 24h', '2026-11-27 23:59'],
    ['clôture vendredi soir 8h', '2026-11-27 20:00'],
    ['clôture demain matin à 9h', '2026-11-25 09:00'],
    ['clôture demain matin', '2026-11-25 09:00 ?'],
    ['clôture à 16h vendredi', '2026-11-27 16:00'],
    ['la date limite est le 30', '2026-11-30 12:00 ?'],
    ['la date limite est le vendredi 27 à midi', '2026-11-27 12:00'],
    ['date limite vendredi 28 novembre 12h', '2026-11-27 12:00 ?'],
    ['la date limite était hier', '2026-11-23 12:00 ?'],
    ['la clôture était vendredi midi', '2026-11-20 12:00'],
    ['la date limite était le 20 novembre à 12h', '2026-11-20 12:00'],
    ['la date limite était le 20/11/2026 à 12h', '2026-11-20 12:00'],
    ['date limite le 20 novembre 12h', '2027-11-20 12:00 ?'],
    ['La consultation a fermé hier à 12h', '2026-11-23 12:00'],
    [
      'Je réponds à un appel d’offres de travaux. Ça ferme après-demain à 11 heures. J’ai besoin d’aide.',
      '2026-11-26 11:00',
    ],
    ['mon offre doit partir avant jeudi 12h', '2026-11-26 12:00'],
    ['JE DOIS RENDRE MON MEMOIRE TECHNIQUE VENDREDI 12H', '2026-11-27 12:00'],
    ['ca cloture le vingt-sept novembre a midi', '2026-11-27 12:00'],
    ['dépôt le 27/11 midi et demi', '2026-11-27 12:30'],
    ['la procédure ouverte a une date limite au 27/11 à 12h', '2026-11-27 12:00'],
    ['je réponds à un AO, fin le 28/11 12h', '2026-11-28 12:00'],
    ['Le dossier est à envoyer jeudi', '2026-11-26 12:00 ?'],
    ['faut que je rende le dossier vendredi', '2026-11-27 12:00 ?'],
    ['la consultation est close depuis vendredi', '2026-11-20 12:00 ?'],
    ['la consultation est fermée depuis hier', '2026-11-23 12:00 ?'],
    ['on voudrait répondre à un marché qui se termine vendredi à 12h', '2026-11-27 12:00'],
    ['je me tourne vers vous pour un marché d’environ 50 000 €, ça ferme vendredi midi', '2026-11-27 12:00'],
    ['clôture dans 3 jours ouvrés', '2026-11-27 12:00 ?'],
  ])('« %s » → %s', (text, moment) => {
    expect(shown(readDeadline(text, NOW))).toBe(moment);
  });

  it.each([
    'mon marché commence lundi',
    'le marché a été notifié le 12 novembre 2026',
    'l’avis a été publié le 20/11/2026',
    'ma facture du 3 octobre n’est pas payée',
    'la facture est à déposer sur Chorus avant vendredi',
    'il y a une visite mardi à 14h',
    'les offres ont été ouvertes lundi',
    'J’ai déposé mon offre lundi',
    'on a déjà rendu notre dossier hier à 12h',
    'Rendez-vous vendredi midi ?',
    'le marché démarre le 1er janvier 2027',
    'j’ai reçu la lettre de rejet le 20 novembre',
    'quel est le seuil jusqu’au 31 décembre 2025 ?',
    'Avant le 1er avril 2026, quel était le seuil ?',
    'les prix sont fermes jusqu’au 31 décembre',
    'le délai minimum de remise des offres est de 30 jours ?',
    'combien de jours pour la remise des offres ?',
    'l’acheteur doit payer dans 30 jours',
    'mon attestation est à remettre avant le 30 novembre',
    'vous répondez avant vendredi ?',
    'pouvez-vous me répondre avant vendredi ?',
    'rappelez-moi demain à 14h',
    'c’est ouvert jusqu’à 17h ?',
    'les bureaux ferment à 17h',
    'la réunion de lancement est jeudi 9h',
    'la date limite des questions est mardi',
    'le contrat se termine le 31 décembre 2026',
    'je veux faire un recours avant vendredi',
    'quelle est la date limite ?',
    'ça ferme bientôt',
    'la date limite est dépassée',
    'lot 3 à 28/11',
    'bonjour',
    '',
    'date limite le 31/02/2026',
    'la clôture est le 45 novembre',
    'remise de 5 % vendredi',
    'j’ai jusqu’à jeudi pour payer la taxe',
    'j’ai jusqu’au 4 décembre pour contester le rejet de mon offre',
    'il me reste 10 jours de congés',
    'vous fermez à 17h30 ?',
    'ça ferme à 14h',
    'J’ai cliqué à midi deux pour une clôture à midi, est-ce perdu ?',
    'hier le tribunal a rendu une décision contre nous',
    'je dois rendre les DOE avant le 15 décembre',
    'le chantier doit être rendu le 15 décembre',
    'Peut-on déposer une offre après le 28 novembre ?',
    'est-ce que la date limite peut être un dimanche ?',
    'la garantie expire le 1er décembre 2027',
    'Mon marché se termine le 31 décembre, puis-je le prolonger ?',
  ])('« %s » says no closing', (text) => {
    expect(readDeadline(text, NOW)).toBeUndefined();
  });
});

describe('the answer to « quand ferme la consultation ? »', () => {
  it.each([
    ['vendredi midi', '2026-11-27 12:00'],
    ['le 28', '2026-11-28 12:00 ?'],
    ['28', '2026-11-28 12:00 ?'],
    ['le 12', '2026-12-12 12:00 ?'],
    ['demain', '2026-11-25 12:00 ?'],
    ['fin du mois', '2026-11-30 12:00 ?'],
    ['28 nov 12h', '2026-11-28 12:00'],
    ['28/11', '2026-11-28 12:00 ?'],
    ['16h', '2026-11-24 16:00'],
    ['14h', '2026-11-25 14:00 ?'],
    ['ce soir', '2026-11-24 18:00 ?'],
    ['ce soir à 8h', '2026-11-24 20:00'],
    ['aujourd’hui minuit', '2026-11-24 23:59'],
    ['mardi', '2026-11-24 16:00 ?'],
    ['mi-décembre', '2026-12-15 12:00 ?'],
    ['dans quinze jours', '2026-12-09 12:00 ?'],
    ['dans une quinzaine', '2026-12-09 12:00 ?'],
    ['lundi en huit', '2026-12-07 12:00 ?'],
    ['le 5 sept', '2027-09-05 12:00 ?'],
    ['non, plutôt lundi 9h', '2026-11-30 09:00'],
    ['Non, vendredi 9h', '2026-11-27 09:00'],
    ['je ne sais pas, peut-être vendredi', '2026-11-27 12:00 ?'],
    ['c’était hier', '2026-11-23 12:00 ?'],
    ['je ne sais pas', 'none'],
    ['pas de date', 'none'],
    ['aucune idée', 'none'],
    ['Il n’y en a pas', 'none'],
    ['non', 'none'],
    ['pas encore connue', 'none'],
    ['le marché commence lundi', undefined],
    ['c’est quoi un DCE ?', undefined],
    ['merci', undefined],
  ])('« %s » → %s', (text, moment) => {
    expect(shown(readDeadlineAnswer(text, NOW))).toBe(moment);
  });
});

describe('a closing read back', () => {
  it.each([
    ['vendredi midi', 'le vendredi 27 novembre à 12 h'],
    ['le 28', 'le 28 novembre (heure à vérifier)'],
    ['demain', 'le 25 novembre (heure à vérifier)'],
    ['4 janvier 9h30', 'le lundi 4 janvier 2027 à 9 h 30'],
    ['fin du mois', 'le 30 novembre (jour et heure à vérifier)'],
    ['vendredi 28 novembre 12h', 'le 27 novembre à 12 h (jour à vérifier)'],
    ['je crois que c’est vendredi midi', 'le 27 novembre à 12 h (à vérifier)'],
    ['vendredi minuit', 'le 27 novembre à 23 h 59 (heure à vérifier)'],
  ])('« %s » is « %s »', (text, said) => {
    expect(readDeadlineAnswer(text, NOW)).toMatchObject({ said });
  });
});

describe('a closing in a night when the hour changes', () => {
  it('at an hour that does not exist is kept an hour later, and the person is told', () => {
    const now = at('2027-03-27 18:00');
    expect(readDeadline('ça ferme dimanche 28 mars à 2h30', now)).toEqual({
      at: at('2027-03-28 03:30'),
      said: 'le 28 mars à 3 h 30 (heure à vérifier : 2 h 30 n’existe pas cette nuit-là, l’heure change)',
      certain: false,
    });
    expect(readDeadline('ça ferme dimanche 28 mars à 3h30', now)).toMatchObject({
      said: 'le dimanche 28 mars à 3 h 30',
      certain: true,
    });
  });

  it('at an hour that comes twice is the first, then the second once that is past', () => {
    const first = at('2027-10-31 02:30');
    const text = 'ça ferme le 31 octobre à 2h30';
    expect(readDeadline(text, at('2027-10-30 18:00'))?.at).toBe(first);
    expect(readDeadline(text, first + 600_000)?.at).toBe(first + 3_600_000);
    expect(readDeadline('ça ferme à 2h30', first + 600_000)?.at).toBe(first + 3_600_000);
    expect(readDeadline(text, first + 3_700_000)?.at).toBe(first);
  });
});

describe('any moment of any year', () => {
  const minute = (from: string, to: string) =>
    fc.integer({ min: at(from) / 60_000, max: at(to) / 60_000 }).map((count) => count * 60_000);
  const now = minute('2026-01-01 00:00', '2028-12-31 00:00');
  const ahead = fc.integer({ min: 1, max: 250 * 24 * 60 }).map((minutes) => minutes * 60_000);
  /** Two readings of the hour that comes twice are told apart by nobody. */
  const same = (found: number | undefined, meant: number) =>
    expect(Object.values(parisTime(found ?? 0))).toEqual(Object.values(parisTime(meant)));

  it('is understood when it is written in full, through the changes of hour', () => {
    fc.assert(
      fc.property(now, ahead, (now, ahead) => {
        const { day, time } = parisTime(now + ahead);
        if (time === '00:00') return;
        const [year, month, date] = day.split('-');
        const hour = time.replace(':', 'h');
        for (const text of [
          `date limite ${date}/${month}/${year} ${time}`,
          `ça ferme le ${date}/${month} à ${hour}`,
          `DLRO ${day} ${hour}`,
        ]) {
          const found = readDeadline(text, now);
          same(found?.at, now + ahead);
          expect(found?.certain, text).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never in the past for a weekday, and never more than a week away', () => {
    const weekday = fc.constantFrom('lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche');
    const hour = fc.constantFrom('', ' 9h', ' midi', ' 17h30', ' soir', ' minuit');
    fc.assert(
      fc.property(now, weekday, hour, (now, weekday, hour) => {
        const found = readDeadline(`ça ferme ${weekday}${hour}`, now)?.at ?? 0;
        expect(found).toBeGreaterThan(now - 60_000);
        expect(found - now).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
      }),
      { numRuns: 300 },
    );
  });

  it('is read from any text without failing, and said in words', () => {
    const word = fc.constantFrom(
      'ferme',
      'le',
      '28',
      '/',
      '11',
      'vendredi',
      'midi',
      '12h',
      'à',
      'dans',
      '3',
      'jours',
      'en',
      'huit',
      'fin',
      'mois',
      '99',
      'février',
      '29',
      '.',
      ':',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, now, (text, now) => {
        for (const found of [readDeadline(text, now), readDeadlineAnswer(text, now)]) {
          if (found === undefined || found === 'none') continue;
          expect(Number.isSafeInteger(found.at)).toBe(true);
          expect(found.said).toMatch(/^le .+ \d{4}|^le .+/);
          expect(found.said).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('The date before which an appeal presses', () => {
  it.each([
    ['c’est le recours qui presse : vendredi à midi', 'le vendredi 27 novembre à 12 h'],
    ['mon référé doit partir avant jeudi 16h', 'le jeudi 26 novembre à 16 h'],
    ['j’ai jusqu’à vendredi midi pour saisir le juge avant la signature', 'le vendredi 27 novembre à 12 h'],
    ['j’ai un recours à déposer avant vendredi midi, c’est urgent', 'le vendredi 27 novembre à 12 h'],
    ['référé à former avant jeudi 16 h', 'le jeudi 26 novembre à 16 h'],
    ['recours urgent, le juge me demande de répondre avant jeudi midi', 'le jeudi 26 novembre à 12 h'],
    ['le tribunal veut que je réponde avant jeudi midi', 'le jeudi 26 novembre à 12 h'],
    ['mon référé est déposé vendredi midi au plus tard', 'le vendredi 27 novembre à 12 h'],
    [
      'l’acheteur signe l’ordre de service jeudi et mon recours doit partir avant vendredi midi',
      'le vendredi 27 novembre à 12 h',
    ],
    [
      'la mairie me fait signer le devis jeudi, mon référé doit partir avant vendredi midi',
      'le vendredi 27 novembre à 12 h',
    ],
  ])('is said: « %s »', (text, said) => {
    expect(readPressing(text, NOW)?.said).toBe(said);
  });

  it.each([
    'le juge a rendu sa décision, j’ai jusqu’à vendredi pour signer',
    'réclamation : la visite du site est vendredi, il faut y aller ?',
    'Le tribunal a dit que l’acheteur doit me payer d’ici le 15 décembre',
    'mon recours est parti ; je dois signer le DC4 avant vendredi',
    'ma réclamation dure, ils doivent livrer avant jeudi',
  ])('is none: « %s »', (text) => {
    expect(readPressing(text, NOW)).toBeUndefined();
  });
});

describe('a number after a weekday', () => {
  it('that counts something else is not its date', () => {
    expect(
      readDeadline('je dois remettre vendredi prochain 2 offres avant 12h', NOW)?.said ?? '',
    ).not.toContain('2 décembre');
  });
});

describe('a weekday said with its date', () => {
  it.each([
    'offre à rendre vendredi prochain le 11 à 12h',
    'à rendre vendredi prochain, le 11 décembre à 12h',
    'date limite : vendredi prochain (11/12) midi',
    'date limite vendredi qui vient le 11 12h',
  ])('is that date, whatever the next of that weekday is: « %s »', (text) => {
    expect(readDeadline(text, NOW)?.said).toContain('vendredi 11 décembre');
  });
});

describe('the signature by the buyer, where a référé is spoken of', () => {
  it.each([
    ['ils signent lundi, référé urgent', '2026-11-30'],
    ['la mairie signe le 2 décembre, référé urgent', '2026-12-02'],
    ['ils signent le 2 décembre, il faut faire le référé avant', '2026-12-02'],
    ['le marché sera signé vendredi, il me faut un référé précontractuel avant', '2026-11-27'],
    ['la commune veut signer jeudi, c’est urgent pour le référé', '2026-11-26'],
  ])('ends its time: « %s »', (text, day) => {
    const found = readPressing(text, NOW);
    expect(found && parisTime(found.at).day).toBe(day);
  });

  it.each([
    'le recours a été déposé avant vendredi',
    'le juge doit rendre sa décision vendredi, mon recours est urgent',
    'je dois signer le contrat vendredi, et mon recours, c’est urgent',
    'mon référé est parti, je dois signer le DC4 avant vendredi',
    'le tribunal doit statuer jeudi sur mon référé urgent',
  ])('or not: « %s »', (text) => {
    expect(readPressing(text, NOW)).toBeUndefined();
  });
});
