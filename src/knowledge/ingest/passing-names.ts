/**
 * Names of what programs leave beside the files that they write, and take away themselves: locks of Word (`~$x.docx`) and
 * LibreOffice (`.~lock.x#`), downloads that are not over, notes of Windows and macOS. Hidden files are nobody's business.
 */
export const isPassing = (name: string): boolean =>
  /^(?:\.|~\$|~lock|~wrl|\$recycle)/i.test(name) ||
  /\.(?:tmp|temp|crdownload|part|partial|download|swp|lock|laccdb)$/i.test(name) ||
  /^(?:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r?|__macosx)$/i.test(name) ||
  name.endsWith('~');

/** Names that a synced folder gives to the copy of whoever wrote at the same time. */
const CONFLICT =
  /(?:\(|\[|\s-\s|\s)(?:copie (?:en )?conflit|conflit|en conflit|copie en conflit|conflicted copy|case conflict|sync-conflict)\b|[-\s]PC-de-\w|-(?:DESKTOP|LAPTOP|PC|MACBOOK)-\w{3}|\.sync-conflict-/i;
/** Names of a copy that somebody, or a browser, made. */
const COPY =
  /\s\(\d{1,3}\)$|(?:\s-\s|\s|_)copie(?:\s\(?\d{1,3}\)?)?$|^copie (?:de|\(\d+\) de) |^copy of |\s-\scopy$/i;

/** A file's name without its folder and its ending. */
const stemOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[^.]{1,12}$/, '');
};

/** Whether a name says that two people wrote the same file at once. */
export const isConflict = (path: string): boolean => CONFLICT.test(stemOf(path));

/** Whether a name says that the file is a copy of another. */
export const isCopy = (path: string): boolean => isConflict(path) || COPY.test(stemOf(path));
