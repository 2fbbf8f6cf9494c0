import module from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Loaded first by `npm start` and `npm run hotline`: keeps what Node makes of the sources, for the threads and processes
 * that are started from here and for the next start. Each would else strip the types of hundreds of files, which takes
 * more than half a second of the processor. Where nothing can be written there, nothing is kept.
 */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/hotline', import.meta.url));
/** By then all is loaded: a server that is killed later leaves it, too. */
const LOADED_MS = 30_000;

module.enableCompileCache?.(FOLDER);
const kept = module.getCompileCacheDir?.();
// What is started from here keeps the same: Node adds its own version to the folder's name.
if (kept !== undefined) process.env.NODE_COMPILE_CACHE ??= FOLDER;
setTimeout(() => module.flushCompileCache?.(), LOADED_MS).unref();
