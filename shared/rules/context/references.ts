import type { SubjectKind } from '../../words/field-schema.ts';

/** Columns of a table field. */
interface ColumnReference {
  readonly table: string;
  readonly columns: readonly (string | undefined)[];
}

/** A setting of the campaign, and the values of it that a rule tells apart. */
interface SettingReference {
  readonly id: string | undefined;
  readonly values: readonly string[];
}

/** A tag, and the code table whose codes it marks. */
interface CodeTagReference {
  readonly table: string;
  readonly tag: string;
}

/** What a rule's parameters may name beside fields. What is left out (undefined) names nothing. */
interface CommonReferences {
  readonly codeTables?: readonly string[];
  /** Tags that some code of a table must bear: a rule that asks for another would never find anything. */
  readonly codeTags?: readonly CodeTagReference[];
  readonly settings?: readonly SettingReference[];
  /** Regular expressions, which must be written right. */
  readonly patterns?: readonly string[];
}

/** What the parameters of a rule over one subject name: fields and columns are those of the subject at hand. */
export interface SubjectReferences extends CommonReferences {
  readonly fields?: readonly (string | undefined)[];
  readonly columns?: readonly ColumnReference[];
  readonly notices?: readonly string[];
}

/** What the parameters of a rule over the submission name: it must say in whose records its fields are. */
export interface SubmissionReferences extends CommonReferences {
  readonly fields: { readonly [S in SubjectKind]?: readonly (string | undefined)[] };
  /** Fields that need to be in one of the nominees' records only. */
  readonly nomineeFields?: readonly string[];
}
