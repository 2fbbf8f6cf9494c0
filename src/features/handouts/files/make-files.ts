import type { Format, Handout } from '#src/features/handouts/handout.ts';

/** A file made, to be kept and given. */
export interface MadeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  ics: 'text/calendar',
};

/** The files of a document, one a format. */
export async function makeFiles(handout: Handout): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (const format of handout.formats)
    files.push({
      name: `${handout.fileName}.${format}`,
      mediaType: MEDIA_TYPES[format],
      bytes: await bytesOf(handout, format),
    });
  return files;
}

/** Their libraries are heavy to load: only who is given a file loads them. */
async function bytesOf(handout: Handout, format: Format): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).docxFile(handout);
    case 'pdf':
      return (await import('./pdf.ts')).pdfFile(handout);
    case 'ics':
      return (await import('./ics.ts')).icsFile(handout);
    default:
      return format satisfies never;
  }
}
