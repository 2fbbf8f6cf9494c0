import { describe, expect, test } from 'vitest';
import { isOnlyTalk, withoutTalk } from '#src/reader/around-question.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';

const ASKED = 'Ai-je droit à une avance ?';

describe('what stands around a question', () => {
  test.each([
    `Ok. ${ASKED}`,
    `Test. ${ASKED}`,
    `Bonjour. ${ASKED}`,
    `Bonjour à toute l’équipe ! ${ASKED}`,
    `@Hotline ${ASKED}`,
    `@hotline_bot, ${ASKED}`,
    `<@U0LAN0Z89> ${ASKED}`,
    `Hotline, ${ASKED}`,
    `Hotline : ${ASKED}`,
    `Salut Hotline, ceci est un test. ${ASKED}`,
    `Allô ? ${ASKED}`,
    `Ok super, merci. ${ASKED}`,
    `J’ai une petite question : ${ASKED}`,
    `et ma question ?? ${ASKED}`,
    `Vous pouvez m’aider ? ${ASKED}`,
    `Merci pour votre réponse ! ${ASKED}`,
    `T’es nul. ${ASKED}`,
    `J’ai pas compris. ${ASKED}`,
    `Putain, mais vous servez à rien ! ${ASKED}`,
    `> ${ASKED}`,
    `${ASKED} Merci d’avance, bonne journée`,
    `${ASKED} Merci !`,
    `${ASKED} Cordialement, Jeanne Martin, gérante`,
    `Bonjour,\n\n${ASKED}\n\nBien à vous,\nJeanne Martin\nSARL Martin\n06 12 34 56 78`,
    `${ASKED}\n-- \nJeanne Martin\nSARL Martin`,
    `${ASKED}\nEnvoyé de mon iPhone`,
  ])('is not part of it: %j', (message) => {
    expect(cleanQuestion(message).text).toBe(ASKED);
  });

  test.each([
    'Oui, une mairie',
    'Non, TTC',
    'Un test, c’est obligatoire pour candidater ?',
    'La réponse, elle doit être signée ?',
    'La hotline, c’est gratuit ou payant ?',
    'Le règlement direct reste possible, on est d’accord ?',
    'Sous ce montant la ville peut acheter sans concurrence, ok ?',
    'Ils imposent un groupement solidaire, ok ou pas',
    'J’ai répondu hier, puis-je corriger mon offre ?',
    'L’avance, merci de me dire si j’y ai droit',
    'Sans mise en concurrence, la mairie peut signer ?',
    'Cordialement me semble sec dans une lettre à l’acheteur, que mettre ?',
  ])('stays when it says something: %s', (message) => {
    expect(withoutTalk(message)).toBe(message);
  });

  test('is all that is said, in a message that says nothing else: it stays whole', () => {
    for (const message of ['Ok.', 'Test', 'Bonjour !', '@Hotline', 'Merci, au revoir']) {
      expect(withoutTalk(message)).toBe(message);
      expect(isOnlyTalk(message)).toBe(true);
    }
    for (const message of ['', '?', ASKED, 'oui', 'annuler', '14']) expect(isOnlyTalk(message)).toBe(false);
  });

  test('is read in a time that grows as the message does', () => {
    const started = performance.now();
    for (const piece of ['ok, ', 'merci bien ', 'cordialement\n', '@hotline ', 'j’ai une question '])
      withoutTalk(piece.repeat(20_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
