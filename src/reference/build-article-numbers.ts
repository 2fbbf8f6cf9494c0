/**
 * Builds `article-numbers.json`, the list of article numbers that exist, by code.
 *
 *   node src/reference/build-article-numbers.ts CODE.jsonl > src/reference/article-numbers.json
 *
 * CODE.jsonl holds one article a line with its `num` (Légifrance, Licence Ouverte 2.0). Only the numbers are
 * kept: a number is a fact, the text of the law is not copied here. Articles in force that such an extract
 * misses, and those of other codes that our pages rely on, are listed below by hand, each from a checked fact.
 */
import { readFileSync } from 'node:fs';

const MISSING_FROM_EXTRACTS = ['L2112-2-1', 'L2151-2', 'L2312-1-1', 'L2313-5-1', 'R2322-16'];

const OTHER_CODES: Record<string, string[]> = {
  'C. trav.': [
    'L5132-4',
    'L5212-1',
    'L5212-10-1',
    'D5212-22',
    'L5213-13',
    'D5213-63',
    'L3332-17-1',
    'R3332-21-1',
    'R3332-21-3',
    'L8272-4',
    'D8222-5',
    'R8222-1',
    'D8254-2',
  ],
  CRPA: ['R311-12', 'R311-13', 'R311-15', 'R343-1', 'L311-6'],
  CJA: [
    'L551-1',
    'L551-2',
    'L551-3',
    'L551-4',
    'L551-10',
    'L551-13',
    'L551-14',
    'L551-15',
    'R551-1',
    'R551-5',
    'R551-7',
  ],
  'C. com.': ['L441-10', 'L441-11', 'D441-5'],
  CGCT: ['L1414-2'],
  'C. env.': ['L228-4'],
  'C. rural': ['L230-5-1'],
  CASF: ['L344-2'],
  CSS: ['L243-15'],
};

const path = process.argv[2];
if (!path) throw new Error('usage : node src/reference/build-article-numbers.ts CODE.jsonl');
const numbers = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { num: string }).num)
  .filter((num) => /^[LRD]\d/.test(num));
// The annexes of the code that our pages rely on.
const annexes = [2, 3, 4, 6, 9, 11, 12].map((number) => `annexe ${number}`);
const codes = {
  CCP: [...new Set([...numbers, ...MISSING_FROM_EXTRACTS, ...annexes])].sort(),
  ...OTHER_CODES,
};
process.stdout.write(`${JSON.stringify(codes)}\n`);
