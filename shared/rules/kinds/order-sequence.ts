import { z } from 'zod';
import { nomineeKind } from '../../words/field-schema.ts';
import { submissionRule } from '../context/kind.ts';

/** The order of recommendation runs 1, 2, 3 … without gaps or repeats (domain notes 3.2). */
export const orderSequence = submissionRule({
  kind: 'orderSequence',
  params: z.strictObject({ kind: nomineeKind }),
  blanks: ['orders'],
  references: () => ({ fields: {} }),
  check: ({ params }, { submission }) => {
    const orders = submission.nominees
      .filter((nominee) => nominee.kind === params.kind)
      .map((nominee) => nominee.order)
      .sort((a, b) => a - b);
    return orders.every((order, at) => order === at + 1)
      ? []
      : [{ part: params.kind, blanks: { orders: orders.join('、') } }];
  },
});
