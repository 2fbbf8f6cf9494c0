import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { explainFailure, failureReport, reasonOf } from '#src/platform/failure.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('a failure of the system or of the store', () => {
  it('is told in French, with what to do', () => {
    using folder = tempFolder({ file: '' });
    const path = join(folder.path, 'file');
    const inFile = thrownBy(() => mkdirSync(join(path, 'data')));
    expect(explainFailure(inFile)).toMatch(/^Arrêt sur .*file\/data : un fichier est à la place/);
    const full = connectSqlite(join(folder.path, 'full.db'), {});
    full.exec('CREATE TABLE one (text TEXT); PRAGMA max_page_count = 3;');
    const error = thrownBy(() => full.exec("INSERT INTO one VALUES (printf('%.*c', 90000, 'x'))"));
    full.close();
    expect(explainFailure(error)).toBe('Arrêt : le disque est plein ; libérez de la place.');
    expect(explainFailure(error, '/srv/data')).toMatch(/^Arrêt sur \/srv\/data : le disque est plein/);
    const readOnly = connectSqlite(join(folder.path, 'full.db'), { readOnly: true });
    const refused = thrownBy(() => readOnly.exec("INSERT INTO one VALUES ('x')"));
    readOnly.close();
    expect(reasonOf(refused)).toMatch(/en lecture seule/);
  });

  it('has no stack when it is explained, and one when only a developer can understand', () => {
    expect(failureReport(new HotlineError('config', 'La configuration est à corriger.'))).toBe(
      'La configuration est à corriger.',
    );
    const bug = new TypeError('x is not a function');
    expect(explainFailure(bug)).toBeUndefined();
    expect(failureReport(bug)).toMatch(/^x is not a function\nTypeError: [\s\S]*failure\.test/);
  });
});
