import { describe, expect, it } from 'vitest';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { understand } from '#src/reader/understand.ts';

const openTo = (question: string) => searchOf(understand(question, undefined, '2026-11-24'))[1].mayBeOf;

describe('The regimes that a question may be of, where it names none', () => {
  it('are all of those with rules of their own', () => {
    expect(openTo('l’exploitant doit-il confier une part aux artisans ?')).toEqual(
      expect.arrayContaining(['concession', 'private', 'defence', 'utilities']),
    );
  });

  it('are not that of a private client, where a public buyer is named', () => {
    expect(openTo('je livre en camion pour la mairie, elle veut me payer à 60 jours')).not.toContain(
      'private',
    );
    expect(openTo('la mairie confie la patinoire à un exploitant')).toContain('concession');
  });

  it('are none where the regime is said', () => {
    expect(openTo('dans une concession, quelle part pour les PME ?')).toEqual([]);
  });
});
