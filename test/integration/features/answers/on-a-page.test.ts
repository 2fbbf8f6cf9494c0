import { describe, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';

const answerTo = async (message: string) =>
  (await converse(await shippedBase(), [message], '2026-11-30')).answer;

describe('what looks like another subject by a word', () => {
  test.each([
    ['ca coute combien un certificat de signature elec', 'certificat'],
    [
      'mon mari veut payer 300 euros par an pour un service de veille. moi j’ai vu maximilien pour l’ile de france. c’est gratuit ?',
      'Maximilien',
    ],
    ['Ma femme pleure, on a reçu ce matin une lettre de rejet du marché. Que faire ?', 'rejet'],
  ])('is answered by the page that surely has it: « %s »', async (message, subject) => {
    const answer = await answerTo(message);
    expect(answer?.kind).toBe('answer');
    expect(answer?.citations[0]?.section).toContain(subject);
  });

  test.each([
    'quel taux de tva pour une tonte de pelouse',
    'ma femme veut divorcer, comment garder la maison ?',
    'combien coute un logiciel de facturation',
  ])('is still refused where no page has it: « %s »', async (message) => {
    expect((await answerTo(message))?.kind).toBe('refusal');
  });
});

describe('a message whose numbers make a computation', () => {
  test('is told what its page says too, where that is what was asked', async () => {
    const said = plainText(
      (
        await converse(
          await shippedBase(),
          ['les 50% de personnes en insertion pour le lot réservé on compte des têtes ou des temps pleins ?'],
          '2026-11-30',
        )
      ).blocks,
    );
    expect(said).toContain('Le code ne le dit pas');
  });

  test('is answered by a page that says a shorter time than the one that is counted', async () => {
    const { blocks, answer } = await converse(
      await shippedBase(),
      ['je livre des palettes en camion pour une société privée, elle veut payer à 60 jours, c’est légal ?'],
      '2026-11-30',
    );
    expect(answer?.citations[0]?.section).toContain('Transport routier');
    expect(plainText(blocks)).not.toContain('dans la règle');
  });

  test('is not told its result twice', async () => {
    const { blocks } = await converse(
      await shippedBase(),
      ['un collège veut me commander des ordis pour 52000 ht sans rien publier il a le droit ?'],
      '2026-11-30',
    );
    expect(plainText(blocks)).not.toContain('À savoir aussi');
  });
});
