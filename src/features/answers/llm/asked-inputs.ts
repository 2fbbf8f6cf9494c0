import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Understanding } from '#src/reader/understand.ts';

/** Words that ask for a computation and say nothing of the case: a model may use them of its own. */
const ASKING = new Set(
  stemsOf(
    `calcul calculer estimer montant somme total taux pourcentage part minimum maximum base avance acompte interet
    moratoire retard retenue garantie delai duree date limite echeance jour mois an paiement payer verser recevoir
    toucher reponse recours procedure publicite seuil marche contrat public euro ht ttc question droit`,
  ),
);

/**
 * What a model asks to compute with that the person never said: amounts, durations, shares, days, buyer, category,
 * regime, or any word that could be a circumstance (« PME », « groupement », « accord-cadre »). A calculator proves
 * what comes out of it, so nothing invented may go in.
 * @returns words of the model's question, empty when all of it is the person's
 */
export function inputsNeverSaid(question: string, understanding: Understanding): string[] {
  const { date, askedDate, case: own } = understanding;
  const person = `${understanding.question} ${askedDate?.said ?? ''}`;
  const said = new Set([...figuresIn(person), ...countsIn(person, date)]);
  const words = new Set(stemsOf(person));
  const asked = detectCase(question);
  return [
    ...new Set([...figuresIn(question), ...countsIn(question, date)].filter((count) => !said.has(count))),
    ...new Set(
      analyse(withoutFigures(question))
        .filter(({ stem }) => !words.has(stem) && !ASKING.has(stem))
        .map(({ word }) => word),
    ),
    ...(asked.buyer && asked.buyer !== own.buyer ? ['acheteur'] : []),
    ...(asked.category && asked.category !== own.category ? ['nature du marché'] : []),
    ...(asked.regimeSaid && asked.regime !== own.regime ? ['régime du marché'] : []),
  ];
}

function stemsOf(text: string): string[] {
  return analyse(withoutFigures(text)).map(({ stem }) => stem);
}

/** A text without its numbers, in digits or in letters, nor their units: these are compared by themselves. */
function withoutFigures(text: string): string {
  return digitsForWords(fold(text)).replace(
    /(?<![\d\u00A0\u202F .,/%€-])[\d\u00A0\u202F .,/%€-]*\d[\d\u00A0\u202F .,/%€-]*(?:(?:k|k€|euros?|mille|millions?|h|heures?|j|jours?|semaines?|mois|ans?|annees?)(?![\p{L}\d]))?/gu,
    ' ',
  );
}

/** The quantities of a text as calculators read them, in one form each. */
function countsIn(text: string, today: IsoDate): string[] {
  const { amounts, durations, shares, days } = quantitiesIn(text, today);
  return [
    // With its tax when it says so: 60 000 € HT is not 60 000 € TTC.
    ...amounts.flatMap(({ value, tax }) => [`${value} €`, ...(tax ? [`${value} € ${tax}`] : [])]),
    ...durations.map(({ value, unit }) => `${value} ${unit}`),
    ...shares.map(({ value }) => `${value} %`),
    ...days.map((day) => day.date),
  ];
}
