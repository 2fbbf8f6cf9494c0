import { makeNaiveBayes } from '#src/reader/words/naive-bayes.ts';
import { type ReadReasons, reasonsIn } from './reasons.ts';
import { countedReasons } from './wish-words.ts';

/**
 * What words alone weigh, for each unit of their odds. Of 1,083 messages of people held apart 240 are then refused as surely
 * as 0.7, and 25 of 8,802 honest questions: about what the rules found that stood in their place, and erred.
 */
const WEIGHT = 1.5;

let opened: ReadReasons | undefined;

/** Why nobody answers a message, by its words alone: where nothing reads what it means. */
export function reasonsByWords(): ReadReasons {
  opened ??= open();
  return opened;
}

function open(): ReadReasons {
  const counted = countedReasons();
  const names = [...counted.keys()];
  const bayes = makeNaiveBayes([...counted.values()]);
  // How usual a class is: a rare one weighs more than it is, as where they are learnt.
  const usual = [...counted.values()].map((words) =>
    Math.sqrt([...words.values()].reduce((sum, count) => sum + count, 0)),
  );
  return async (text) => {
    const scores = bayes.scores(text);
    const odds = names.map((_, at) => (usual[at] as number) * Math.exp(WEIGHT * (scores[at] as number)));
    const all = odds.reduce((sum, one) => sum + one, 0) || 1;
    return reasonsIn(
      names
        .map((wish, at) => ({ wish, probability: (odds[at] as number) / all }))
        .sort((a, b) => b.probability - a.probability),
    );
  };
}
