import { z } from 'zod';
import { besideAfter, pendingForm } from '#src/company/form/beside.ts';
import { step } from '#src/company/form/dialog/dialog.ts';
import { voiceOf } from '#src/company/form/form.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import type { Feature, Memory, Said } from '#src/conversation/feature.ts';
import { NEWS_KIND } from '#src/features/training/news.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { askDiagnosisAgain, toDiagnosisButton } from './diagnosis.ts';
import { type HeardInTraining, type TrainingKnown, trainingHears, trainingKnown } from './hear.ts';
import { answerTraining } from './step.ts';
import type { TrainingParts, TrainingTurn } from './turn.ts';

const NAME = 'training';
const schema = z.object({
  /** The diagnosis's question is what was last asked. */
  diagnosing: z.boolean().optional().catch(undefined),
  /** Messages in a row that were for somebody else while it waits. */
  besideDiagnosing: z.number().optional().catch(undefined),
});
type State = z.output<typeof schema>;
const memory: Memory<State> = {
  schema,
  left: ({ diagnosing, besideDiagnosing }, { feature, said }) =>
    diagnosing
      ? {
          diagnosing,
          besideDiagnosing: besideAfter(besideDiagnosing, NAME, { acted: feature, asked: said.asked }),
        }
      : { diagnosing },
};

interface TrainingAct {
  readonly act: 'step';
  readonly data: TrainingTurn;
}

/** Training sessions: applications, bookings, and the flash diagnosis that opens them. */
export function trainingFeature(
  training: TrainingParts,
): Feature<HeardInTraining, TrainingAct, State, TrainingKnown | undefined> {
  return {
    name: NAME,
    memory,
    saidBeside: [NEWS_KIND],
    knows: (db, message, at) => trainingKnown(db, message, at, training),
    hears: trainingHears,
    prepare: async (heard, { known, now }) => {
      if (!known) return undefined;
      const { form, own } = known;
      if (heard.type !== 'step') return { act: 'step', data: { ...heard, form } };
      const { draft, input } = heard;
      const after = step(draft, input, own, { today: parisDay(now) });
      return {
        act: 'step',
        data: { form, type: 'step', taken: { saved: draft, before: draft, step: after } },
      };
    },
    act: async (tx, { data }, { conversation, now }): Promise<Said> => {
      const { blocks, asksFrom, state } = await answerTraining(tx, conversation, data, { training, now });
      const { diagnosing } = state;
      // Beside an expert, a button of ours is answered as news are.
      const kind = conversation.mode === 'human' ? NEWS_KIND : 'training';
      if (diagnosing === undefined) return { blocks, kind };
      // A sign-up that was under way waits.
      const next = [{ feature: 'referencing', act: 'wait' }];
      const own = { diagnosing, besideDiagnosing: undefined };
      return { blocks, asksFrom, kind, state: own, asked: diagnosing, next };
    },
    pending: ({ conversation, known, now, memory: { besideDiagnosing } }) => {
      if (!known?.saved || formUnderWay(conversation.state) !== 'diagnosis') return undefined;
      const { own, saved } = known;
      return pendingForm(askDiagnosisAgain(saved, own, now), {
        beside: besideDiagnosing,
        setAside: voiceOf(own).setAside,
        over: { diagnosing: false, besideDiagnosing: undefined },
        kind: 'referencing',
        toValue: toDiagnosisButton,
      });
    },
  };
}
