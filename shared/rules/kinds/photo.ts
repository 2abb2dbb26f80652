import { z } from 'zod';
import { photoFileName } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { type AttachmentRef, attachmentRef, type Content } from '../../words/content.ts';
import { packId } from '../../words/field-schema.ts';
import type { Campaign } from '../../words/pack-schema.ts';
import type { RuleWith } from '../../words/rule-schema.ts';
import { type Hit, subjectRule } from '../context/kind.ts';

const params = z.strictObject({
  field: packId,
  nameField: packId,
  birthField: packId,
  check: z.enum(['readable', 'format', 'size', 'name', 'shape', 'background', 'head']),
});
type PhotoParams = z.infer<typeof params>;

type PhotoLimits = NonNullable<Campaign['photo']>;

/** Pixels of so many millimetres at 300 dpi. */
const pixels = (mm: number) => Math.round((mm * 300) / 25.4);
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)}KB`;

function sizeHit(photo: AttachmentRef, limits: PhotoLimits, fieldId: string): readonly Hit[] {
  const { bytes } = photo;
  if (bytes >= limits.safeMinBytes && bytes <= limits.safeMaxBytes) return [];
  // Between the readings 1 KB = 1000 and 1 KB = 1024 bytes nobody can say; only a warning (domain notes 4.6 F2).
  const unsure = bytes >= limits.minBytes && bytes <= limits.maxBytes;
  return [
    { fieldId, ...(unsure ? { severity: 'warning' as const } : {}), blanks: { found: kilobytes(bytes) } },
  ];
}

function shapeHit(photo: AttachmentRef, limits: PhotoLimits, fieldId: string): readonly Hit[] {
  const { width, height } = photo;
  if (width === undefined || height === undefined) return [];
  const shares = limits.sizesMm.map(([wide, high]) => wide / high);
  const tolerance = 0.025;
  const share = width / height;
  const fits = share >= Math.min(...shares) - tolerance && share <= Math.max(...shares) + tolerance;
  const enough =
    width >= pixels(Math.min(...limits.sizesMm.map(([wide]) => wide))) &&
    height >= pixels(Math.min(...limits.sizesMm.map(([, high]) => high)));
  return fits && enough ? [] : [{ fieldId, blanks: { found: `${width}×${height}像素` } }];
}

function nameHit(
  { params }: RuleWith<'photo', PhotoParams>,
  photo: AttachmentRef,
  content: Content,
): readonly Hit[] {
  const name = textOf(content, params.nameField);
  const birth = textOf(content, params.birthField);
  if (name === '' || birth === '') return [];
  const expected = photoFileName(name, birth);
  return photo.name.normalize('NFC') === expected
    ? []
    : [{ fieldId: params.field, blanks: { found: photo.name, expected } }];
}

/** The photo file: format, size, name, shape, white background, share of the head (notice 四.5, domain notes 4.6). */
export const photo = subjectRule({
  kind: 'photo',
  params,
  blanks: ['found', 'expected'],
  references: ({ field, nameField, birthField }) => ({ fields: [field, nameField, birthField] }),
  check: (rule, { pack, subject, badPictures }): readonly Hit[] => {
    const { field, check } = rule.params;
    const parsed = attachmentRef.safeParse(subject.content[field]);
    const limits = pack.campaign.photo;
    if (!parsed.success || limits === undefined) return [];
    const file = parsed.data;
    switch (check) {
      case 'readable': {
        const found = badPictures.get(file.sha256);
        return found === undefined ? [] : [{ fieldId: field, blanks: { found } }];
      }
      case 'format':
        return file.mediaType === 'image/jpeg' && /\.jpg$/i.test(file.name)
          ? []
          : [
              {
                fieldId: field,
                blanks: { found: file.mediaType === 'image/jpeg' ? file.name : file.mediaType },
              },
            ];
      case 'size':
        return sizeHit(file, limits, field);
      case 'name':
        return nameHit(rule, file, subject.content);
      case 'shape':
        return shapeHit(file, limits, field);
      case 'background': {
        const { measures } = file;
        if (measures === undefined || (measures.edgeMin >= 230 && measures.edgeSpread <= 20)) return [];
        return [
          { fieldId: field, blanks: { found: `最暗处亮度${measures.edgeMin}，色差${measures.edgeSpread}` } },
        ];
      }
      case 'head': {
        const share = file.measures?.headShare;
        // Nobody set the head box: no more than a reminder (domain notes 4.6 F5).
        if (share === undefined)
          return [{ fieldId: field, severity: 'info', blanks: { found: '多少还没有测量' } }];
        if (share >= 0.5) return [];
        return [{ fieldId: field, blanks: { found: `约${Math.round(share * 100)}%` } }];
      }
    }
  },
});
