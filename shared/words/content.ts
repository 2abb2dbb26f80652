import { z } from 'zod';

/** A photo or scan: bytes live in the store and the package, addressed by SHA-256; the original name is NFC. */
export const attachmentRef = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
  bytes: z.int().nonnegative(),
  mediaType: z.string(),
  /** Pixels, for pictures. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  /**
   * What the photo desk measured on import: the darkest colour channel along the edges and the greatest difference
   * between channels there (0 to 255), and the head's share of the picture (0 to 1) where a box was set.
   */
  measures: z
    .strictObject({
      edgeMin: z.int().min(0).max(255),
      edgeSpread: z.int().min(0).max(255),
      headShare: z.number().min(0).max(1).optional(),
    })
    .optional(),
});
export type AttachmentRef = z.infer<typeof attachmentRef>;

const tableRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type TableRow = z.infer<typeof tableRow>;

/** The value of one field; an empty field is absent from the record or null. */
const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  attachmentRef,
  z.array(z.string()),
  z.array(attachmentRef),
  z.array(tableRow),
]);
export type FieldValue = z.infer<typeof fieldValue>;

/** A record: field id to value. Which fields exist, and their types, is the pack's affair. */
export const content = z.record(z.string(), fieldValue);
export type Content = z.infer<typeof content>;
