// `npm start`: installs, builds and runs everything. `npm start -- --seed SCENARIO` fills the store first.
import { runPinned } from './run-pinned.mjs';

runPinned('tools/start/main.ts', process.argv.slice(2));
