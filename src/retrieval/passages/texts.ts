/** What a source says of the time that it holds for. */

/** « En vigueur depuis le 22 août 2026. Page relue le 24 novembre 2026. » */
export function validityText(period: {
  from?: string | undefined;
  until?: string | undefined;
  reviewed?: string | undefined;
  /** Its words were recognised on a picture. */
  recognised?: boolean | undefined;
}): string | undefined {
  const parts: string[] = [];
  if (period.from && period.until) parts.push(`Règle en vigueur du ${period.from} au ${period.until}`);
  else if (period.from) parts.push(`Règle en vigueur depuis le ${period.from}`);
  else if (period.until) parts.push(`Règle valable jusqu’au ${period.until}`);
  if (period.reviewed) parts.push(`page relue le ${period.reviewed}`);
  if (period.recognised) parts.push('texte lu par reconnaissance sur une image');
  if (parts.length === 0) return undefined;
  const text = parts.join(' ; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
