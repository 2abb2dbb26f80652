/**
 * How a package of this workspace was sealed: by which key, under which name, for whom, and why in the clear. NULL in
 * those that were sealed before this was kept.
 */
export const sealedAs = {
  version: 80,
  sql: `
ALTER TABLE sealed ADD COLUMN signer TEXT;
ALTER TABLE sealed ADD COLUMN unit_name TEXT;
ALTER TABLE sealed ADD COLUMN recipient_name TEXT;
ALTER TABLE sealed ADD COLUMN plain_reason TEXT;
`,
} as const;
