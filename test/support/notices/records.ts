import type { BoampRecord } from '#support/fakes/notices/boamp.ts';

/** Notices of our own making, in the shapes in which BOAMP gives them. Buyers are invented. */

const empty = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));

interface Filed {
  readonly idweb: string;
  readonly day: string;
  readonly family?: string;
  readonly nature?: string;
  readonly state?: string;
  readonly title?: string;
  readonly buyer?: string;
  readonly departments?: readonly string[];
  /** As `gestion` writes it. */
  readonly closing?: string;
  readonly follows?: string;
  readonly criteria?: readonly string[];
}

/** A record with its flat fields and its two trees, as texts. */
export function record(filed: Filed, donnees: object): BoampRecord {
  const { idweb, day, family = 'FNS', nature = 'APPEL_OFFRE', state = 'INITIAL', closing, follows } = filed;
  const {
    title = 'Nettoyage des gymnases',
    buyer = 'Ville de Monterive',
    departments = ['18'],
    criteria,
  } = filed;
  const gestion = {
    REFERENCE: {
      IDWEB: idweb,
      TYPE_AVIS: { FAMILLE: empty(family), NATURE: empty(nature), STATUT: empty(state) },
      ...(follows ? { ANNONCE_ANTERIEUR: { IDWEB: follows } } : {}),
    },
    INDEXATION: {
      NOMORGANISME: buyer,
      TYPE_PROCEDURE: empty('PROCEDURE_ADAPTE'),
      DATE_PUBLICATION: day,
      ...(closing ? { DATE_LIMITE_REPONSE: closing } : {}),
      NATURE_MARCHE: empty('SERVICES'),
      ...(criteria ? { CRITERES_SOCIAUX_ENV: empty(...criteria) } : {}),
      DEP_PUBLICATION: departments.length === 1 ? departments[0] : departments,
      RESUME_OBJET: title,
    },
  };
  return {
    idweb,
    id: idweb.replace('-', '_'),
    objet: title,
    famille: family,
    code_departement: departments,
    code_departement_prestation: null,
    dateparution: day,
    // What the API makes of an hour without a zone.
    datelimitereponse: closing ? `${closing.slice(0, 19)}+00:00` : null,
    nomacheteur: buyer,
    titulaire: null,
    nature,
    nature_libelle: 'Avis',
    etat: state,
    type_marche: ['SERVICES'],
    annonce_lie: follows ? [follows] : null,
    gestion: JSON.stringify(gestion),
    donnees: JSON.stringify(donnees),
    url_avis: `https://www.boamp.fr/pages/avis/?q=idweb:${idweb}`,
  };
}

const FNS_BUYER = {
  nomOfficiel: 'Ville de Monterive',
  typeIdentificationNational: { siret: '' },
  codeIdentificationNational: '21180033900015',
  ville: 'Monterive',
  cp: '18100',
};

/** FNSimple 3.2.5, with lots when some are given. */
export const fnsRecord = (
  filed: Filed,
  more: { scope?: object; procedure?: object; lots?: readonly object[] } = {},
): BoampRecord =>
  record(filed, {
    FNSimple: {
      organisme: FNS_BUYER,
      initial: {
        communication: {
          urlProfilAch: 'https://www.profil.exemple.fr',
          urlDocConsul: 'https://www.profil.exemple.fr/dossiers/42',
          identifiantInterne: '2026-NET-04',
          nomContact: 'Service des marchés',
          adresseMailContact: 'marches@monterive.exemple.fr',
          telContact: '+33 199000010',
        },
        procedure: {
          procedureAdapteeO: '',
          techAchat: { accordCadre: '' },
          dateReceptionOffres: filed.closing,
          ...more.procedure,
        },
        natureMarche: {
          intitule: filed.title ?? 'Nettoyage des gymnases',
          codeCPV: { objetPrincipal: { classPrincipale: '90910000' } },
          natureMarche: { services: '' },
          description: 'Nettoyage quotidien de trois gymnases.',
          lieuExecution: 'Monterive',
          dureeMois: '36',
          valeurEstimee: { '@devise': 'EUR', valeur: '90000' },
          reservationMarche: { non: '' },
          ...more.scope,
        },
        ...(more.lots ? { lots: { lot: more.lots } } : {}),
      },
    },
  });

/** MAPA, whose codes are left out more often than not. */
export const mapaRecord = (filed: Filed, more: object = {}): BoampRecord =>
  record(
    { family: 'MAPA', ...filed },
    {
      MAPA: {
        organisme: {
          correspondantPRM: { pren: 'Service', nom: 'achats' },
          acheteurPublic: 'COMMUNE D&amp;#039;AUBECOURT',
          adr: { voie: { nomvoie: '1 place du Marché' }, cp: '59278', ville: 'Aubecourt' },
          coord: { tel: '+33 199000011', mel: 'mairie@aubecourt.exemple.fr' },
          urlProfilAcheteur: 'https://marches.exemple.fr/index.php?page=detail&amp;id=7',
        },
        initial: {
          natureMarche: { services: '' },
          description: {
            objet: 'Mission d’assistance',
            lieuExecutionLivraison: { cp: '59278', ville: 'Aubecourt' },
          },
          duree: { nbMois: '24' },
          procedure: { procedureAdaptee: '' },
          delais: { receptionOffres: filed.closing },
          renseignements: { idMarche: '2026-AMO-7' },
          ...more,
        },
      },
    },
  );

/** A correction of a MAPA or a FNSimple, in the words of its buyer. */
export const correctionRecord = (
  filed: Filed,
  words: string,
  shape: 'MAPA' | 'FNSimple' = 'MAPA',
): BoampRecord =>
  record(
    { nature: 'RECTIFICATIF', state: 'RECTIFICATIF', ...filed },
    {
      [shape]: {
        organisme: shape === 'MAPA' ? { acheteurPublic: 'Commune d’Aubecourt' } : FNS_BUYER,
        rectificatif: {
          avisInitial: { idWeb: filed.follows },
          infosRectif: shape === 'MAPA' ? { ajouter: words } : words,
        },
      },
    },
  );

/** The older forms, in capitals. */
export const olderRecord = (filed: Filed, more: { object?: object; more?: object } = {}): BoampRecord =>
  record(filed, {
    IDENTITE: {
      DENOMINATION: 'Office du Val',
      TYPE_IDENT_NATIONAL: { SIREN: '' },
      CODE_IDENT_NATIONAL: '732829320',
      CONTACT: 'Service achats',
      CP: '49000',
      VILLE: 'Angers',
      MEL: 'achats@val.exemple.fr',
      URL_PROFIL_ACHETEUR: 'https://www.profil.exemple.fr/val',
    },
    OBJET: {
      TITRE_MARCHE: filed.title ?? 'Transport de colis',
      TYPE_MARCHE: { SERVICE: '' },
      OBJET_COMPLET: 'Transport de colis en deux lots.',
      CPV: { PRINCIPAL: '60100000' },
      LIEU_EXEC_LIVR: { ADRESSE: 'ANGERS' },
      CARACTERISTIQUES: {
        VALEUR_MIN: { '@DEVISE': 'EUR', '#text': '160000' },
        VALEUR_MAX: { '@DEVISE': 'EUR', '#text': '210000' },
      },
      DUREE_DELAI: { DUREE_MOIS: '48' },
      MARCHE_RESERVE_NON: '',
      ...more.object,
    },
    PROCEDURE: { TYPE_PROCEDURE: { OUVERT: '' }, TECH_ACHAT: { ACCORD_CADRE: '' } },
    CONDITION_DELAI: { RECEPT_OFFRES: filed.closing },
    ...more.more,
  });

/** What ends a call, in the older form. */
export const cancellationRecord = (filed: Filed, why: string): BoampRecord => ({
  ...record(
    { nature: 'ANNULATION', state: 'ANNULATION', ...filed },
    {
      IDENTITE: { DENOMINATION: 'Ville de Monterive', CP: '18100', VILLE: 'Monterive' },
      ANNULATION: { ANNUL_INFO_ANNONCE_ANTERIEUR: { REFERENCE: { IDWEB: filed.follows } }, MOTIF: why },
    },
  ),
  objet: null,
});

/** A record in eForms: the tree of {@link eformsTree}. */
export const eformsRecord = (filed: Filed, tree: object): BoampRecord =>
  record({ family: 'JOUE', ...filed }, { EFORMS: tree });
