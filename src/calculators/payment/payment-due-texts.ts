import type { Buyer } from '#src/calculators/buyers.ts';
import { dayCount, opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { uncapitalised } from '#src/platform/french/capitals.ts';
import type { PaymentDue, PrivatePaymentDue } from './payment-due.ts';

export const PAYMENT_TITLE = 'Calcul de la date limite de paiement';

/** How a buyer is called in « … doit payer au plus tard ». */
export const payerName = (buyer: Buyer | undefined): string =>
  ({
    state: 'L’État',
    'state-agency': 'L’établissement public de l’État',
    local: 'La collectivité',
    hospital: 'L’hôpital public',
    'social-housing': 'Le bailleur social',
    'public-company': 'L’entreprise publique',
    'private-body': 'L’acheteur',
    network: 'L’entreprise publique de réseaux',
    defence: 'L’État',
    private: 'Votre client privé',
  })[buyer ?? 'private-body'];

/** Sentences on the last day to pay. */
export const paymentTexts = {
  due: (payer: string, { due, time }: PaymentDue, assumed: boolean): string =>
    `${assumed ? 'Un acheteur public' : payer} doit payer au plus tard le ${calendarDay(due)}${assumed ? `, avec le délai ordinaire de ${dayCount(time.number)}` : ''}.`,
  overdue: (
    payer: string,
    { due, time }: PaymentDue,
    late: number,
    assumed: boolean,
    verdict?: 'oui' | 'non',
  ): string =>
    opened(
      verdict,
      `le paiement était dû au plus tard le ${calendarDay(due)}${assumed ? `, avec le délai ordinaire de ${dayCount(time.number)}` : ` : ${uncapitalised(payer)} a ${dayCount(time.number)}`}. Retard à ce jour : ${dayCount(late)}.`,
    ),
  elapsed: (verdict: 'oui' | 'non' | undefined, payer: string, days: number, maximum: number): string =>
    opened(
      verdict,
      days > maximum
        ? `${dayCount(days)} après la réception de la facture, c’est un retard : ${uncapitalised(payer)} a ${dayCount(maximum)} au plus pour payer.`
        : `${dayCount(days)} après la réception de la facture, c’est dans le délai : ${uncapitalised(payer)} a ${dayCount(maximum)} au plus pour payer.`,
    ),
  elapsedStep: (days: number, maximum: number): string =>
    `${dayCount(days)} − ${dayCount(maximum)} = ${dayCount(days - maximum)} de retard.`,
  paid: (verdict: 'oui' | 'non' | undefined, due: PaymentDue, paid: IsoDate, late: number): string =>
    late > 0
      ? opened(
          verdict,
          `le paiement du ${frenchDate(paid)} est en retard de ${dayCount(late)} : il était dû au plus tard le ${calendarDay(due.due)}.`,
        )
      : opened(
          verdict,
          `le paiement du ${frenchDate(paid)} est dans le délai : il était dû au plus tard le ${calendarDay(due.due)}.`,
        ),
  privateDue: ({ byDefault, longest }: PrivatePaymentDue): string =>
    `Si rien n’est convenu, votre client privé doit payer vers le ${calendarDay(byDefault.due)} ; le contrat ne peut pas aller au-delà du ${calendarDay(longest.due)}, ou de la fin de mois prévue.`,
  step: ({ time, start, startsWith, due }: PaymentDue): string =>
    `${startsWith === 'received' ? 'Facture reçue' : 'Prestations exécutées'} le ${frenchDate(start)} + ${dayCount(time.number)} = ${calendarDay(due)}.`,
  lateStep: (due: IsoDate, end: IsoDate, late: number): string =>
    `Du ${frenchDate(due)} au ${frenchDate(end)} : ${dayCount(late)} de retard.`,
  paidStep: (paid: IsoDate): string => `Paiement : ${frenchDate(paid)}.`,
  later: 'L’exécution est plus tardive que la facture : c’est elle qui fait partir le délai.',
  privateSteps: (due: PrivatePaymentDue): string[] => [
    `Sans accord : ${frenchDate(due.from)} + ${dayCount(due.byDefault.time.number)} = ${calendarDay(due.byDefault.due)}.`,
    `Au plus, date de facture : ${frenchDate(due.from)} + ${dayCount(due.longest.time.number)} = ${calendarDay(due.longest.due)}.`,
    `Ou ${dayCount(due.endOfMonth.time.number)} fin de mois, si le contrat le prévoit : ${frenchDate(due.endOfMonth.due[0])} ou ${frenchDate(due.endOfMonth.due[1])}, selon sa façon de compter.`,
  ],
  privateStart:
    'Je compte depuis la date que vous donnez : vérifiez le point de départ exact (facture, livraison ou exécution) dans le contrat.',
  privateShorter: 'Factures périodiques, denrées périssables et transport ont des délais plus courts.',
  sentAssumed:
    'Je suppose que la facture a été reçue ce jour-là : sur Chorus Pro, c’est la date du message de mise à disposition qui compte.',
  execution: 'Si les prestations ont été finies après cette date, le délai part de leur exécution.',
  verification:
    'Si le marché prévoit une vérification, ou pour un solde de travaux, le délai part plus tard.',
  shorter: 'Le marché peut prévoir un délai plus court, jamais plus long.',
  network: 'Une entité adjudicatrice de droit privé suit le code de commerce, comme un client privé.',
  localBody: 'Un établissement public local reste au délai ordinaire, même s’il est une entreprise publique.',
  counted: COUNTED,
  clarify: 'Qui doit vous payer ?',
};

/** Sentences on a time to pay that someone wants to set. */
export const paymentTermTexts = {
  tooLong: (verdict: 'oui' | 'non' | undefined, given: number, maximum: number, payer: string): string =>
    opened(
      verdict,
      `${dayCount(given)}, c’est trop long : ${uncapitalised(payer)} doit payer en ${dayCount(maximum)} au plus, et le contrat ne peut pas allonger ce délai.`,
    ),
  allowed: (verdict: 'oui' | 'non' | undefined, given: number, maximum: number, payer: string): string =>
    opened(
      verdict,
      `${dayCount(given)}, c’est dans la règle : le délai maximal est de ${dayCount(maximum)} pour ${uncapitalised(payer)}.`,
    ),
  dependsOnBuyer: (given: number): string =>
    `${dayCount(given)}, cela dépend de l’acheteur : tous n’ont pas le même délai maximal.`,
  step: (payer: string, maximum: number): string => `${payer} : ${dayCount(maximum)} au plus.`,
  privateAgreement: (defaultDays: number): string =>
    `Ce délai doit être prévu au contrat ; sans accord, c’est ${dayCount(defaultDays)}.`,
  endOfMonth: (days: number): string => `Le contrat peut préférer ${dayCount(days)} fin de mois.`,
};
