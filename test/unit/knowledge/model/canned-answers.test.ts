import { describe, expect, it } from 'vitest';
import { readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';

const read = (text: string) => readCannedAnswers(text, 'canned-answers.yaml');
const messages = (text: string) => read(text).problems.map(({ line, message }) => `${line} ${message}`);

describe('ready-made answers', () => {
  it('are read with their marks', () => {
    const text =
      '- id: bonjour\n  title: Bonjour\n  text: |\n    Je suis {{expert}}.\n\n    Dossier {{ dossier }}.\n';
    expect(read(text)).toEqual({
      answers: [{ id: 'bonjour', title: 'Bonjour', text: 'Je suis {{expert}}.\n\nDossier {{ dossier }}.' }],
      problems: [],
    });
  });

  it('serve one by one: a bad one is named with its line, the others stay', () => {
    const text = [
      '- { id: bonne, title: Bonne, text: Merci. }',
      '- { id: mauvaise, title: Mauvaise, text: "Cher {{client}}, répondez." }',
      '- { id: bonne, title: Encore, text: Merci encore. }',
      '- { id: chiffre, title: Chiffre, text: "Le seuil est de 60 000 €." }',
      '- { id: marque, title: Marque, text: "Dossier {{dossier." }',
    ].join('\n');
    expect(read(text).answers.map(({ title }) => title)).toEqual(['Bonne']);
    expect(messages(text)).toEqual([
      expect.stringMatching(/^2 « Mauvaise » : « \{\{client\}\} » n’est pas connu/),
      expect.stringMatching(/^3 « Encore » : l’identifiant « bonne » sert deux fois/),
      expect.stringMatching(/^4 « Chiffre » : chiffre « 60 000 € »/),
      expect.stringMatching(/^5 « Marque » : une marque/),
    ]);
  });

  it('say what is wrong with the file itself', () => {
    expect(messages('- id: Bonjour\n  title: x\n  text: y')[0]).toMatch(/^1 /);
    expect(messages('- id: a\n  titre: x\n  text: y').join()).toMatch(/champ inconnu « titre »/);
    expect(messages('- id: a\n   title: [')[0]).toMatch(/YAML illisible/);
  });
});
