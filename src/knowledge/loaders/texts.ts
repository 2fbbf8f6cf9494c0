import { counted } from '#src/platform/french/measures.ts';
import type { Refusal } from './refusal.ts';

const megabytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** What staff read of a file that gives no document: what is wrong, and what to do. */
export const refusalTexts: Readonly<Record<Refusal, string>> = {
  empty: 'fichier vide : il ne contient rien',
  protected: 'protégé par un mot de passe : enregistrez-en une copie sans mot de passe',
  truncated: 'fichier incomplet, il lui manque sa fin : copiez-le de nouveau',
  damaged: 'fichier abîmé, il ne s’ouvre pas : ouvrez-le, enregistrez-le de nouveau, puis déposez-le',
  expands: 'trop volumineux une fois ouvert : découpez-le',
  'too big': 'trop volumineux : découpez-le',
  'too long': 'trop long à lire (plus de 10 secondes) : découpez-le, ou enregistrez-le de nouveau',
  'too heavy': 'trop lourd à lire (plus de 512 Mo de mémoire) : découpez-le, ou enregistrez-le de nouveau',
  'too much text': 'trop de texte (plus de 32 Mo) : découpez-le',
  characters: 'texte illisible, ses lettres sont codées d’une façon inconnue : enregistrez-le en « UTF-8 »',
  legacy: 'ancien format de Microsoft Office : ouvrez-le et enregistrez-le sous .docx, .pptx ou .xlsx',
  'not this format': 'le contenu n’est pas celui que dit son nom : vérifiez l’extension du fichier',
  'no text': 'aucun texte dans ce fichier',
  'no reader': 'pas lu, faute de place sur le serveur : il sera relu de lui-même',
};

/** What is said of formats and sizes before a file is opened. */
export const formatTexts = {
  accepted:
    'Markdown (.md), Word (.docx), OpenDocument (.odt), PDF, PowerPoint (.pptx), Excel (.xlsx), CSV, page web (.html), texte (.txt) ou image numérisée (.png, .jpg, .tif)',
  unsupported: (): string => `format non pris en charge : déposez un fichier ${formatTexts.accepted}`,
  legacy: (as: string): string => `format non pris en charge : ouvrez-le et enregistrez-le sous ${as}`,
  shortcut: (as: string): string =>
    `raccourci vers un document en ligne, qui n’est pas dans ce fichier : téléchargez-le au format ${as}, et déposez-le`,
  alone: 'ce fichier décrit un document du même nom, qui manque',
  tooBig: (maxBytes: number): string => `trop volumineux (plus de ${megabytes(maxBytes)} Mo) : découpez-le`,
  really: (format: string): string => `ce fichier est en réalité ${format} : corrigez son extension`,
};

/** What a file of another extension really is. */
export const SNIFFED = {
  pdf: 'un PDF',
  image: 'une image',
  zip: 'un document Office ou une archive',
} as const;

/** What staff must know of a document that is read, and was not read whole. */
export const loaderTexts = {
  footnotes: 'Notes',
  hidden: (excerpt: string): string => `texte caché aux lecteurs, ignoré : « ${excerpt} »`,
  pictures: (count: number): string =>
    `${counted(count, 'image')} : ce qui y est écrit n’est pas lu, le reste l’est`,
  hiddenSlide: (slide: number): string => `diapositive ${slide} : masquée, laissée de côté`,
  pictureSlide: (slide: number): string =>
    `diapositive ${slide} : rien d’autre qu’une image, elle ne sera pas trouvée`,
  speakerNotes: (count: number): string =>
    `commentaires de l’orateur laissés de côté (${counted(count, 'diapositive')})`,
  hiddenSheet: (name: string): string => `feuille « ${name} » : masquée, laissée de côté`,
  picturePage: (page: number): string => `page ${page} : aucun texte (image ?), elle ne sera pas trouvée`,
  /** @param read pages read by recognition, of those that are pictures */
  reading: (read: number, total: number): string =>
    `lecture en cours (${read} sur ${total}) : les pages qui sont des images sont lues par reconnaissance`,
  recognised: (pages: number): string =>
    `${counted(pages, 'page lue', 'pages lues')} par reconnaissance sur une image : vérifiez que le texte dit la même chose qu’elle`,
  emptyPicture: 'aucun texte reconnu sur cette image',
  onSlide: (slide: number, said: string): string => `diapositive ${slide} : ${said}`,
  onPage: (page: number, said: string): string => `page ${page} : ${said}`,
  scanned: 'aucun texte dans ce PDF, même par reconnaissance',
  headless: 'page sans en-tête : lue comme un document, et citée comme tel',
  lostHead:
    'la page doit commencer par un en-tête entre deux lignes « --- » : celle qu’elle remplace en avait un',
};
