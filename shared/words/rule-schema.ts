import { z } from 'zod';
import { condition, round } from './field-schema.ts';
import { ruleParams } from './rule-params.ts';

const severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severity>;

const ruleBase = {
  id: z.string().regex(/^[A-Z]\d+[a-z]?(?:-[a-z0-9-]+)?$/),
  severity,
  /** Key of clauses.json. */
  clause: z.string(),
  rounds: z.array(round).default(['preliminary', 'formal']),
  /** Which nominees; absent for rules over the whole submission or over the unit. */
  of: z.enum(['collective', 'individual', 'nominee', 'unit', 'submission']),
  when: condition.optional(),
  /** Sentence with {blanks}: what is wrong, with the values found. */
  message: z.string(),
  /** Sentence: how to mend it. */
  fix: z.string(),
  /**
   * For rules that look for the same thing in two nominees: the sentence when the other one stands in another unit's
   * package, with {unit} and {other}. Absent: only one submission is looked into.
   */
  across: z.string().optional(),
};

/**
 * rules.json: instances of the rule kinds. Each kind is one function in shared/rules/kinds/ and one entry of ruleParams.
 * Kinds are added by extending this union; params are what makes a kind fit a campaign.
 */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...ruleBase, kind: z.literal('required'), params: ruleParams.required }),
  z.strictObject({ ...ruleBase, kind: z.literal('shape'), params: ruleParams.shape }),
  z.strictObject({ ...ruleBase, kind: z.literal('idNumber'), params: ruleParams.idNumber }),
  z.strictObject({ ...ruleBase, kind: z.literal('idBirthAgrees'), params: ruleParams.idBirthAgrees }),
  z.strictObject({ ...ruleBase, kind: z.literal('idSexAgrees'), params: ruleParams.idSexAgrees }),
  z.strictObject({ ...ruleBase, kind: z.literal('creditCode'), params: ruleParams.creditCode }),
  z.strictObject({ ...ruleBase, kind: z.literal('format'), params: ruleParams.format }),
  z.strictObject({ ...ruleBase, kind: z.literal('tenure'), params: ruleParams.tenure }),
  z.strictObject({ ...ruleBase, kind: z.literal('gradeCeiling'), params: ruleParams.gradeCeiling }),
  z.strictObject({ ...ruleBase, kind: z.literal('textPattern'), params: ruleParams.textPattern }),
  z.strictObject({ ...ruleBase, kind: z.literal('mustBe'), params: ruleParams.mustBe }),
  z.strictObject({ ...ruleBase, kind: z.literal('mustSayNone'), params: ruleParams.mustSayNone }),
  z.strictObject({ ...ruleBase, kind: z.literal('flag'), params: ruleParams.flag }),
  z.strictObject({ ...ruleBase, kind: z.literal('filledWhen'), params: ruleParams.filledWhen }),
  z.strictObject({ ...ruleBase, kind: z.literal('retirementAge'), params: ruleParams.retirementAge }),
  z.strictObject({ ...ruleBase, kind: z.literal('pastAward'), params: ruleParams.pastAward }),
  z.strictObject({ ...ruleBase, kind: z.literal('sameDeedsAward'), params: ruleParams.sameDeedsAward }),
  z.strictObject({ ...ruleBase, kind: z.literal('consultation'), params: ruleParams.consultation }),
  z.strictObject({ ...ruleBase, kind: z.literal('publicNotice'), params: ruleParams.publicNotice }),
  z.strictObject({ ...ruleBase, kind: z.literal('futureDate'), params: ruleParams.futureDate }),
  z.strictObject({ ...ruleBase, kind: z.literal('clock'), params: ruleParams.clock }),
  z.strictObject({ ...ruleBase, kind: z.literal('dateOrder'), params: ruleParams.dateOrder }),
  z.strictObject({ ...ruleBase, kind: z.literal('ratio'), params: ruleParams.ratio }),
  z.strictObject({ ...ruleBase, kind: z.literal('quota'), params: ruleParams.quota }),
  z.strictObject({ ...ruleBase, kind: z.literal('quotaTable'), params: ruleParams.quotaTable }),
  z.strictObject({ ...ruleBase, kind: z.literal('count'), params: ruleParams.count }),
  z.strictObject({ ...ruleBase, kind: z.literal('orderSequence'), params: ruleParams.orderSequence }),
  z.strictObject({ ...ruleBase, kind: z.literal('duplicate'), params: ruleParams.duplicate }),
  z.strictObject({ ...ruleBase, kind: z.literal('samePhoto'), params: ruleParams.samePhoto }),
  z.strictObject({ ...ruleBase, kind: z.literal('sameText'), params: ruleParams.sameText }),
  z.strictObject({ ...ruleBase, kind: z.literal('otherNominee'), params: ruleParams.otherNominee }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('leaderAlsoNominated'),
    params: ruleParams.leaderAlsoNominated,
  }),
  z.strictObject({ ...ruleBase, kind: z.literal('factsAgree'), params: ruleParams.factsAgree }),
  z.strictObject({ ...ruleBase, kind: z.literal('allCodes'), params: ruleParams.allCodes }),
  z.strictObject({ ...ruleBase, kind: z.literal('wordBand'), params: ruleParams.wordBand }),
  z.strictObject({ ...ruleBase, kind: z.literal('maxWords'), params: ruleParams.maxWords }),
  z.strictObject({ ...ruleBase, kind: z.literal('thirdPerson'), params: ruleParams.thirdPerson }),
  z.strictObject({ ...ruleBase, kind: z.literal('noPersonalData'), params: ruleParams.noPersonalData }),
  z.strictObject({ ...ruleBase, kind: z.literal('mentions'), params: ruleParams.mentions }),
  z.strictObject({ ...ruleBase, kind: z.literal('photo'), params: ruleParams.photo }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('duplicatePhotoName'),
    params: ruleParams.duplicatePhotoName,
  }),
  z.strictObject({ ...ruleBase, kind: z.literal('resume'), params: ruleParams.resume }),
  z.strictObject({ ...ruleBase, kind: z.literal('minAge'), params: ruleParams.minAge }),
  z.strictObject({ ...ruleBase, kind: z.literal('subset'), params: ruleParams.subset }),
  z.strictObject({ ...ruleBase, kind: z.literal('unchanged'), params: ruleParams.unchanged }),
  z.strictObject({ ...ruleBase, kind: z.literal('deadline'), params: ruleParams.deadline }),
  z.strictObject({ ...ruleBase, kind: z.literal('rareCharacters'), params: ruleParams.rareCharacters }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleKind = Rule['kind'];

/** 检查结果. One finding names everything a clerk needs to go there and mend it. */
export const findingSchema = z.strictObject({
  ruleId: z.string(),
  severity,
  /** Stable within a submission: rule, subject, field and row; the key under which an explanation is kept. */
  key: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  formId: z.string().optional(),
  fieldId: z.string().optional(),
  row: z.int().nonnegative().optional(),
  clause: z.string(),
  message: z.string(),
  fix: z.string(),
  /** The written explanation that a warning needs before sealing. */
  explanation: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;
