import type { RecipientState } from '../../shared/api/seal-methods.ts';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';

/** Why there is nobody to encrypt for, and how it is mended. */
export interface RecipientGap {
  readonly title: string;
  readonly text: string;
  /** Where it is mended. */
  readonly page: 'signers' | 'pack';
  readonly action: string;
}

const register = { page: 'signers', action: '去单位登记' } as const;
const install = { page: 'pack', action: '去设置里安装活动包' } as const;

/** What keeps the package from being encrypted, in words; null when nothing does. */
export function recipientGap(role: WorkspaceRole, state: RecipientState): RecipientGap | null {
  const host = role === 'host';
  switch (state) {
    case 'ready':
      return null;
    case 'choose':
      return {
        title: '登记了不止一个收件单位，请先选定这份材料给谁',
        text: '选定后只加密给它。不再往来的单位，可以在单位登记里吊销它的密钥。',
        ...register,
      };
    case 'none':
      return host
        ? {
            title: '没有收件单位的密钥，不能加密',
            text: '请向推荐单位索取登记包，导入后核对指纹、登记，再回来封包。',
            ...register,
          }
        : {
            title: '没有收件单位的密钥，不能加密',
            text: '请向领导小组办公室索取已签名的活动包，安装后再封包。',
            ...install,
          };
    case 'pending':
      return {
        title: '收件单位的登记包还没有核对，不能加密',
        text: '登记包已经导入，还要按盖章纸面核对指纹、点“登记”，才能加密给它。',
        ...register,
      };
    case 'revoked':
      return {
        title: '收件单位的密钥已经吊销，不能加密',
        text: '吊销的密钥不能再用来加密。请向收件单位索取新的登记包，核对指纹后登记。',
        ...register,
      };
    case 'no-encryption-key':
      return host
        ? {
            title: '收件单位登记时没有给出加密密钥，不能加密',
            text: '请推荐单位用新版程序重新做登记包，导入、核对后再封包。',
            ...register,
          }
        : {
            title: '活动包里没有收件单位的加密密钥，不能加密',
            text: '请向领导小组办公室索取带加密密钥的活动包，安装后再封包。',
            ...install,
          };
  }
}
