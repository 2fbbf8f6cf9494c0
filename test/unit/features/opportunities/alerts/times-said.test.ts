import { describe, expect, it } from 'vitest';
import { timesSaid } from '#src/features/opportunities/alerts/rules/times-said.ts';

const WEEK = ['lun', 'mar', 'mer', 'jeu', 'ven'];
/** « 18:00-21:00 lun » */
const shown = (text: string): string => {
  const { hours, days, closed } = timesSaid(text) ?? {};
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
});
