import { docxOf, odtOf, pptxOf } from '#support/documents/office-files.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';

/** A document that staff could drop; nothing in it is true. */
export interface MadeDocument {
  readonly name: string;
  /** Those of a set are asked by its questions: what is calibrated on one is measured on the other. */
  readonly set: 'calibrate' | 'measure';
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
}

const text = (value: string) => () => new TextEncoder().encode(value);

const FAIR = () =>
  docxOf([
    { title: 'Notice aux exposants, Foire des savoir-faire solidaires de Morlange' },
    { heading: 'Dates et lieu' },
    {
      text: 'La foire se tient les 12 et 13 mars 2027 à la halle Saint-Éloi de Morlange. Elle accueille 84 exposants, tous employeurs du territoire.',
    },
    {
      text: 'Le public entre de 9 h 30 à 18 h le vendredi et de 10 h à 17 h le samedi. Les exposants entrent une heure plus tôt par le quai des Tanneurs.',
    },
    { heading: 'Inscription' },
    {
      text: 'Le formulaire d’inscription est à renvoyer avant le 15 janvier 2027 à foire@morlange.example. Une inscription n’est complète qu’avec une attestation d’assurance en responsabilité civile et le règlement de l’acompte.',
    },
    {
      text: 'En cas d’annulation après le 20 février, l’acompte reste acquis à l’organisateur. Avant cette date, il est remboursé sous trente jours.',
    },
    { heading: 'Tarifs des stands' },
    {
      rows: [
        ['Stand', 'Surface', 'Tarif', 'Acompte'],
        ['Table seule', '2 m²', '60 €', '20 €'],
        ['Stand simple', '6 m²', '180 €', '60 €'],
        ['Stand d’angle', '9 m²', '310 €', '100 €'],
      ],
    },
    { text: 'Les associations de moins d’un an exposent gratuitement sur une table seule.' },
    { heading: 'Montage et électricité' },
    {
      text: 'Le montage a lieu le jeudi 11 mars de 14 h à 20 h. Chaque stand dispose d’une prise de 16 ampères ; au-delà de 2 kilowatts, un branchement séparé est facturé 45 €.',
    },
    {
      text: 'Les appareils à gaz et les flammes nues sont interdits dans la halle. Les nappes doivent être classées M1.',
    },
    { heading: 'Repas' },
    {
      text: 'Le déjeuner des exposants est servi au réfectoire de 12 h à 14 h, au prix de 11 € ; il se réserve auprès de Mme Daubrac. Les régimes sans porc et végétariens sont prévus.',
    },
  ]);

const RATES = text(
  `Prestation;Unité;Tarif HT;Délai de réalisation;Remarque
Nettoyage de vitres;heure;27,50 €;48 heures;Hors travaux en hauteur
Tonte et ramassage;100 m²;14 €;5 jours;Déchets verts évacués
Mise sous pli;1 000 plis;38 €;3 jours;Enveloppes fournies par le client
Livraison à vélo;course;6,20 €;2 heures;Rayon de 8 km
Couture de sacs;pièce;4,90 €;15 jours;À partir de 50 pièces
Numérisation d’archives;boîte;52 €;10 jours;Restitution sur clé chiffrée
Plateau-repas;pièce;16,80 €;24 heures;Vaisselle compostable
`,
);

const RECEIVING = text(`# Procédure d’accueil d’un salarié en parcours

Version du 4 octobre 2026. À lire par tous les encadrants.

### Avant l’arrivée

L’encadrant prépare le casier, la tenue et le badge **trois jours avant** l’arrivée. La tenue se retire à la lingerie, bâtiment C, contre signature.

La visite médicale se prend auprès de la médecine du travail de Brévent, dans les deux mois de l’embauche.

### Le premier jour

- Le salarié est accueilli à 8 h 15 à la loge.
- Il signe la charte informatique et reçoit son livret.
- Il déjeune avec son tuteur, aux frais de la structure.

### Le suivi

Un entretien se tient à la fin de la deuxième semaine, puis une fois par mois. Le compte rendu est déposé dans le dossier Atlas par le conseiller en insertion, sous cinq jours.

Une absence se signale par téléphone au 05 00 11 22 33 avant 8 h. Trois absences non justifiées donnent lieu à un entretien de recadrage.

### Le matériel

| Matériel | Qui le remet | Caution |
|---|---|---|
| Chaussures de sécurité | Lingerie | Aucune |
| Téléphone de chantier | Chef d’équipe | 30 € |
| Vélo de service | Loge | 80 € |

### La fin du parcours

Le badge et la tenue sont rendus le dernier jour. Une attestation de compétences est remise dans les quinze jours.
`);

const LIBRARY =
  text(`<!doctype html><html lang="fr"><head><title>Prêt de salles de la Maison des initiatives</title></head><body>
<nav>Accueil | Plan du site</nav>
<h1>Prêt de salles de la Maison des initiatives</h1>
<p>La Maison prête quatre salles aux structures adhérentes, tous les jours sauf le dimanche.</p>
<h2>Réserver</h2>
<p>La réservation se fait au plus tard dix jours avant la date, auprès de Karim Lestrade, sur salles@initiatives.example. Une même structure réserve au plus six fois par trimestre.</p>
<h2>Les salles</h2>
<table><tr><th>Salle</th><th>Places</th><th>Équipement</th></tr>
<tr><td>Alambic</td><td>12</td><td>Écran et visioconférence</td></tr>
<tr><td>Boussole</td><td>35</td><td>Vidéoprojecteur</td></tr>
<tr><td>Cabestan</td><td>80</td><td>Sonorisation et deux micros</td></tr></table>
<h2>Horaires et guichet</h2>
<p>Le guichet de la Maison ferme à 16 h 45, et à midi le mercredi. Les salles se libèrent à 21 h 30 au plus tard.</p>
<h2>Annuler</h2>
<p>Une salle qui n’est pas décommandée deux jours avant est facturée 25 €. Après deux oublis, la structure ne réserve plus pendant six mois.</p>
<h2>Sur place</h2>
<p>La nourriture est admise dans la salle Cabestan seulement. Les clés se retirent à la loge contre une pièce d’identité.</p>
</body></html>`);

const CHARTER = () =>
  odtOf([
    { title: 'Règlement de la plateforme logistique partagée de Vernoux' },
    { heading: 'Accès' },
    {
      text: 'La plateforme est ouverte aux adhérents du lundi au vendredi, de 6 h à 19 h. L’accès des poids lourds se fait par la rue des Forges ; leur tonnage est limité à 19 tonnes.',
    },
    { text: 'Un code d’accès est remis à chaque adhérent. Il change le premier lundi de chaque trimestre.' },
    { heading: 'Stockage' },
    {
      text: 'Chaque adhérent dispose de quarante emplacements de palette. Au-delà, l’emplacement est facturé 3,40 € par semaine.',
    },
    {
      text: 'Les produits frais sont stockés entre 2 et 4 degrés dans la chambre froide n° 2. Les produits inflammables ne sont pas acceptés.',
    },
    { heading: 'Emprunt du matériel' },
    {
      rows: [
        ['Matériel', 'Durée d’emprunt', 'Formation demandée'],
        ['Transpalette manuel', 'La journée', 'Aucune'],
        ['Chariot élévateur', 'Deux heures', 'CACES R489'],
        ['Camionnette électrique', 'Une demi-journée', 'Permis B'],
      ],
    },
    { heading: 'Cotisation et départ' },
    {
      text: 'La cotisation annuelle est de 420 € pour une entreprise d’insertion et de 650 € pour les autres. Elle se règle en janvier, par virement.',
    },
    {
      text: 'Un adhérent qui part prévient la gérante, Mme Ostrowski, trois mois à l’avance, par lettre recommandée.',
    },
    { heading: 'Incidents' },
    {
      text: 'Toute casse est notée dans le cahier rouge de la loge le jour même. Les réparations de moins de 150 € sont à la charge du fonds commun.',
    },
  ]);

const TRAINING = () =>
  pptxOf([
    {
      title: 'Répondre à plusieurs : journée de formation',
      texts: ['Chambre des coopérations du Haut-Lizon'],
    },
    {
      title: 'Le programme de la journée',
      texts: [
        'Accueil des participants à 8 h 45, salle Mélèze',
        'Matin : trouver des partenaires et se répartir le travail',
        'Après-midi : jeu de rôle, un dossier monté en deux heures',
        'Fin de la journée à 17 h 15',
      ],
    },
    {
      title: 'Qui peut venir ?',
      texts: [
        'Les dirigeants et les chargés d’affaires de structures de moins de 50 salariés',
        'Seize participants au plus par session',
        'La formation est prise en charge à 70 % par l’opérateur de compétences',
      ],
    },
    {
      title: 'La convention de partenariat',
      texts: [
        'Elle fixe la clé de répartition des gains et le nom du chef de file',
        'Elle est signée avant le dépôt du dossier, en trois exemplaires',
        'Un partenaire qui se retire paie une pénalité de 5 % de sa part',
      ],
    },
    {
      title: 'Les sessions de 2027',
      rows: [
        ['Ville', 'Date', 'Formatrice'],
        ['Lizon-le-Bas', '9 février 2027', 'Inès Barrault'],
        ['Orsans', '6 avril 2027', 'Maude Tillier'],
        ['Chantepierre', '15 juin 2027', 'Inès Barrault'],
      ],
    },
    {
      title: 'Après la formation',
      texts: [
        'Un suivi par téléphone de 30 minutes, six semaines après',
        'Le support reste en ligne un an, avec le mot de passe « coopérer »',
        'Une attestation est envoyée à ceux qui ont suivi la journée entière',
      ],
    },
  ]);

const AID = () =>
  tinyPdf(
    [
      {
        lines: [
          'Aide au premier emploi inclusif',
          '',
          'Le fonds Tremplin Sud verse une aide aux petites structures qui recrutent',
          "leur premier salarié éloigné de l'emploi.",
          "Le montant de l'aide est de 3 200 euros par salarié, versés en deux fois :",
          'la moitié à la signature du contrat, le reste au bout de six mois.',
          'Le contrat doit durer au moins neuf mois, à raison de vingt heures par semaine.',
        ],
      },
      {
        lines: [
          'Déposer une demande',
          '',
          "La demande se dépose en ligne, dans les quarante jours qui suivent l'embauche.",
          "Elle comprend le contrat de travail, un relevé d'identité bancaire et une lettre",
          'du prescripteur. Le comité se réunit le deuxième mardi du mois.',
          'La réponse est donnée par courriel huit jours après le comité.',
        ],
      },
      {
        lines: [
          'Obligations et contrôle',
          '',
          'La structure nomme un référent, qui suit une formation de deux jours.',
          'Elle envoie un bilan à la fin du contrat, sur le modèle B.',
          "Si le contrat est rompu avant quatre mois, l'aide est remboursée en entier.",
          'Une structure ne reçoit pas plus de trois aides par an.',
        ],
      },
    ],
    { title: 'Aide au premier emploi inclusif du fonds Tremplin Sud' },
  );

const NOTE = text(`Note aux membres : covoiturage et stationnement du pôle Garance
---------------------------------------------------------------

Le parc de stationnement compte 62 places, dont 4 réservées aux personnes à mobilité réduite.
La barrière s’ouvre avec le badge du pôle. Un badge perdu coûte 18 €.

Covoiturage
-----------
Chaque conducteur qui covoiture au moins trois fois par semaine reçoit 22 € par mois.
Les trajets se déclarent sur l’application Klaro avant le 5 du mois suivant.

Vélos
-----
L’abri à vélos est derrière le bâtiment Indigo. Les batteries ne se chargent pas dans les bureaux.

Visiteurs
---------
Les visiteurs se garent rue Pastel. Leur venue est annoncée la veille à l’accueil, poste 214.
Les livraisons se font entre 7 h et 10 h, quai nord.
`);

/** Two sets of four documents, of every family of formats. */
export const MADE_DOCUMENTS: readonly MadeDocument[] = [
  { name: 'notice-exposants-morlange.docx', set: 'calibrate', bytes: FAIR },
  { name: 'grille-tarifs-atelier-2027.csv', set: 'calibrate', bytes: RATES },
  { name: 'procedure-accueil-parcours.md', set: 'calibrate', bytes: RECEIVING },
  { name: 'pret-de-salles.html', set: 'calibrate', bytes: LIBRARY },
  { name: 'reglement-plateforme-vernoux.odt', set: 'measure', bytes: CHARTER },
  { name: 'repondre-a-plusieurs.pptx', set: 'measure', bytes: TRAINING },
  { name: 'aide-premier-emploi.pdf', set: 'measure', bytes: AID },
  { name: 'note-stationnement-garance.txt', set: 'measure', bytes: NOTE },
];
