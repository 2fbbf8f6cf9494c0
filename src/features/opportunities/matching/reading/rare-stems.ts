import { tokensOf } from '../trades/trades.ts';

const stemsIn = (text: string): string[] => tokensOf(text).map(({ stem }) => stem);

/** Words of all notices and of all companies, which tell no trade. */
const COMMON = new Set(
  stemsIn(
    `prestation service travail travaux marche lot unique commune ville departement region metropole communaute fourniture
     entretien maintenance entreprise association personne client public local locaux social solidaire quartier insertion
     petit grand nouveau site batiment equipement materiel produit mise realisation gestion accompagnement conseil atelier
     projet organisation fabrication vente achat location livraison pose installation accord cadre secteur zone centre
     ecole collectivite mairie particulier professionnel annuel divers ensemble agent habitant domicile france partout
     main sur mesure activite metier travaille propose fait aussi`,
  ),
);

/** Stems that few say, by which somebody's trade that no table has may be found. */
export const rareStems = (text: string): Set<string> =>
  new Set(stemsIn(text).filter((stem) => stem.length > 3 && !/\d/.test(stem) && !COMMON.has(stem)));
