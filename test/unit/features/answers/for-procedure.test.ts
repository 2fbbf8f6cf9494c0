import { describe, expect, it } from 'vitest';
import { asksForProcedure } from '#src/features/answers/for-procedure.ts';

describe('whether a message only asks for another procedure', () => {
  it.each([
    ['et si c’est un MAPA ?'],
    ['et en procédure adaptée ?'],
    ['pareil pour un appel d’offres ?'],
    ['et si on est en procédure formalisée'],
  ])('%s', (message) => {
    expect(asksForProcedure(message)).toBe(true);
  });

  it.each([
    ['c’est quoi un MAPA ?'],
    ['et si c’est un MAPA, combien de jours pour répondre ?'],
    ['et si c’est une mairie ?'],
  ])('another thing is asked: %s', (message) => {
    expect(asksForProcedure(message)).toBe(false);
  });
});
