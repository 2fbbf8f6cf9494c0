/** What a person says before what they want, « bonjour, alors »: a pattern for folded text. */
export const POLITE =
  "(?:(?:bonjour|bonsoir|salut|hello|bjr|svp|stp|s'il (?:vous|te) plait|merci|ok|alors|et|oui|du coup|dans ce cas)[ ,.!:]+)*";
