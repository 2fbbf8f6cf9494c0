/** What stands before a farm, where it is one: « notre ferme », « une petite ferme »; or nothing, as in a table of trades. */
const FARM =
  /(?<!^\s{0,3}|(?<!\p{L})(?:une|la|ma|notre|nos|votre|leurs?|sa|ses|des|les|de|d'une|petites?|grandes?|vieille|chaque|cette) )fermes?(?!\p{L})/giu;

/** A text without the verb: « ça ferme vendredi », « à prix ferme » name no farm. */
export const withoutClosing = (text: string): string => text.replace(FARM, ' ');
