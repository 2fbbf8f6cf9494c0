/** Reads a whole store, as a process: its path as argument; damaged tables on standard output, as JSON. */
import { setPriority } from 'node:os';
import { damagedTables, quickCheck, readSqlite } from '#src/platform/database/sqlite/reader.ts';

// The server beside it comes first.
setPriority(19);
using reader = readSqlite(process.argv[2] ?? '', false);
const sound = quickCheck(reader);
process.stdout.write(JSON.stringify({ sound, tables: sound ? [] : damagedTables(reader) }));
