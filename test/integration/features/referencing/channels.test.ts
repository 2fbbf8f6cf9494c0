import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelPeer } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';
import { codeIn, MailVisitor } from '#support/world/mail-hotline.ts';
import { REST, siretFrom } from '#support/world/people/sign-up.ts';

describe.each(CHANNEL_PEERS)('The sign-up of a company, on $name,', ({ open }) => {
  let peer: ChannelPeer;
  beforeAll(async () => {
    // The contract of channels keeps to the platforms’ pace; here it is what is said that matters.
    peer = await open({ rateFactor: 50 });
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  /** What somebody reads after they did something, so many messages later. */
  const heardAfter = async (user: string, work: () => unknown, messages = 1): Promise<string> => {
    const { length } = peer.received(user);
    work();
    const seen = await peer.untilReceived(user, length + messages);
    return seen
      .slice(length)
      .map(({ text }) => text)
      .join('\n')
      .replace(/[\u00a0\u202f]/g, ' ');
  };
  /** A point ends a message: nothing more is waited for. */
  const tell = (user: string, text: string, messages = 1) =>
    heardAfter(user, () => peer.say(user, `${text}.`), messages);
  const press = (user: string, label: string) => heardAfter(user, () => peer.press(user, label));

  it('goes to its end: buttons, a way back, a question in the middle, a change, the reasons', async () => {
    expect(await tell('sophie', 'je veux m’inscrire')).toContain('Quel est le SIRET');
    const noted = await tell('sophie', `SAS à Montreuil, 12 salariés, ${siretFrom('732829320000')}`);
    expect(noted).toContain('Commune : Montreuil (93)');
    expect(await tell('sophie', 'passer')).toContain('nécessaire pour votre fiche');
    expect(await tell('sophie', 'Éco Prop')).toContain('Quand a-t-elle été créée');
    const back = await press('sophie', 'Précédent');
    expect(back).toContain('Votre réponse actuelle : Éco Prop');
    await tell('sophie', 'Éco Propre');
    const asked = await heardAfter('sophie', () => peer.say('sophie', 'Ai-je droit à une avance ?'), 2);
    expect(asked).toContain('50 000 €');
    expect(asked).toContain('Quand a-t-elle été créée');
    expect(await tell('sophie', '2015')).toContain('chiffre d’affaires');
    expect(await press('sophie', '50 à 250 k€')).toContain('Lequel de ces engagements');
    expect(await press('sophie', 'Insertion')).toContain('Choisi : Insertion');
    expect(await tell('sophie', 'c’est tout')).toContain('Quel type de structure d’insertion');
    await tell('sophie', 'EI');
    expect(await press('sophie', 'En cours')).toContain('Facultatif');
    for (const answer of REST.slice(2).map((one) => one.replace(/\.$/, ''))) await tell('sophie', answer);
    // Without a mail server the address is kept, and said to be unchecked.
    expect(await tell('sophie', 'sophie@exemple.fr')).toContain('sans être vérifiée');
    await press('sophie', 'Oui');
    await press('sophie', 'Oui');
    expect(await press('sophie', 'Non')).toContain('Voici votre fiche');
    expect(await tell('sophie', 'modifier le téléphone')).toContain('À quel numéro');
    expect(await tell('sophie', '07 11 22 33 44')).toContain('Téléphone : 07 11 22 33 44');
    const done = await press('sophie', 'Confirmer');
    expect(done).toContain('Éco Propre est référencée');
    for (const reason of ['Île-de-France', 'L2113-13', 'Fiche remplie']) expect(done).toContain(reason);
    expect(await tell('sophie', 'changez notre effectif en 60')).toContain('50 à 249');
    expect(await tell('sophie', 'ma fiche')).toContain('Effectif : 50 à 249');
    expect(await tell('sophie', 'historique de ma fiche')).toContain('(avant : 10 à 49)');
  });

  it('takes bad input at any question with a clear error, and keeps what was there', async () => {
    await tell('karim', 'inscription');
    for (const [typed, error] of [
      ['732 829 320 00075', 'faute de frappe'],
      ['732829320', 'SIREN'],
      ['🙂🙂🙂', 'pas lu de SIRET'],
      [Array.from({ length: 800 }, (_, n) => n).join('x'), 'trop long'],
    ] as const) {
      const said = await tell('karim', typed);
      expect(said).toContain(error);
      expect(said).toContain('Quel est le SIRET');
    }
    // Another company's: nothing of its file is told.
    const other = await tell('karim', siretFrom('732829320000'));
    expect(other).toContain('Une fiche existe déjà');
    expect(other).not.toContain('Éco Propre');
    expect(await tell('karim', siretFrom('404833048000'))).toContain('Quel est le nom');
    expect(await tell('karim', 'Toits de Karim')).toContain('forme juridique');
    expect(await tell('karim', 'bof')).toContain('pas reconnu votre choix');
    expect(await tell('karim', 'résumé')).toContain('Nom : Toits de Karim');
  });

  it('waits for « plus tard », goes on elsewhere once linked, and comes back', async () => {
    await tell('lea', 'inscription');
    await press('lea', 'Passer');
    await tell('lea', 'Les Vélos Verts');
    expect(await press('lea', 'Plus tard')).toContain('C’est gardé');
    // Meanwhile what is said is not for the form.
    expect(await tell('lea', 'merci')).not.toContain('forme juridique');
    const code = codeIn(await tell('lea', 'lier mes messageries'));
    const site = new MailVisitor(peer.hotline.url ?? '');
    expect(await site.tell(`lier ${code}.`)).toContain('Rien n’est encore lié');
    // The question arrives by itself, a moment after the answer on the site.
    await expect
      .poll(() => press('lea', 'Oui, c’est moi').catch(() => ''), { timeout: 20_000 })
      .toContain('C’est fait');
    expect(await site.tell('reprendre.')).toContain('forme juridique');
    expect(await site.tell('association.')).toContain('Quand a-t-elle été créée');
    const resumed = await tell('lea', 'reprendre mon inscription');
    expect(resumed).toContain('Quand a-t-elle été créée');
    expect(await tell('lea', '2019')).toContain('commune');
    expect(await site.tell('résumé.')).toContain('Création : 2019');
  });

  it('erases what was begun on « annuler », once that is confirmed', async () => {
    await tell('max', 'inscription');
    await press('max', 'Passer');
    await tell('max', 'Max Peinture');
    expect(await tell('max', 'annuler')).toContain('effacer toutes vos réponses');
    expect(await press('max', 'Non, continuer')).toContain('forme juridique');
    await tell('max', 'annuler');
    expect(await press('max', 'Oui, tout effacer')).toContain('sont effacées');
    expect(await tell('max', 'reprendre')).not.toContain('forme juridique');
    expect(await tell('max', 'inscription')).toContain('Quel est le SIRET');
  });
});
