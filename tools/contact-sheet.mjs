// `node tools/contact-sheet.mjs`: pictures of every page, light and dark, wide and narrow, with what is wrong on them.
// `--width 390`, `--theme dark`: only these. `--url`: a product that runs, with SLUICE_OWNER_EMAIL and SLUICE_OWNER_PASSWORD.
import { runPinned } from './run-pinned.mjs';

runPinned('tools/contact-sheet/main.ts', process.argv.slice(2));
