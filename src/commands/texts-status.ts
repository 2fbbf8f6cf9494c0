const STATES: Readonly<Record<string, string>> = {
  starting: 'démarre',
  running: 'en service',
  failed: 'ne démarre pas',
};

/** What « status » and « desk revoke » tell an operator. */
export const operatorTexts = {
  ready: 'La Hotline est prête.',
  notReady: 'La Hotline tourne, mais n’est pas prête : voir son journal.',
  noServer: (dataDir: string): string => `Aucune hotline ne répond pour ${dataDir} sur cette machine.`,
  channel: (name: string, state: string): string => `Canal ${name} : ${STATES[state] ?? state}.`,
  index: (passages: number, moment: string): string => `Index : ${passages} passages, publié le ${moment}.`,
  noIndex: 'Index : aucun.',
  unanswered: (since: string | undefined): string =>
    since === undefined
      ? 'Aucun message n’attend de réponse.'
      : `Un message attend sa réponse depuis le ${since}.`,
  outbox: (open: number, dead: number, since: string | undefined): string =>
    `Envois : ${open} en attente${since === undefined ? '' : ` (le plus ancien du ${since})`}, ${dead} non remis.`,
  jobs: (open: number, dead: number): string => `Tâches : ${open} en attente, ${dead} abandonnées.`,
  held: (count: number): string => `À vérifier dans /staff avant envoi : ${count}.`,
  ledger: (count: number): string =>
    `Le registre des suppressions ne s’écrit pas : ${count} lignes attendent dans la base.`,
  noStore: (reason: string): string => `Base : elle ne se lit pas (${reason}).`,
  disk: (gigabytes: string): string => `Place libre sur le disque des données : ${gigabytes} Go.`,

  revokeUse: 'Donnez un nom, une adresse ou un identifiant : desk revoke "NOM"',
  nobody: (name: string): string => `Personne de l’équipe ne s’appelle « ${name} ».`,
  several: (name: string): string =>
    `Plusieurs personnes s’appellent « ${name} » : reprenez avec l’adresse ou l’identifiant.`,
  member: (member: { id: string; name: string | undefined; email: string | undefined }): string =>
    `  ${member.id}  ${member.name ?? '(sans nom)'}${member.email ? `  ${member.email}` : ''}`,
  revoked: (name: string, sessions: number): string =>
    sessions === 0
      ? `${name} n’avait aucune connexion ouverte.`
      : `${name} : ${sessions} ${sessions > 1 ? 'connexions terminées' : 'connexion terminée'}, pages ouvertes comprises.`,
  revokedNext:
    'Pour que cette personne ne revienne pas, retirez-lui son rôle chez votre fournisseur, ou dans OIDC_EXPERTS, OIDC_STAFF et OIDC_AUDIT.',
};
