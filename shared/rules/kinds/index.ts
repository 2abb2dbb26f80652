import type { RuleKind } from '../../words/rule-schema.ts';
import type { RuleKindDefinition } from '../context/kind.ts';
import { allCodes } from './all-codes.ts';
import { clock } from './clock.ts';
import { consultation } from './consultation.ts';
import { count } from './count.ts';
import { creditCode } from './credit-code.ts';
import { dateOrder } from './date-order.ts';
import { deadline } from './deadline.ts';
import { duplicate } from './duplicate.ts';
import { duplicatePhotoName } from './duplicate-photo-name.ts';
import { factsAgree } from './facts-agree.ts';
import { filledWhen } from './filled-when.ts';
import { flag } from './flag.ts';
import { format } from './format.ts';
import { futureDate } from './future-date.ts';
import { gradeCeiling } from './grade-ceiling.ts';
import { idBirthAgrees } from './id-birth-agrees.ts';
import { idNumber } from './id-number.ts';
import { idSexAgrees } from './id-sex-agrees.ts';
import { leaderAlsoNominated } from './leader-also-nominated.ts';
import { maxWords } from './max-words.ts';
import { mentions } from './mentions.ts';
import { minAge } from './min-age.ts';
import { mustBe } from './must-be.ts';
import { mustSayNone } from './must-say-none.ts';
import { noPersonalData } from './no-personal-data.ts';
import { orderSequence } from './order-sequence.ts';
import { otherNominee } from './other-nominee.ts';
import { pastAward } from './past-award.ts';
import { photo } from './photo.ts';
import { publicNotice } from './public-notice.ts';
import { quota } from './quota.ts';
import { quotaTable } from './quota-table.ts';
import { rareCharacters } from './rare-characters.ts';
import { ratio } from './ratio.ts';
import { required } from './required.ts';
import { resume } from './resume.ts';
import { retirementAge } from './retirement-age.ts';
import { sameDeedsAward } from './same-deeds-award.ts';
import { samePhoto } from './same-photo.ts';
import { sameText } from './same-text.ts';
import { shape } from './shape.ts';
import { subset } from './subset.ts';
import { tenure } from './tenure.ts';
import { textPattern } from './text-pattern.ts';
import { thirdPerson } from './third-person.ts';
import { unchanged } from './unchanged.ts';
import { wordBand } from './word-band.ts';

/** Every rule kind by its name: the record type makes a missing one a compile error. */
export const ruleKinds: Readonly<Record<RuleKind, RuleKindDefinition>> = {
  allCodes,
  clock,
  consultation,
  count,
  creditCode,
  dateOrder,
  deadline,
  duplicate,
  duplicatePhotoName,
  factsAgree,
  filledWhen,
  flag,
  format,
  futureDate,
  gradeCeiling,
  idBirthAgrees,
  idNumber,
  idSexAgrees,
  leaderAlsoNominated,
  maxWords,
  mentions,
  minAge,
  mustBe,
  mustSayNone,
  noPersonalData,
  orderSequence,
  otherNominee,
  pastAward,
  photo,
  publicNotice,
  quota,
  quotaTable,
  rareCharacters,
  ratio,
  required,
  resume,
  retirementAge,
  sameDeedsAward,
  samePhoto,
  sameText,
  shape,
  subset,
  tenure,
  textPattern,
  thirdPerson,
  unchanged,
  wordBand,
};
