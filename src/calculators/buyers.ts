/**
 * Kinds of buyers whose rules differ: which European threshold, whether a national notice is due, whether an advance
 * is a right, how long they may take to pay.
 */
export const BUYERS = [
  'state',
  'state-agency',
  'local',
  'hospital',
  'social-housing',
  'public-company',
  'private-body',
  'network',
  'defence',
  'private',
] as const;
export type Buyer = (typeof BUYERS)[number];

/** Works have their own thresholds; supplies and services share theirs, save for a few rules. */
export type Category = 'works' | 'supplies-services';

/** What the code attaches to a kind of buyer. */
export interface BuyerRules {
  /** Id in `figures.yaml` of the threshold from which its supplies and services need a formal procedure (annex 2). */
  readonly formalThreshold: string;
  /** Whether a national notice (BOAMP or JAL) is due under that threshold (R2131-12 to R2131-14). */
  readonly nationalNotice: boolean;
  /** Whether an advance is a right of its contractors, not a favour (L2191-1, R2191-1). */
  readonly advanceDue: boolean;
  /** Id of the figure of its payment time (R2192-10, R2192-11), or undefined when it depends on its own status. */
  readonly paymentTime: string;
}

/**
 * The rules of each kind of buyer. `state`: the State itself; `state-agency`: national public bodies that are not
 * industrial or commercial; `local`: local authorities, their public bodies and groupings; `social-housing`: public
 * housing offices and private landlords; `public-company`: SEM, SPL, industrial and commercial bodies of the State;
 * `private-body`: associations and others subject to the code; `network`: contracting entities (water, energy,
 * transport, post); `private`: a company that buys as a company, outside the code.
 */
export const BUYER_RULES: Readonly<Record<Exclude<Buyer, 'private'>, BuyerRules>> = {
  state: {
    formalThreshold: 'seuil-formalise-etat',
    nationalNotice: true,
    advanceDue: true,
    paymentTime: 'delai-paiement',
  },
  'state-agency': {
    formalThreshold: 'seuil-formalise-etat',
    nationalNotice: true,
    advanceDue: true,
    paymentTime: 'delai-paiement',
  },
  local: {
    formalThreshold: 'seuil-formalise-collectivites',
    nationalNotice: true,
    advanceDue: true,
    paymentTime: 'delai-paiement',
  },
  hospital: {
    formalThreshold: 'seuil-formalise-collectivites',
    nationalNotice: true,
    advanceDue: true,
    paymentTime: 'delai-paiement-sante',
  },
  'social-housing': {
    formalThreshold: 'seuil-formalise-collectivites',
    nationalNotice: false,
    advanceDue: false,
    paymentTime: 'delai-paiement',
  },
  'public-company': {
    formalThreshold: 'seuil-formalise-collectivites',
    nationalNotice: false,
    advanceDue: false,
    paymentTime: 'delai-paiement-entreprise-publique',
  },
  'private-body': {
    formalThreshold: 'seuil-formalise-collectivites',
    nationalNotice: false,
    advanceDue: false,
    paymentTime: 'delai-paiement',
  },
  network: {
    formalThreshold: 'seuil-formalise-entites',
    nationalNotice: false,
    advanceDue: false,
    paymentTime: 'delai-paiement-entreprise-publique',
  },
  defence: {
    formalThreshold: 'seuil-formalise-defense',
    nationalNotice: true,
    advanceDue: true,
    paymentTime: 'delai-paiement',
  },
};
