import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { SocialClause } from './social-clause.ts';

export const SOCIAL_CLAUSE_TITLE = 'Clause sociale obligatoire : comparaison aux seuils';

const limit = ({ threshold }: SocialClause): string => formatValue(threshold.figure.unit, threshold.number);
const duration = ({ shortWorks }: SocialClause): string =>
  formatValue(shortWorks.figure.unit, shortWorks.number);

/** Sentences on the duty to hold a social or employment condition. */
export const socialClauseTexts = {
  due: (verdict: Verdict, clause: SocialClause, amount: string, kind: string): string =>
    opened(
      verdict,
      `à ${amount}, une clause sociale ou d’emploi est obligatoire : le seuil européen est de ${limit(clause)} pour ${kind}.`,
    ),
  dueShortService: (verdict: Verdict, clause: SocialClause, amount: string, kind: string): string =>
    opened(
      verdict,
      `une durée courte ne dispense pas un service : à ${amount}, la clause sociale est obligatoire, le seuil européen étant de ${limit(clause)} pour ${kind}. Seuls des travaux de moins de ${duration(clause)} peuvent y échapper.`,
    ),
  exempt: (verdict: Verdict, clause: SocialClause): string =>
    opened(
      verdict,
      `pour des travaux de moins de ${duration(clause)}, l’acheteur peut se passer de clause sociale, même au-dessus du seuil européen. Il doit consigner ce motif.`,
    ),
  below: (verdict: Verdict, clause: SocialClause, amount: string, kind: string): string =>
    opened(
      verdict,
      `à ${amount}, la clause sociale n’est pas obligatoire : elle l’est à partir du seuil européen, ${limit(clause)} pour ${kind}. L’acheteur peut en prévoir une.`,
    ),
  dependsOnBuyer: (amount: string, branches: readonly string[]): string =>
    `À ${amount}, cela dépend de l’acheteur. La clause sociale est obligatoire à partir du seuil européen : ${branches.join(' ; ')}.`,
  branch: (buyer: string, clause: SocialClause): string => `${limit(clause)} pour ${buyer}`,
  threshold: (amount: string, clause: SocialClause, reached: boolean): string =>
    `${amount}, ${reached ? 'au moins' : 'moins que'} ${limit(clause)}.`,
  works: (said: string, clause: SocialClause, short: boolean): string =>
    `Travaux : ${said}, ${short ? 'moins que' : 'pas moins que'} ${duration(clause)}.`,
  service: (said: string): string => `Service de ${said} : l’exception de durée ne vise que les travaux.`,
  others:
    'D’autres dérogations existent, motifs consignés : solution immédiatement disponible, lien insuffisant avec l’objet, concurrence restreinte ou exécution difficile.',
  durationUnsaid: (clause: SocialClause): string =>
    `Si les travaux durent moins de ${duration(clause)}, l’acheteur peut s’en passer.`,
  network: 'Pour un opérateur de réseaux, le seuil des fournitures et services est plus élevé.',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes.`,
};
