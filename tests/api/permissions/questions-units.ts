/** What to ask of the learning of units. */
import { unitLearning } from '#contracts/unit-learning.ts';
import { asked } from './question.ts';

export const unitQuestions = [
  asked(unitLearning.unitLearners, ({ unitId: organisationId, unitLearner }) => ({
    inputs: [{ params: { organisationId }, query: {} }],
    shows: [unitLearner.id],
  })),
  // nothing is assigned
  asked(unitLearning.unitLearner, ({ unitId: organisationId, unitLearner }) => ({
    inputs: [{ params: { organisationId, personId: unitLearner.id } }],
    shows: ['"items"'],
  })),
  asked(unitLearning.unitResults, ({ unitId: organisationId }) => ({
    inputs: [{ params: { organisationId } }],
    shows: ['"people":1'],
  })),
];
