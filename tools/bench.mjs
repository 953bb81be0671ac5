// `npm run bench -- NAME`: measures the product. docs/measurements.md says what the names are.
import { runPinned } from './run-pinned.mjs';

runPinned('bench/main.ts', process.argv.slice(2));
