import type { Browser } from '@playwright/test';
import type { Picture } from './picture.ts';

const SHEET_WIDTH_PX = 1600;
const COLUMNS: Record<number, number> = { 1440: 3, 390: 6 };

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** One sheet of pictures, each under the name of its page. */
export async function makeSheet(browser: Browser, pictures: readonly Picture[]): Promise<Buffer> {
  const columns = COLUMNS[pictures[0]?.widthPx ?? 1440] ?? 3;
  const figures = pictures.map(
    ({ key, png, faults }) =>
      `<figure><figcaption>${escapeHtml(key)}${faults.length > 0 ? ` <b>${faults.length} faults</b>` : ''}</figcaption>` +
      `<img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  const page = await browser.newPage({ viewport: { width: SHEET_WIDTH_PX, height: 900 } });
  await page.setContent(`<!doctype html><style>
    body { margin: 16px; background: #77777f; color: #fff; font: 13px/20px sans-serif; }
    main { display: grid; grid-template-columns: repeat(${columns}, minmax(0, 1fr)); gap: 16px; align-items: start; }
    figure { margin: 0; } img { width: 100%; display: block; } b { color: #ffd9a8; }
  </style><main>${figures.join('')}</main>`);
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
}
