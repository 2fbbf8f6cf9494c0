import type { Computation } from '#src/calculators/computation.ts';
import { asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import { type Place, placesIn } from '#src/reference/places-by-region.ts';
import { TERRITORY_TITLE, territoryTexts as texts } from './territory-texts.ts';

/** The regions that the programme says it serves. */
const COVERED: ReadonlySet<string> = new Set(['Île-de-France', "Provence-Alpes-Côte d'Azur"]);
/** Those of the Paris region where it begins. */
const FIRST: ReadonlySet<string> = new Set(['Paris', 'Seine-Saint-Denis']);

const PROGRAMME =
  /\breferenc(?:er|ement\w*)\b|\b(?:etre|suis|sommes|est|sont|se|me|nous|m'|faire|seront|serai[st]?) (?:deja )?references?\b|\breference (?:chez|a la)\b|\b(?:la|cette|votre) fabrique\b|\bfabrique des marches\b|\b(?:votre|vos|le|ce) (?:dispositif|programme|territoires?|accompagnement|zones?|perimetre|secteur)\b|\bchez vous\b|\bvous (?:couvr\w+|intervenez|travaillez|prenez|acceptez)|\bsession d'entrainement\b|\b(?:nous|m'|s'|vous) (?:rejoindre|inscri\w*)|\bm'inscrire\b/;
const COVERS =
  /\bpeu[tx]\b|\bpeuvent\b|\bpouvons\b|possible|couvr\w*|concern\w*|ouvert\w*|territoires?|eligibles?|accept\w*|\bdroit\b|\bdedans\b|inclus\w*|\bcoin\b|\bzones?\b|perimetre|\bca marche\b|interdit\w*|\bjusqu'a chez nous\b/;
/** Alerts, tenders of a place, its history: other subjects that name one. */
const OTHER =
  /\balertes?\b|prevenez|combien|cout\w*|payant|\btarif|adresse|telephone|contact|\bjeux\b|ess 2024|appels? d'offres?|\bmapa\b|cotrait|sous-?trait|date limite|criteres?|place[s]? |\bprix\b|facture/;

/** Whether a place is in the territories of the programme. Not a computation of law: it cites the programme's page. */
export const TERRITORY: Computation = {
  id: 'territory',
  title: TERRITORY_TITLE,
  compute({ quantities, understanding }) {
    const { text } = quantities;
    const { polarity } = understanding;
    if (!PROGRAMME.test(text) || !COVERS.test(text) || OTHER.test(text) || !polarity || asksWhen(quantities))
      return undefined;
    const place = placeSaid(understanding.question);
    if (!place) return undefined;
    const covered = COVERED.has(place.region);
    // « sans statut de l'ESS »: the place is not all that is asked.
    const alone = !/\bsans\b|\bpas (?:de |d'|une? )|\bni\b/.test(text);
    const sure = covered ? alone && !polarity.negated : true;
    const verdict = sure ? onPermission({ ...polarity, without: false }, covered) : undefined;
    const early =
      place.department === undefined || FIRST.has(place.department) || !/France/.test(place.region);
    return {
      headline: covered ? texts.covered(verdict, place) : texts.outside(verdict, place),
      steps: [],
      caveats: covered ? [...(early ? [] : [texts.first]), texts.engaged] : [texts.ambition],
      articles: [],
      figures: [],
      verdict,
      page: covered ? 'programme/la-fabrique' : 'programme/referencement',
    };
  },
};

/** The place of the question, the most precise one; undefined when it names two regions. */
function placeSaid(question: string): Place | undefined {
  const places = placesIn(question);
  if (new Set(places.map(({ region }) => region)).size !== 1) return undefined;
  return places.find(({ department, name }) => department !== undefined && department !== name) ?? places[0];
}
