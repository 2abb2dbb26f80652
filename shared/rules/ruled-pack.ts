import { z } from 'zod';
import { packSchema } from '../words/pack-schema.ts';
import { ruleSchema } from './rule-kinds.ts';

/** The whole pack, each rule parsed by its kind: what loads, opens or receives a pack parses it by this. */
export const ruledPackSchema = packSchema.extend({ rules: z.array(ruleSchema) });
export type RuledPack = z.infer<typeof ruledPackSchema>;
