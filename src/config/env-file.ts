import { existsSync } from 'node:fs';

/**
 * Loaded first by `npm start` and `npm run hotline`: the settings of a `.env` file of the folder they run in, each of
 * which one of the environment outdoes. What is started otherwise, such as by a test, has only its environment.
 */
if (existsSync('.env')) process.loadEnvFile('.env');
