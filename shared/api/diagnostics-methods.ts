import { z } from 'zod';
import { nothing, saveTarget } from './common.ts';
import { method } from './method.ts';
import { everyone } from './roles.ts';

/** What helps whoever mends the program: shown in full before it is saved. No names, numbers, contents or paths are in it. */
export const diagnosticsMethods = {
  /** Works with no workspace open, too. */
  'diagnostics.report': method({
    title: '查看诊断信息',
    args: nothing,
    result: z.strictObject({ text: z.string(), digest: z.string() }),
    needs: 'if-open',
    roles: everyone,
    mode: 'read',
    reads: ['outside'],
    changes: [],
  }),
  /** Saves the very text that was shown, known by its digest. Throws `diagnostics-stale` for another one. */
  'diagnostics.save': method({
    title: '保存诊断信息',
    args: z.strictObject({ digest: z.string(), target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['outside'],
    changes: [],
  }),
} as const;
