import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('what a job costs, by its parts', () => {
  it.each([
    [
      '3 personnes, 2 jours de 7 heures, 18 € de l’heure chargé, et le camion 140 € par jour pendant 2 jours. Ça fait combien au total ?',
      '1 036 €',
    ],
    ['trois salariés deux jours à 7h, 18€/h, camion 140€/jour 2 jours, total ?', '1 036 €'],
    ['combien ça me coûte 14 heures à 24 € de l’heure', '336 €'],
    ['on est à 4 pendant 3 jours, 8h par jour, 22 €/h chargé, 350 € de fournitures, quel total ?', '2 462 €'],
    ['2 gars 5 jours à 7h, 26 euros de l’heure, l’offre du concurrent est à 2 500 €, combien ?', '1 820 €'],
    [
      'le taux horaire est de 31 euros, 2 jardiniers, 4 jours de 7 h, la tondeuse à 90 € la journée : combien ?',
      '2 096 €',
    ],
  ])('« %s »', (question, total) => {
    const answer = ask(question);
    expect(plain(answer?.headline)).toContain(total);
    expect(answer?.caveats.join(' ')).toContain('marge');
  });

  it('shows each part', () => {
    const steps = ask(
      '3 personnes, 2 jours de 7 heures, 18 € de l’heure, et le camion 140 € par jour pendant 2 jours : combien ?',
    )?.steps.map(plain);
    expect(steps).toContain('Main-d’œuvre : 3 personnes × 14 heures × 18 € = 756 €.');
    expect(steps).toContain('À la journée : 140 € × 2 jours = 280 €.');
    expect(steps).toContain('Total : 756 € + 280 € = 1 036 €.');
  });

  it('asks how many hours a day has, and counts with them', () => {
    const story =
      'il me faut 3 personnes pendant 2 jours, une personne me coute 18 euros de l’heure charge et le camion c’est 140 euros par jour en location, combien je demande ?';
    const open = ask(story);
    expect(open?.clarify?.question).toContain('heures par jour');
    expect(plain(open?.steps.join(' '))).toContain('280 €');
    expect(plain(ask(story, '7 heures par jour')?.headline)).toContain('1 036 €');
  });

  it.each([
    ['et si on met 4 personnes ?', '1 288 €'],
    ['et si le camion c’est 120 € par jour ?', '996 €'],
    ['et avec 200 € de carburant en plus ?', '1 236 €'],
  ])('a follow-up « %s » takes the place of what it says anew, or adds to it', (next, total) => {
    const first =
      '3 personnes, 2 jours de 7 heures, 18 € de l’heure, et le camion 140 € par jour pendant 2 jours : combien ?';
    expect(plain(ask(first, next)?.headline)).toContain(total);
  });

  it.each([
    'pour 60 plateaux il me faut 3 personnes pendant 5 heures, je paye 14 euros de l’heure chargé, et la nourriture 6,20 par plateau. ça me revient à combien le plateau ?',
    '3 personnes 5 heures à 14 €/h, 60 plateaux, 6,20 € le plateau de nourriture : quel coût ?',
    'combien ça me coûte : 60 plateaux à 6,20 €/plateau de courses, 3 serveurs 5 h à 14 € de l’heure',
  ])('counts what each piece takes, and what each one costs: « %s »', (question) => {
    const answer = ask(question);
    expect(plain(answer?.headline)).toContain('582 €');
    const steps = answer?.steps.map(plain) ?? [];
    expect(steps).toContain('Pour chacun : 60 plateaux × 6,20 € = 372 €.');
    expect(steps).toContain('Par plateau : 582 € ÷ 60 = 9,70 €.');
  });

  it('counts as many as are said last, and none of several numbers', () => {
    const first = '60 plateaux, 3 personnes 5 heures à 14 €/h, 6,20 € le plateau de nourriture : quel coût ?';
    expect(plain(ask(first, 'et combien pour 80 plateaux ?')?.headline)).toContain('706 €');
    const several = ask(
      '60 plateaux lundi et 20 plateaux mardi, 3 personnes 5 heures à 14 €/h, 6,20 par plateau : combien ?',
    );
    expect(plain(several?.headline ?? '')).not.toContain('582');
  });

  it('takes no selling price for a cost', () => {
    const answer = ask(
      'je vends 60 plateaux à 12 € le plateau, 3 personnes 5 heures à 14 € de l’heure : combien ça me coûte ?',
    );
    expect(plain(answer?.headline ?? '')).not.toContain('930');
  });

  it.each([
    'combien d’heures d’insertion pour 2 personnes à 18 € de l’heure pendant 3 jours ?',
    '3 personnes pendant 2 jours à 18 € de l’heure et 900 €, ça fait combien ?',
    '2 ouvriers à 22 €/h et un chef à 28 €/h pendant 3 jours de 7 h, combien ?',
    'une équipe pendant 2 jours de 7 heures à 18 € de l’heure, combien ?',
    '3 personnes 2 jours par semaine à 18 € de l’heure, combien ?',
    '3 personnes pendant 2 jours, 18 € de l’heure, pénalités de retard de combien ?',
  ])('« %s » is not counted', (question) => {
    expect(ask(question)?.id).not.toBe('job-cost');
  });
});

describe('what one of many costs', () => {
  it.each([
    ['27 €/h, je fais 250 m²/h, ça fait combien au m² ?', '0,108 € par m²'],
    [
      'ma cuisinière fait 40 repas par heure et me coûte 21 euros de l’heure, combien par repas',
      '0,525 € par repas',
    ],
    ['un agent à 23 €/h lave 12 vitres en une heure, combien la vitre ?', '1,92 € par vitre'],
    [
      'mon heure me revient a 27 euros et une fille fait 250 m2 par heure, 5 fois par semaine. ca fait combien au m2 par mois',
      '2,34 € par m² et par mois',
    ],
  ])('« %s »', (question, cost) => {
    expect(plain(ask(question)?.headline)).toContain(cost);
  });

  it('counts again with the days and the surface that are put right', () => {
    const first =
      'mon heure me revient a 27 euros et une fille fait 250 m2 par heure, 5 fois par semaine, combien au m2 par mois';
    const answer = ask(first, '27 / 250 x 22 jours c ca ? et en fait c 3100 m2');
    expect(plain(answer?.headline)).toContain('2,38 € par m² et par mois, soit 7 365,60 € par mois');
  });
});
