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
    'L5132-5',
    'L5132-15-1',
    'L1254-1',
    'L1254-2',
    'L7331-2',
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
    'L1224-1',
    'L1224-3-2',
    'L1251-1',
    'L1251-43',
    'L1262-2-1',
    'L1262-3',
    'L1262-4-1',
    'L1264-3',
    'R1263-12',
    'L4532-9',
    'L4744-5',
    'L8222-4',
    'L8241-1',
    'L8241-2',
    'R4511-1',
    'R4512-6',
    'R4512-7',
    'R4512-8',
    'R4515-4',
    'R4532-56',
    'R4532-57',
    'R4532-62',
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
    'L761-1',
    'R431-2',
    'R431-3',
    'R522-5',
    'R541-1',
    'R811-7',
  ],
  'C. com.': ['L441-10', 'L441-11', 'D441-5', 'L620-1', 'L622-13'],
  CGCT: ['L1414-2', 'L2131-11'],
  'C. env.': ['L228-4', 'L229-25'],
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
