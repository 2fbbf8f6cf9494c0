/** What is said of alerts until they are open: what they will be, what cannot be done yet, and that it is kept. */

const WHAT =
  'Les alertes préviennent les entreprises référencées des opportunités de leur territoire. Leur réglage par conversation n’est pas encore ouvert : je ne peux ni les activer, ni les suspendre d’ici.';
const KEPT =
  'Je garde votre demande (alertes) avec cette conversation : l’équipe la retrouvera telle que vous l’avez écrite.';

/** @param act what exactly is wanted: « alerts.start », « alerts.tune », « alerts.stop » */
export const alertsText = (act: string | undefined): string[] => {
  if (act === 'alerts.stop')
    return [
      'C’est noté : vous ne voulez pas, ou plus, recevoir d’alertes. Aucune ne part d’ici aujourd’hui : leur réglage par conversation n’est pas encore ouvert.',
      KEPT,
    ];
  return [WHAT, KEPT];
};
