import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymise } from '#src/features/expert/drafts/anonymise/anonymise.ts';
import { ROOT } from '#support/repository/source-files.ts';

const KNOWN = {
  persons: ['Hélène Lefèvre-Martin'],
  experts: ['Nadia Benali', 'Jean-Pierre Roux'],
  companies: ['SARL Les Jardins d’Aïcha'],
};

/** What is written, and what is left of it. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ['Écrivez à helene.lefevre+marches@jardins-aicha.fr.', 'Écrivez à [adresse mail].'],
  ['mailto:o’brien@asso.example.org', '[adresse mail]'],
  ['jean point dupont arobase gmail point com', '[adresse mail]'],
  ['contact (at) menuiserie [dot] fr svp', '[adresse mail] svp'],
  ['Appelez le 06 12 34 56 78 avant midi', 'Appelez le [téléphone] avant midi'],
  ['tél.0612345678, merci', 'tél.[téléphone], merci'],
  ['au 01.42.68.53.00 ou +33 (0)6 12 34 56 78', 'au [téléphone] ou [téléphone]'],
  ['00 33 6 12 34 56 78', '[téléphone]'],
  ['06-12-34-56-78 / 0 800 123 456', '[téléphone] / [téléphone]'],
  ['+32 475 12 34 56 en Belgique', '[téléphone] en Belgique'],
  ['SIRET 732 829 320 00074', 'SIRET [SIRET]'],
  ['notre siret : 73282932000074.', 'notre siret : [SIRET].'],
  ['n° SIREN : 732 829 321 (mal tapé)', 'n° SIREN : [SIREN] (mal tapé)'],
  ['RCS Paris B 732829320', 'RCS Paris B [SIREN]'],
  ['immatriculée 732 829 320 à Lyon', 'immatriculée [SIREN] à Lyon'],
  ['nous sommes le 732829320', 'nous sommes le [SIREN]'],
  ['TVA FR 40 303 265 045', 'TVA [numéro de TVA]'],
  ['IBAN FR76 3000 6000 0112 3456 7890 189 MERCI', 'IBAN [IBAN] MERCI'],
  ['fr7630006000011234567890189', '[IBAN]'],
  ['compte BE71 0961 2345 6769', 'compte [IBAN]'],
  ['RIB 30006 00001 12345678901 89', 'RIB [IBAN]'],
  ['BIC : AGRIFRPP882', 'BIC : [IBAN]'],
  ['sécu 2 84 05 75 120 012 45', 'sécu [numéro personnel]'],
  ['12 bis, rue de la République 69002 Lyon cedex 2', '[adresse]'],
  ['Je suis au 3 place du Marché, 93100 Montreuil.', 'Je suis au [adresse].'],
  ['12 rue du 8 mai 1945 à 75010 Paris', '[adresse]'],
  ['atelier 45 avenue jean jaurès et bureau ailleurs', 'atelier [adresse] et bureau ailleurs'],
  ['4, ALLÉE DES TILLEULS 31000 TOULOUSE', '[adresse]'],
  ['BP 12, 44000 Nantes', '[adresse]'],
  ['au lieu-dit Les Quatre Vents', 'au [adresse]'],
  ['siège à 97400 Saint-Denis de la Réunion', 'siège à [adresse]'],
  ['Nadia BENALI vous répond, signé N. Benali', '[expert] vous répond, signé N. [expert]'],
  ['Merci nadia !', 'Merci [expert] !'],
  ['helene lefevre-martin et Mme Lefèvre', '[personne] et [personne]'],
  ['LEFEVRE MARTIN Hélène', '[personne]'],
  ['M. Jean-Baptiste de La Tour m’a dit', '[personne] m’a dit'],
  ['voir avec Maître O’Connor demain', 'voir avec [personne] demain'],
  ['Bonjour, je m’appelle karim et je réponds', 'Bonjour, je m’appelle [personne] et je réponds'],
  ['Cordialement,\nClaire Petit', 'Cordialement,\n[personne]'],
  ["les jardins d'Aicha peuvent-ils répondre ?", '[entreprise] peuvent-ils répondre ?'],
  ['la SAS Toits & Façades du Nord répond', 'la SAS [entreprise] répond'],
  ['l’association « Coup de pouce 93 » emploie', 'l’association [entreprise] emploie'],
  ['nous sommes Menuiserie Dupont, à Lille', 'nous sommes [entreprise], à Lille'],
  ['https://place.example.com/dce?token=abc123', '[lien]'],
  ['(voir https://www.jardins-aicha.fr/devis)', '(voir [lien])'],
  ['https://www.marches-publics.gouv.fr/?page=entreprise&id=12&orgAcronyme=x9z', '[lien]'],
  ['https://www.legifrance.gouv.fr/partage/a8f3e21b9c4d7e60f1aa', '[lien]'],
  ['sur jardins-aicha.fr, rubrique devis', 'sur [lien], rubrique devis'],
  ['notre page @jardins_aicha', 'notre page [compte]'],
];

/** What a rule says, and must go on saying. */
const KEPT: readonly string[] = [
  'Sous 60 000 € HT, sans publicité (article R. 2122-8), depuis le 1er avril 2026.',
  'Le seuil est de 5 404 000 euros, ou 5404000 HT, et 216 000 € pour les communes.',
  'Un marché de 123 456 782 € et 732 829 320 euros de chiffre d’affaires.',
  'Répondez avant le 01/02/2026 12:00, ou le 03.12.2026 14h30.',
  'Article L2113-10 du code de la commande publique ; CE, 30 mars 2016, n° 375529.',
  'Le directeur, Monsieur le maire et le Conseil d’État. Madame la présidente.',
  'Voyez https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037703543.',
  'Une entreprise adaptée, une entreprise ESUS, une association ESS, une SCOP ou une SCIC.',
  'Nous sommes PME et nous sommes titulaires de 3 lots depuis 2024.',
  'Lot 2 : 3 places de stationnement, 20 cours de formation, 2 rues à nettoyer.',
  'Les Canaux et la Fabrique des Marchés Responsables vous aident.',
  '40000 Euros par an pendant 4 ans, soit 160000 TTC ; 12500 Habitants.',
  'Du 24/11/2026 au 24/12/2026, de 9 h à 17 h 30, 30 jours, 5 %, 1 500,50 €.',
  'Le délai est de 35 jours (R2161-2) ; 2 ans, 48 mois, 1 607 heures.',
];

describe('A text made anonymous', () => {
  it.each(HIDDEN)('« %s »', (written, left) => {
    expect(anonymise(written, KNOWN)).toBe(left);
  });

  it.each(KEPT)('keeps « %s »', (written) => {
    expect(anonymise(written, KNOWN)).toBe(written);
  });

  it('keeps the words that are also somebody’s name', () => {
    const known = { persons: ['Pierre Lot'], experts: ['Rose Marché'] };
    expect(anonymise('le lot en pierre rose du marché', known)).toBe('le lot en pierre rose du marché');
    expect(anonymise('Pierre a rose vif ; ROSE MARCHE répond', known)).toBe(
      '[personne] a rose vif ; [expert] répond',
    );
  });

  it('leaves the pages of the knowledge as they are, but for sites that are somebody’s', () => {
    const guides = readdirSync(join(ROOT, 'knowledge/guides')).map((name) =>
      readFileSync(join(ROOT, 'knowledge/guides', name), 'utf8')
        .normalize('NFC')
        // Sources name the sites where they were read.
        .replace(/^---\n[\s\S]*?\n---\n/, ''),
    );
    expect(guides.length).toBeGreaterThan(20);
    const changed = guides.flatMap((text) => text.split('\n')).filter((line) => anonymise(line) !== line);
    expect(changed).toEqual([]);
  });

  const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
  const spaced = (text: string, sizes: readonly number[], sign: string): string =>
    sizes
      .map((size, index) => {
        const at = sizes.slice(0, index).reduce((sum, one) => sum + one, 0);
        return text.slice(at, at + size);
      })
      .join(sign);
  const sign = fc.constantFrom(' ', '.', '', '\u00a0', '-');
  const phone = fc
    .tuple(fc.constantFrom('0', '+33 ', '+33 (0)', '0033'), fc.integer({ min: 1, max: 9 }), digits(8), sign)
    .map(
      ([start, first, rest, between]) => `${start}${first}${between}${spaced(rest, [2, 2, 2, 2], between)}`,
    );
  const siret = fc.tuple(digits(14), sign).map(([all, between]) => spaced(all, [3, 3, 3, 5], between));
  const mail = fc
    .tuple(
      fc.stringMatching(/^[a-z]{1,9}(?:[._-][a-z0-9]{1,9})?$/),
      fc.stringMatching(/^[a-z]{2,9}\.(?:fr|com|org)$/),
    )
    .map(([name, site]) => `${name}@${site}`);
  const iban = fc.tuple(digits(23), fc.constantFrom(' ', '')).map(([body, between]) => {
    const country = 'FR';
    const rest = [...`${body}152700`].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
    const all = `${country}${String(98 - rest).padStart(2, '0')}${body}`;
    return spaced(all, [4, 4, 4, 4, 4, 4, 3], between);
  });
  const secret = fc.oneof(phone, siret, mail, iban);
  const around = fc.constantFrom(
    ['Bonjour, mon contact est ', ', merci.'],
    ['(', ')'],
    ['Le seuil de 60 000 € HT : ', ' ; article R2122-8, le 1er avril 2026.'],
    ['', ''],
    ['à la ligne\n', '\nà bientôt'],
  );

  it('holds no number nor address, wherever they stand, and nothing else is lost', () => {
    fc.assert(
      fc.property(secret, around, (hidden, [before = '', after = '']) => {
        const left = anonymise(`${before}${hidden}${after}`);
        expect(left.startsWith(before)).toBe(true);
        expect(left.endsWith(after)).toBe(true);
        expect(left.slice(before.length, left.length - after.length)).toMatch(/^\[[^\]]+\]$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays as it is when it is made anonymous once more', () => {
    const pieces = fc.oneof(
      secret,
      fc.constantFrom(...HIDDEN.map(([written]) => written), ...KEPT),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 5 }), (parts) => {
        const once = anonymise(parts.join(' '), KNOWN);
        expect(anonymise(once, KNOWN)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no longer for a text made to slow it down', () => {
    const long = ['a@', '0 ', '1 rue de ', 'M. A', 'SARL A ', 'www.', 'a point ', '12345 '].map((part) =>
      part.repeat(2_000),
    );
    for (const text of long) expect(anonymise(text).length).toBeGreaterThan(0);
  });
});
