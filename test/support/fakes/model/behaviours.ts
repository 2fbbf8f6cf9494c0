import type { Computation } from '#src/calculators/computation.ts';
import { figuresAt } from '#src/calculators/known.ts';
import type { Reached } from '#src/features/answers/compute.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { TODAY } from '#support/knowledge/answering.ts';
import { HOSTILE_PAGE } from '#support/knowledge/answering-knowledge.ts';
import type { ChatBehaviour, ScriptedCall } from './chat.ts';

export const AVANCE = 'Ai-je droit à une avance ?';
export const SOUS_TRAITER = 'Puis-je sous-traiter tout le marché ?';
/** A question that names amounts: what a model may compute with. */
export const AVANCE_60 = 'Quelle avance l’État verse-t-il à une PME sur un marché de 60 000 € HT ?';

const front = (title: string, from = '') =>
  `---\ntitle: ${title}\nkind: guide\naudience: company\nregime: ordinary\nterritories: []\nvalid_from: ${from}\nvalid_until:\nreviewed_on: 2026-11-24\nreview_by: 2027-06-30\nowner: Équipe\nsources: []\n---\n`;

/** More of the advance, so that the pages on works are not among those first given to the model. */
export const MODEL_PAGES: Readonly<Record<string, string>> = {
  'guides/visite.md': HOSTILE_PAGE,
  'guides/avance-suite.md': `${front('Avance, la suite')}
## Comment l'avance est-elle remboursée ?

L'acheteur reprend l'avance sur les paiements suivants, au rythme écrit dans le marché.

Références : R2191-11
On demande aussi : rembourser l'avance ; reprise de l'avance

## L'acheteur peut-il demander une garantie contre l'avance ?

L'acheteur demande parfois une garantie à première demande en échange de l'avance.

Références : R2191-7
On demande aussi : garantie de l'avance ; caution pour l'avance

## Puis-je refuser l'avance ?

Vous pouvez refuser l'avance en le disant dans votre offre.

Références : R2191-5
On demande aussi : renoncer à l'avance ; ne pas vouloir d'avance

## Mon sous-traitant touche-t-il une avance ?

Le sous-traitant payé directement demande sa part de l'avance à l'acheteur.

Références : R2193-17
On demande aussi : avance du sous-traitant ; avance et sous-traitance
`,
  'guides/depot.md': `${front('Dépôt des plis', '2026-01-01')}
## Puis-je envoyer une copie de sauvegarde ?

Une copie de sauvegarde arrive sous enveloppe, dans le même délai que le pli électronique.

Références : R2132-11
On demande aussi : copie de sauvegarde ; clé USB

## Un pli en retard est-il ouvert ?

Un pli arrivé après l'heure limite n'est jamais ouvert.

Références : R2151-5
On demande aussi : pli hors délai ; dépôt en retard
`,
};

/** A small calculator of the tests: the State's advance on the amount that the question says. */
const ADVANCE: Computation = {
  id: 'advance',
  title: 'Calcul de l’avance',
  compute: ({ quantities, figures, understanding }) => {
    const [amount] = quantities.amounts;
    const rate = figures.get('avance-taux');
    if (!amount || !rate || !/\bavance\b/.test(quantities.text)) return undefined;
    const result = (amount.value * rate.number) / 100;
    const euros = (value: number) => `${value.toLocaleString('fr-FR')} €`;
    return {
      headline: `L’avance est d’au moins ${euros(result)}.`,
      steps: [`${rate.number} % × ${euros(amount.value)} = ${euros(result)}`],
      caveats: ['Ce taux est celui de l’État : les autres acheteurs suivent le leur.'],
      articles: ['R2191-7'],
      figures: [rate],
      ...(understanding.case.buyer ? {} : { clarify: { question: 'Qui est l’acheteur ?', choices: [] } }),
    };
  },
};

/** The calculator of the tests, as the tool `calculer` reaches it. */
export function testCompute(base: KnowledgeBase): (question: string) => Reached | undefined {
  return (question) => {
    const result = ADVANCE.compute({
      understanding: understand(question, undefined, TODAY),
      quantities: quantitiesIn(question, TODAY),
      figures: figuresAt(base.figures, TODAY),
      today: TODAY,
    });
    return result && { computation: ADVANCE, result };
  };
}

/** What a model does with one question, and what the person must get. */
export interface RecordedBehaviour {
  readonly what: string;
  readonly question: string;
  readonly script: readonly ChatBehaviour[];
  /** In the model's own words, or in the pages'. */
  readonly person: 'model' | 'pages';
  /** What the shown text holds, when the model is heard. */
  readonly shows?: RegExp;
  /** What must never be read, when it is not. */
  readonly never?: RegExp;
  /** What the log says of it, when it is not. */
  readonly reason?: string;
}

const say = (text: string): ChatBehaviour => ({ kind: 'text', text });
const call = (name: string, args: object | string): ScriptedCall => ({
  name,
  arguments: typeof args === 'string' ? args : JSON.stringify(args),
});
const search = (requete: string): ScriptedCall => call('rechercher', { requete });
const compute = (question: string): ScriptedCall => call('calculer', { question });
const tools = (...calls: ScriptedCall[]): ChatBehaviour => ({ kind: 'tools', calls });

const WORKS = 'montant des travaux sans publicité';
const GOOD =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';
/** The five pages first given hold the advance; the search adds the works as [6]. */
const BOTH = `${GOOD} Sous 100 000 € HT, une mairie commande des travaux sans publicité ni mise en concurrence préalables [6].`;
const COMPUTED = 'L’avance est d’au moins 18 000 €, soit 30 % × 60 000 € [6].';
const ADVANCE_60 = 'montant de l’avance sur un marché de 60 000 € HT de l’État';

/** Models that use their tools well, or recover from a mistake. */
export const GOOD_BEHAVIOURS: readonly RecordedBehaviour[] = (
  [
    ['answers without its tools', AVANCE, [say(GOOD)], /50 000 € HT/],
    ['searches, then answers from what it found', AVANCE, [tools(search(WORKS)), say(BOTH)], /100 000 € HT/],
    ['computes, then gives the result', AVANCE_60, [tools(compute(ADVANCE_60)), say(COMPUTED)], /18 000 €/],
    [
      'says why it searches',
      AVANCE,
      [{ kind: 'tools', calls: [search(WORKS)], says: 'Je cherche dès 90 000 €…' }, say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'calls both tools at once, their pieces mixed',
      AVANCE_60,
      [
        { kind: 'tools', how: 'mixed', calls: [compute(ADVANCE_60), search(WORKS)] },
        say(
          'L’avance est d’au moins 18 000 € [6]. Sous 100 000 € HT, une mairie commande des travaux sans publicité ni mise en concurrence préalables [7].',
        ),
      ],
      /18 000 €.*100 000 €/,
    ],
    [
      'sends whole calls without numbers',
      AVANCE,
      [{ kind: 'tools', how: 'whole', calls: [search(WORKS), search('rembourser')] }, say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'numbers all its calls 0',
      AVANCE,
      [{ kind: 'tools', how: 'zero', calls: [search(WORKS), search('rembourser')] }, say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'calls an unknown tool, then a known one',
      AVANCE,
      [tools(call('naviguer', { url: 'https://x.example' })), tools(search(WORKS)), say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'calls a tool by a name that is none',
      AVANCE,
      [tools(call('<rechercher> !', '{}')), say(GOOD)],
      /50 000 € HT/,
    ],
    [
      'gives arguments that are not JSON, then JSON',
      AVANCE,
      [tools(call('rechercher', '{"requete": "trav')), tools(search(WORKS)), say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'gives arguments of another shape',
      AVANCE,
      [tools(call('rechercher', { q: 3 }), call('calculer', '[]')), say(GOOD)],
      /50 000/,
    ],
    ['gives no argument at all', AVANCE, [tools(call('rechercher', '')), say(GOOD)], /50 000 € HT/],
    ['searches for nothing', AVANCE, [tools(search(' … ')), say(GOOD)], /50 000 € HT/],
    ['searches for a whole book', AVANCE, [tools(search('avance '.repeat(3_000))), say(GOOD)], /50 000 € HT/],
    [
      'uses its three rounds',
      AVANCE,
      [tools(search('caution')), tools(search('reprise')), tools(search(WORKS)), say(BOTH)],
      /100 000 € HT/,
    ],
    [
      'is on a server without tools',
      AVANCE,
      [{ kind: 'no-tools', status: 400, message: 'test-model does not support tools', text: GOOD }],
      /50 000 € HT/,
    ],
  ] satisfies [string, string, ChatBehaviour[], RegExp][]
).map(([what, question, script, shows]) => ({ what, question, script, person: 'model', shows }));

/** Models that misuse their tools, or what they give. */
export const BAD_BEHAVIOURS: readonly RecordedBehaviour[] = (
  [
    [
      'invents a figure after a search',
      AVANCE,
      [
        tools(search(WORKS)),
        say(
          'Sous 90 000 € HT, une mairie commande des travaux sans publicité ni mise en concurrence préalables [6].',
        ),
      ],
      /90 000/,
      '« 90000 € »',
    ],
    [
      'gives what it found to another page',
      AVANCE,
      [tools(search(WORKS)), say('L’avance est due sous 100 000 € HT [1].')],
      /100 000/,
      'n’est pas dans la source 1',
    ],
    [
      'cites a number that was never given',
      AVANCE,
      [tools(search(WORKS)), say(`${GOOD} Les travaux suivent la même règle [12].`)],
      /même règle/,
      'la source 12 n’existe pas',
    ],
    [
      'cites what it would have found, without a search',
      AVANCE,
      [say(BOTH)],
      /100 000/,
      'la source 6 n’existe pas',
    ],
    [
      'concludes the contrary of the page after a search',
      SOUS_TRAITER,
      [tools(search('sous-traitant')), say('Oui, vous pouvez sous-traiter la totalité du marché [1].')],
      /^Oui/,
      'conclut « non »',
    ],
    [
      'ignores the result of its search',
      AVANCE,
      [
        tools(search(WORKS)),
        say('Les entreprises étrangères remplissent un formulaire consulaire avant chaque chantier [6].'),
      ],
      /consulaire/,
      'n’est pas appuyée',
    ],
    [
      'adds a sentence that nothing holds',
      AVANCE,
      [say(`${GOOD} Pensez à prévenir votre banquier et votre assureur par courrier recommandé.`)],
      /banquier/,
      'n’est pas appuyée',
    ],
    [
      'changes the result of the computation',
      AVANCE_60,
      [tools(compute(ADVANCE_60)), say('L’avance est d’au moins 20 000 € [6].')],
      /20 000/,
      '« 20000 € »',
    ],
    [
      'computes by itself',
      AVANCE_60,
      [say('L’avance est d’au moins 18 000 €, soit 30 % du montant [2].')],
      /18 000/,
      '« 18000 € »',
    ],
    [
      'computes with an amount that nobody said',
      AVANCE_60,
      [tools(compute('avance sur un marché de 90 000 € HT')), say('L’avance est d’au moins 27 000 € [6].')],
      /27 000/,
      '« 27000 € »',
    ],
    [
      'computes for a buyer that nobody named',
      'Quel est le taux de l’avance sur un marché de 60 000 € HT ?',
      [tools(compute('avance sur un marché de 60 000 € HT avec l’État')), say(COMPUTED)],
      /18 000/,
      '« 18000 € »',
    ],
    ['calls its tools for ever', AVANCE, [tools(search(WORKS))], /100 000/, 'sans jamais répondre'],
    [
      'fills its calls for ever',
      AVANCE,
      [{ kind: 'endless-arguments', piece: 'avance '.repeat(60) }],
      /avance avance/,
      'sans s’arrêter',
    ],
    ['stalls after its call', AVANCE, [tools(search(WORKS)), { kind: 'silent' }], /100 000/, 'à temps'],
    [
      'stalls in the middle of its call',
      AVANCE,
      [{ kind: 'tools', how: 'stall', calls: [search(WORKS)] }],
      /100 000/,
      'à temps',
    ],
    [
      'hangs up after its call',
      AVANCE,
      [tools(search(WORKS)), { kind: 'cut', text: `${BOTH} Et dès 90 000`, how: 'destroy' }],
      /90 000/,
      'ne répond pas',
    ],
    [
      'is cut after its call',
      AVANCE,
      [tools(search(WORKS)), { kind: 'text', text: BOTH, finish: 'length' }],
      /100 000/,
      'coupée',
    ],
    [
      'repeats an instruction of a page',
      'La visite du site est-elle obligatoire ?',
      [say('La visite est toujours gratuite [1]. Le seuil est nul pour tous [1].')],
      /pour tous/,
      'n’est pas appuyée',
    ],
    [
      'repeats an instruction of a page that it searched for',
      AVANCE,
      [tools(search('visite du site obligatoire')), say(`${GOOD} Tout est gratuit [6].`)],
      /gratuit/,
      'n’est pas appuyée',
    ],
    [
      'answers in English',
      AVANCE,
      [tools(search(WORKS)), say('You are entitled to an advance if the contract exceeds 50 000 € HT [1].')],
      /entitled/,
      'pas en français',
    ],
    [
      'ends in English',
      AVANCE,
      [say(`${GOOD} You can also ask for it when the contract is smaller.`)],
      /You can/,
      'pas en français',
    ],
    [
      'writes its call as its answer',
      AVANCE,
      [say(`<tool_call>{"name": "rechercher", "arguments": {"requete": "avance"}}</tool_call> ${GOOD}`)],
      /tool_call|requete/,
      'appel d’outil',
    ],
    [
      'says that it does not know after a search',
      AVANCE,
      [tools(search(WORKS)), say('JE NE SAIS PAS')],
      /sais pas/i,
      'ne trouve pas la réponse',
    ],
    [
      'refuses tools and then fails',
      AVANCE,
      [
        { kind: 'status', status: 400 },
        { kind: 'status', status: 500 },
      ],
      /90 000/,
      '500',
    ],
  ] satisfies [string, string, ChatBehaviour[], RegExp, string][]
).map(([what, question, script, never, reason]) => ({
  what,
  question,
  script,
  person: 'pages',
  never,
  reason,
}));
