import type { BuyerRules, Category } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** From the lightest to the heaviest: no competition due, MAPA, formal procedure. */
export const PROCEDURES = ['direct', 'adapted', 'formal'] as const;
export type Procedure = (typeof PROCEDURES)[number];

/**
 * The publicity that is due. `none`; `free`: the buyer chooses its own; `adapted`: social services, suited to the
 * contract; `national`: BOAMP or a journal of legal notices; `eu`: JOUE alone; `national-and-eu`: BOAMP and JOUE;
 * `unsaid`: the register's facts do not say it (defence, social services of network operators).
 */
export type Publicity = 'none' | 'free' | 'adapted' | 'national' | 'eu' | 'national-and-eu' | 'unsaid';

/** Kinds of purchases with a threshold of their own. `social`: services of annex 3 (its list of codes to be checked). */
export type Nature = 'ordinary' | 'innovative' | 'books' | 'social';

/** A buyer's whole need, as it is estimated (R2121-1): all lots, options and renewals, in € HT. */
export interface Need {
  readonly amount: number;
  readonly category: Category;
  readonly nature: Nature;
  readonly buyer: BuyerRules;
  /** A defence or security contract (2e partie, livre III), which has its own figures. */
  readonly defence: boolean;
}

/** What an amount leads to, with the figures that decide it. */
export interface ProcedureResult {
  readonly procedure: Procedure;
  readonly publicity: Publicity;
  /** Under it, no publicity nor competition is due (R2122-8, R2122-9, R2122-9-1, R2322-14, R2322-16). */
  readonly exemption: KnownFigure;
  /** From it, a formal procedure is due (annex 2); undefined when none is (annex 3) or its value is unknown that day. */
  readonly formal?: KnownFigure | undefined;
  /** From it, a notice is due in an adapted procedure: BOAMP or JAL (R2131-12), JOUE for annex 3 (R2131-15). */
  readonly notice?: KnownFigure | undefined;
  /** The next amount above that changes something, and what it brings. */
  readonly next?: { readonly figure: KnownFigure; readonly brings: Procedure | Publicity } | undefined;
  readonly formalities?: Formalities | undefined;
}

/** What else an amount requires, outside defence contracts. */
export interface Formalities {
  /** R2112-1. */
  readonly written: { readonly due: boolean; readonly from: KnownFigure };
  /**
   * R2132-2: `with-notice` when it is due only if the buyer publishes a notice. `published`: whether it is due once a
   * notice is published, be it one that nothing imposed.
   */
  readonly filesOnline: {
    readonly due: 'no' | 'with-notice' | 'yes';
    readonly published: boolean;
    readonly from: KnownFigure;
  };
  /** R2196-1: `or-listed`, a purchase under R2122-8 may stand in a yearly list instead. */
  readonly data: { readonly due: 'no' | 'published' | 'or-listed'; readonly from: KnownFigure };
}

/** The amount under which a need may be bought without publicity nor competition, by its id in the register. */
export function exemptionId({
  category,
  nature,
  defence,
}: Pick<Need, 'category' | 'nature' | 'defence'>): string {
  if (defence) return nature === 'innovative' ? 'dispense-innovants-defense' : 'dispense-defense';
  if (nature === 'innovative') return 'dispense-innovants';
  if (nature === 'books') return 'dispense-livres';
  return category === 'works' ? 'dispense-travaux' : 'dispense-fournitures-services';
}

/** The European threshold of a need (annex 2), by its id in the register. */
export function formalId({ category, buyer, defence }: Pick<Need, 'category' | 'buyer' | 'defence'>): string {
  if (category === 'works') return 'seuil-formalise-travaux';
  return defence ? 'seuil-formalise-defense' : buyer.formalThreshold;
}

/**
 * Procedure and publicity of a need on the date of its consultation.
 * @returns undefined when a figure that decides is unknown on that date
 */
export function procedureFor(need: Need, figures: FiguresAt): ProcedureResult | undefined {
  const exemption = figures.get(exemptionId(need));
  if (!exemption) return undefined;
  const social = need.nature === 'social' && !need.defence;
  const formal = social ? undefined : figures.get(formalId(need));
  const notice = noticeFigure(need, figures);
  const procedure = procedureOf(need.amount, { exemption, formal, social });
  if (!procedure) return undefined;
  const publicity = publicityOf(need, procedure, notice);
  if (!publicity) return undefined;
  return {
    procedure,
    publicity,
    exemption,
    formal,
    notice,
    next: nextOf(need, { exemption, formal, notice }),
    formalities: need.defence ? undefined : formalitiesOf(need, procedure, publicity, figures),
  };
}

function procedureOf(
  amount: number,
  known: { exemption: KnownFigure; formal: KnownFigure | undefined; social: boolean },
): Procedure | undefined {
  if (amount < known.exemption.number) return 'direct';
  if (known.social) return 'adapted';
  if (!known.formal) return undefined;
  return amount < known.formal.number ? 'adapted' : 'formal';
}

function noticeFigure({ nature, defence, buyer }: Need, figures: FiguresAt): KnownFigure | undefined {
  if (defence) return undefined;
  if (nature === 'social') return isNetwork(buyer) ? undefined : figures.get('seuil-joue-services-sociaux');
  return buyer.nationalNotice ? figures.get('seuil-publicite-boamp') : undefined;
}

const isNetwork = (buyer: BuyerRules): boolean => buyer.formalThreshold === 'seuil-formalise-entites';

function publicityOf(
  { amount, nature, defence, buyer }: Need,
  procedure: Procedure,
  notice: KnownFigure | undefined,
): Publicity | undefined {
  if (procedure === 'direct') return 'none';
  if (defence) return 'unsaid';
  if (nature === 'social') {
    if (isNetwork(buyer)) return 'unsaid';
    return notice && (amount < notice.number ? 'adapted' : 'eu');
  }
  if (procedure === 'formal') return buyer.nationalNotice ? 'national-and-eu' : 'eu';
  if (!buyer.nationalNotice) return 'free';
  return notice && (amount < notice.number ? 'free' : 'national');
}

function nextOf(
  { amount, nature }: Need,
  known: Pick<ProcedureResult, 'exemption' | 'formal' | 'notice'>,
): ProcedureResult['next'] {
  const { exemption, formal, notice } = known;
  const steps: readonly ProcedureResult['next'][] = [
    { figure: exemption, brings: 'adapted' },
    // Under the exemption no notice is due: there the threshold of notices means nothing (works).
    notice && notice.number > exemption.number
      ? { figure: notice, brings: nature === 'social' ? 'eu' : 'national' }
      : undefined,
    formal && { figure: formal, brings: 'formal' },
  ];
  return steps.find((step) => step !== undefined && step.figure.number > amount);
}

function formalitiesOf(
  { amount, nature }: Need,
  procedure: Procedure,
  publicity: Publicity,
  figures: FiguresAt,
): Formalities | undefined {
  const written = figures.get('seuil-ecrit');
  const files = figures.get('seuil-dce-en-ligne');
  const data = figures.get('seuil-donnees-essentielles');
  const listed = figures.get('donnees-essentielles-achat-direct');
  if (!written || !files || !data || !listed) return undefined;
  // Only purchases under R2122-8 are published from the lower amount: not books, nor innovative purchases.
  const underR21228 = procedure === 'direct' && (nature === 'ordinary' || nature === 'social');
  const dataFrom = underR21228 ? listed : data;
  const noticeDue = ['national', 'eu', 'national-and-eu'].includes(publicity);
  const online = procedure === 'direct' || amount < files.number ? 'no' : noticeDue ? 'yes' : 'with-notice';
  return {
    written: { due: amount >= written.number, from: written },
    filesOnline: { due: online, published: amount >= files.number, from: files },
    data: { due: amount < dataFrom.number ? 'no' : underR21228 ? 'or-listed' : 'published', from: dataFrom },
  };
}
