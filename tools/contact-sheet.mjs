// `node tools/contact-sheet.mjs`: pictures of every page, light and dark, wide and narrow, with what is wrong on them.
import { runPinned } from './run-pinned.mjs';

runPinned('tools/contact-sheet/main.ts', process.argv.slice(2));
