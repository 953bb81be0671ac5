// `npm test`: every check, in phases. `npm test -- PHASE...` runs the named ones only.
import { runPinned } from './run-pinned.mjs';

runPinned('tools/test/main.ts', process.argv.slice(2));
