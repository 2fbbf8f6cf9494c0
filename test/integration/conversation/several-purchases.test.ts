import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const BOTH =
  'Bonjour, je suis secrétaire de mairie dans une petite commune. On doit relancer notre marché de cantine scolaire et refaire une toiture. Pour la cantine c’est à peu près 60 000 € par an, marché de 3 ans. Quelle procédure je dois suivre ?';

describe('A conversation on several purchases', () => {
  const folder = tempFolder();
  let hotline: Hotline;
  let channel: RecordingChannel;
  let met = 0;

  beforeAll(async () => {
    await putShippedIndex(folder.path);
    channel = new RecordingChannel();
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: folder.path,
      HOTLINE_KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    hotline = await createHotline(config, { adapters: [channel] });
  }, 120_000);
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  /** Says all of it, one after the other. @returns what was answered to each */
  async function talk(...messages: readonly string[]): Promise<string[]> {
    met += 1;
    const who = `secretary-${met}`;
    const answers: string[] = [];
    let read = 0;
    for (const message of messages) {
      await channel.say(who, message);
      await channel.untilReceived(who, read + 1);
      await hotline.settled();
      const all = await channel.untilReceived(who, read + 1);
      answers.push(all.slice(read).join('\n'));
      read = all.length;
    }
    return answers;
  }

  it('counts the one that the sum is said of, by its own kind, and says which', async () => {
    const [first] = await talk(BOTH);
    expect(first).toContain('À 180 000 € HT : procédure adaptée');
    expect(first).toContain('216 000 € HT pour les fournitures et services d’une collectivité');
    expect(first).not.toContain('5 404 000');
    expect(first).toContain('Pour la cantine scolaire : services');
    expect(first).toContain('À vérifier : si le code CPV du service est à l’annexe 3');
  });

  it('counts the last question again for the other one, and for the first when it comes back to it', async () => {
    const [, denied, roof, which] = await talk(
      BOTH,
      'non, là je parlais de la cantine, c’est pas des travaux ! c’est un prestataire qui fait les repas et les livre',
      'bon d’accord. et pour la toiture ? c’est 85 000 € HT',
      'attendez vous me dites formalisée au dessus de 216 000 alors que juste avant c’était MAPA à tout montant si c’est dans l’annexe 3. c’est lequel le bon pour la cantine ?',
    );
    expect(denied).toContain('Pour la cantine scolaire : services');
    expect(denied).toContain('180 000 € HT');
    expect(roof).toContain(
      'À 85 000 € HT, un achat direct est possible : sous 100 000 € HT pour les travaux',
    );
    expect(roof).toContain('Pour la toiture : travaux, une collectivité, 85 000 € HT');
    expect(roof).not.toContain('3 ans');
    expect(which).toContain('À 180 000 € HT : procédure adaptée');
    expect(which).toContain('Pour la cantine scolaire : services');
  });

  it('fills a clause with what was said of its own purchase, and makes it again once that is put right', async () => {
    const [, , clause, again] = await talk(
      BOTH,
      'et pour la toiture ? c’est 85 000 € HT',
      'faites-moi une clause d’insertion pour la toiture',
      'la durée 3 ans c’est la cantine pas la toiture !! la toiture c’est 2 mois de chantier',
    );
    expect(clause).toContain('Objet du marché : toiture');
    expect(clause).toContain('Montant estimé : 85 000 € HT');
    expect(clause).not.toContain('Durée : 3 ans');
    expect(again).toContain('Objet du marché : toiture');
    expect(again).toContain('Durée : 2 mois');
  });

  it('hears a company that answers two tenders, by their towns', async () => {
    const [told, lens, arras, other] = await talk(
      'Je réponds à deux marchés de nettoyage : celui de Lens, 60 000 € HT sur 2 ans, et celui d’Arras, 20 000 € HT sur 6 mois.',
      'j’ai droit à une avance pour celui de Lens ?',
      'et pour celui d’arras ?',
      'et l’autre ?',
    );
    expect(told).toContain('Pour le marché de Lens : 60 000 € HT, 2 ans');
    expect(told).toContain('Pour le marché d’Arras : 20 000 € HT, 6 mois');
    expect(lens).toContain('Oui, vous avez droit à une avance');
    expect(arras).toContain('Non, vous n’avez pas de droit à une avance');
    expect(other).toContain('Pour le marché de Lens');
  });

  it('fills a letter and a list with what was told: not the kind that was denied, nor a town without its name', async () => {
    const [, , , list, letter] = await talk(
      'on est une boîte de 2014, on répond tout seul. la ville de Vénissieux lance un marché de travaux',
      'Ce n’est pas un marché de travaux, c’est de l’entretien d’espaces verts, donc des services.',
      'le marché fait 80 000 euros HT',
      'donnez-moi la liste des pièces de ma candidature',
      'la ville n’a rien dit. La lettre pour demander les motifs',
    );
    expect(list).toContain('entretien d’espaces verts');
    expect(list).toContain('ville de Vénissieux');
    expect(list).toContain('80 000 € HT');
    expect(list).not.toContain('Dites-moi');
    expect(letter).not.toContain('objet du marché : travaux');
  });

  it('answers again for the kind that is put right, unless its rule is of the other kind alone', async () => {
    const [, put] = await talk(
      'À partir de quel montant un marché de travaux de peinture doit-il être annoncé au BOAMP ?',
      'ah non c’est des fournitures pas des travaux, ça change ?',
    );
    expect(put).toContain('90 000 € HT');
    expect(put).not.toContain('Que voulez-vous savoir');
    const [, noted] = await talk(
      'En travaux, combien de temps ai-je pour contester le décompte général ?',
      'c’est des services pas des travaux, ça change quelque chose ?',
    );
    expect(noted).not.toContain('Vous avez 30 jours');
  });

  it('never counts one with the sum of another', async () => {
    const [, copiers, cleaning] = await talk(
      'Je suis secrétaire de mairie. Quelle procédure pour le nettoyage à 55 000 € HT ?',
      'les photocopieurs de la mairie valent 240 000 € HT, quelle procédure ?',
      'on revient au nettoyage, quelle publicité ?',
    );
    expect(copiers).toContain('Pour les photocopieurs : fournitures, une collectivité, 240 000 € HT');
    expect(cleaning).toContain('Aucune publicité n’est imposée à 55 000 € HT');
    const [, roof] = await talk(
      'je suis à la mairie, quelle procédure pour la toiture à 85 000 € HT ?',
      'c’est pour la cantine que les parents râlent, 12 € le repas. La publicité est obligatoire ?',
    );
    expect(roof).toContain('à 85 000 € HT');
    expect(roof).not.toContain('12 €');
    const [price] = await talk('Quelle procédure pour la cantine, 12 € le repas, mairie ?');
    expect(price).not.toContain('12 €');
  });

  it('counts each of two that one question asks of, and a question by its name', async () => {
    const [first, again, named, yesOrNo] = await talk(
      'Communauté de communes. Quelle procédure pour entretien de voirie (travaux, 140 000 € HT) et transport scolaire (services, 90 000 € HT par an sur 2 ans) ?',
      'et pour le transport ?',
      'bah la procédure et la publicité pour le transport',
      'donc MAPA pour le transport oui ou non ?',
    );
    for (const one of [first, again, named])
      expect(one).toContain('À 180 000 € HT : procédure adaptée (MAPA)');
    expect(yesOrNo).toContain('Oui, à 180 000 € HT');
  });

  it('speaks of one purchase as if there were no other, where there is none', async () => {
    const [first, next] = await talk(
      'quelle procédure pour un marché de nettoyage et d’entretien des espaces verts à 80 000 € HT, commune ?',
      'et à 250 000 € HT ?',
    );
    expect(first).toContain('À 80 000 € HT : procédure adaptée');
    expect(first).not.toContain('Dites-moi si cela a changé');
    expect(next).toContain('formalisée');
  });

  it('does not say that a notice is due for meals, which may be of annex 3, where only an earlier message named them', async () => {
    const [, where] = await talk(
      'Je suis secrétaire de mairie. La cantine : un contrat de repas livrés pour 3 ans, 30 000 € HT par an. Quel montant on compte ?',
      'Où est-ce que je dois publier l’avis pour 90 000 € HT ?',
    );
    expect(where).toContain('annexe 3');
    expect(where).toContain('publicité adaptée, sans BOAMP ni JAL imposés');
  });
});
