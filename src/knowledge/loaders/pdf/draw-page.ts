import { PDFParse } from 'pdf-parse';

/** Width of a page that is drawn to be recognised, in dots: 200 an inch for a page of 21 cm. */
const WIDTH = 1_654;

/** Draws a page of a PDF, from 1, as a PNG. */
export async function drawPage(bytes: Uint8Array, page: number): Promise<Buffer> {
  const parser = new PDFParse({ data: new Uint8Array(bytes) });
  const { pages } = await parser.getScreenshot({ partial: [page], desiredWidth: WIDTH, imageDataUrl: false });
  await parser.destroy();
  const [drawn] = pages;
  if (!drawn) throw new Error('the page was not drawn');
  return Buffer.from(drawn.data);
}
