import { z } from 'zod';
import { done, fileHandle, nothing } from './common.ts';
import { method } from './method.ts';
import { everyone } from './roles.ts';

/** What a font file of the user's may be used for: four typefaces of official paper, and characters that no other has. */
export const fontSlot = z.enum(['fangsong', 'xiaobiaosong', 'kai', 'hei', 'rare']);
export type FontSlot = z.infer<typeof fontSlot>;

/** The fonts of the paper. They belong to this computer, not to a workspace. */
export const fontMethods = {
  'fonts.list': method({
    title: '查看打印字体',
    args: nothing,
    result: z.array(
      z.strictObject({
        slot: fontSlot,
        /** The font the user chose, by the name it gives itself; null where the program's own is used. */
        own: z.string().nullable(),
        /** The program's own font for it; null where it has none. */
        builtIn: z.string().nullable(),
        /** The file name of a suitable font that this system has. */
        system: z.string().nullable(),
      }),
    ),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['fonts', 'outside'],
    changes: [],
  }),
  /** Copies a chosen TTF or OTF into the program's folder and prints with it from now on. */
  'fonts.choose': method({
    title: '选择打印字体',
    args: z.strictObject({ slot: fontSlot, source: fileHandle }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['outside'],
    changes: ['fonts'],
  }),
  /** The same with the font that `fonts.list` found on this system. */
  'fonts.useSystem': method({
    title: '改用系统字体',
    args: z.strictObject({ slot: fontSlot }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['outside'],
    changes: ['fonts'],
  }),
  /** Back to the program's own. */
  'fonts.drop': method({
    title: '改回程序自带的字体',
    args: z.strictObject({ slot: fontSlot }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: [],
    changes: ['fonts'],
  }),
} as const;
