import { describe, expect, it } from 'vitest';
import {
  saysHours,
  saysHoursAlone,
  timesBeside,
  weekendBeside,
} from '#src/features/opportunities/alerts/rules/times-beside.ts';
import { timesSaid } from '#src/features/opportunities/alerts/rules/times-said.ts';

const WEEK = ['lun', 'mar', 'mer', 'jeu', 'ven'];
/** « 18:00-21:00 lun » */
const shown = (text: string, read = timesSaid): string => {
  const { hours, days, closed } = read(text) ?? {};
  const when = hours === undefined || hours === 'usual' ? hours : `${hours.from}-${hours.to}`;
  return [when, ...(days ?? []).map((day) => WEEK[day - 1]), closed].filter(Boolean).join(' ');
};

describe('When somebody asks to be told', () => {
  it.each([
    ['envoyez-les-moi après 18 h', '18:00-21:00'],
    ['plutôt le matin', '09:00-12:00'],
    ['pas avant 9 h', '09:00-18:00'],
    ['entre midi et deux', '12:00-14:00'],
    ['le lundi matin', '09:00-12:00 lun'],
    ['de huit à dix heures', '08:00-10:00'],
    ['9h-11h', '09:00-11:00'],
    ['entre 5 et 7 du soir', '17:00-19:00'],
    ['à partir de dix-sept heures trente', '17:30-21:00'],
    ['le soir après 20 h', '20:00-22:00'],
    ['de bonne heure, dès 7 h', '07:00-18:00'],
    ['tôt le matin', '07:00-09:00'],
    ['avant 8 h', '07:00-08:00'],
    ['pas après 17 h', '09:00-17:00'],
    ['au plus tard à 10h', '09:00-10:00'],
    ['à 12 h 15 pile', '12:15-14:15'],
    ['pas le soir', '09:00-18:00'],
    ['fin de journée', '16:00-19:00'],
    ['plutôt le soir que le matin', '18:00-21:00'],
    ['lundi et jeudi', 'lun jeu'],
    ['jamais le lundi, c’est notre jour de fermeture', 'mar mer jeu ven'],
    ['le vendredi après-midi', '14:00-18:00 ven'],
    ['Plutôt que tous les matins, regroupez-moi ça le vendredi.', 'ven'],
    ['n’importe quand', 'usual'],
    ['aux heures de bureau', 'usual'],
    ['le samedi matin', 'weekend'],
    ['après 23 h', 'night'],
    ['à minuit', 'night'],
  ])('« %s »: %s', (text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  it.each([
    ['Je préférerais que l’alerte arrive le soir, le matin je livre.', '18:00-21:00'],
    ['Vos annonces arrivent à cinq heures du matin, l’après-midi m’irait mieux.', '14:00-18:00'],
    ['les alertes c tro tot le matin plutot le soir', '18:00-21:00'],
    ['Elles m’arrivent à minuit, envoyez-les donc au petit matin.', '07:00-09:00'],
    ['Je me lève à cinq heures pour le fournil. Décalez-moi ça vers midi.', '12:00-14:00'],
    ['À cinq heures le téléphone réveille ma femme. Si possible vers neuf heures', '09:00-11:00'],
    ['Merci de ne rien m’envoyer avant dix heures du matin.', '10:00-18:00'],
    ['Que les annonces arrivent à l’heure du déjeuner', '12:00-14:00'],
    ['les alertes au réveil plutôt qu’en milieu de matinée', '07:00-09:00'],
    ['je lis le soir, pas la peine de les envoyer à 9h', '18:00-21:00'],
    ['un seul recapitulatif le soir apres dix neuf heures ce serait parfait', '19:00-21:00'],
  ])('takes how it is, and what they do then, for no wish: « %s »', (text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  it.each([
    'je veux des alertes',
    'que le nettoyage dans le 13',
    '2 ou 3 marchés de 20 à 30 000 euros',
    'dans le 75 et le 93',
    'lotissement de 8 à 10 logements',
    'tous les matins',
    'chaque matin plutôt que chaque lundi',
    'À 6 h du matin ça réveille toute la maison.',
    'l’envoi de 9 h me gêne je suis en tournée jusqu’à midi',
    'Je suis en cuisine jusqu’à quinze heures',
    'pas entre midi et deux, on est à table',
    'On ouvre l’atelier à six heures',
    'ces avis sont à deux heures de route',
    'Fouiller le BOAMP tous les soirs, faites-le pour moi',
    'le matin ou le soir',
    'le matin, ou alors le midi',
  ])('reads nothing of « %s »', (text) => {
    expect(timesSaid(text)).toBeUndefined();
  });

  it.each([
    ['pas plus tard que 10h', '09:00-10:00'],
    ['jamais plus tard que 19h', '09:00-19:00'],
    ['plus tard que 19h', '19:00-21:00'],
    ['pas plus tôt que 9h', '09:00-18:00'],
    ['pas au-delà de 18h', '09:00-18:00'],
    ['ni avant 9h ni après 17h', '09:00-17:00'],
    ['pas avant 9h ni après 17h', '09:00-17:00'],
    ['le soir, pas après 20 h', '18:00-20:00'],
    ['ne me dérangez pas avant 9h', '09:00-18:00'],
    ['le matin, pas avant 10h', '10:00-12:00'],
    ['le soir avant 20h', '18:00-20:00'],
    ['ne m’envoyez rien qu’après 18 h', '18:00-21:00'],
    ['ne m’envoyez rien le vendredi', 'lun mar mer jeu'],
    ['plus rien le vendredi', 'lun mar mer jeu'],
    ['évitez le vendredi', 'lun mar mer jeu'],
    ['le vendredi, rien', 'lun mar mer jeu'],
    ['le vendredi ne m’envoyez rien', 'lun mar mer jeu'],
    ['pas d’alertes le lundi', 'mar mer jeu ven'],
    ['je ne veux rien recevoir le lundi', 'mar mer jeu ven'],
    ['hors du mercredi', 'lun mar jeu ven'],
    ['tous les jours sauf le mercredi', 'lun mar jeu ven'],
    ['pas le lundi ni le mardi', 'mer jeu ven'],
    ['ni le lundi, ni le mardi', 'mer jeu ven'],
    ['sauf le lundi, le mardi et le jeudi', 'mer ven'],
    ['pas le lundi, plutôt le mardi', 'mar'],
    ['je ne veux les recevoir que le lundi', 'lun'],
    ['je ne veux plus que le lundi', 'lun'],
    ['du mardi au jeudi', 'mar mer jeu'],
    ['de mardi à jeudi, vers 8h', '08:00-10:00 mar mer jeu'],
    ['du lundi au vendredi à 8h', '08:00-10:00'],
    ['pas le soir mais le matin', '09:00-12:00'],
    ['le soir pas le matin', '18:00-21:00'],
  ])('hears what is denied: « %s »: %s', (text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  it.each([
    'arrêtez de m’envoyer ça à 9 h',
    'je ne veux plus les recevoir à 9h',
    'je ne veux plus rien le matin ni le soir',
    'en dehors de 9h-18h',
    'hors heures de bureau',
    'pas aux heures de bureau',
    'pas le lundi matin',
    'entre 8h et 10h ou entre 18h et 20h',
    'à 9h et à 17h',
    'du lundi au vendredi',
    'à partir de mardi',
    'pas que le lundi',
    'mon jour de repos est le lundi',
    'la clôture est vendredi 12 h',
    'Midi-Pyrénées',
  ])('asks where what is left is not one stretch, or nothing is said: « %s »', (text) => {
    expect(timesSaid(text)).toBeUndefined();
  });
});

describe('When to be told, said beside something else', () => {
  it.each([
    ['je veu etre prevenue des marchés de peinture dans le 93, mais que le soir apres 19h', '19:00-21:00'],
    ['des alertes le mardi et le jeudi soir', '18:00-21:00 mar jeu'],
    ['prévenez-moi le soir pour la peinture dans le 93', '18:00-21:00'],
    ['envoyez-moi le nettoyage de bureaux dans le 13 après 18h', '18:00-21:00'],
    ['des alertes peinture dans le 93, après 9h30', '09:30-18:00'],
    ['que le nettoyage dans le 13, seulement le matin', '09:00-12:00'],
    ['je veux des alertes de nettoyage le lundi matin', '09:00-12:00 lun'],
    ['des alertes pour le nettoyage, pas le lundi', 'mar mer jeu ven'],
  ])('« %s »: %s', (text, wanted) => {
    expect(shown(text, timesBeside)).toBe(wanted);
  });

  it.each([
    'nettoyage de bureaux le soir dans le 13',
    'des alertes pour le nettoyage de bureaux le soir dans le 13',
    'je veux recevoir les marchés de repas du soir',
    'repas du soir',
    'envoyez-moi ceux dont la date limite est après vendredi 12 h',
    'enlevez la restauration du soir',
    'des alertes à partir de mardi',
    'des alertes dès lundi',
    'prévenez-moi avant jeudi',
    'alertez-moi mardi 12 décembre',
    'la clôture est vendredi 12 h',
    'je veux des alertes en Midi-Pyrénées',
    'alertes gardiennage de nuit',
    'j’ai vu votre site ce matin, je veux des alertes',
    'des alertes pour le marché du vendredi',
  ])('is no hour of « %s »', (text) => {
    expect(timesBeside(text)).toBeUndefined();
    expect([saysHours(text), weekendBeside(text)]).toEqual([false, false]);
  });

  it('is heard where it cannot be read, or where nothing leaves', () => {
    expect(saysHours('des alertes peinture, pas entre midi et deux')).toBe(true);
    expect(saysHours('je veux recevoir les alertes le matin ou le soir')).toBe(true);
    expect(weekendBeside('je veux des alertes le samedi matin')).toBe(true);
    expect(weekendBeside('des alertes pour le gardiennage le samedi')).toBe(false);
    expect(saysHoursAlone('après 18 heures')).toBe(true);
    expect(saysHoursAlone('vos mails de lundi ne parlent que de carrelage')).toBe(false);
  });
});
