import type { ApiResult } from '../../shared/api.ts';
import { notPlain, type PlainState } from '../ui/plain-choice.tsx';

export type SealPlan = ApiResult<'seal.plan'>;

/** What the clerk chose about the package: for whom, where there are several, and whether it is in the clear. */
export interface SealChoice {
  readonly recipient: string | null;
  readonly plain: PlainState;
}

export const firstChoice: SealChoice = { recipient: null, plain: notPlain };

/** The choice as `seal.plan` and `seal.run` take it. */
export function chosenRecipient({ recipient }: SealChoice): { recipient?: string } {
  return recipient === null ? {} : { recipient };
}

/** True when the plan shown is the one of this choice and can be sealed: after a click the old one stands for a moment. */
export function planFits(plan: SealPlan, { recipient, plain }: SealChoice): boolean {
  const offered = plan.candidates.some(({ fingerprint }) => fingerprint === recipient);
  if (offered && plan.recipient?.fingerprint !== recipient) return false;
  return plan.encryption === (plain.plain ? 'plain' : 'encrypted');
}

/** Something that keeps the package from being sealed, with the page where it is mended. */
export interface Obstacle {
  readonly sentence: string;
  readonly page: 'checks' | 'overview';
  readonly action: string;
}

/** What stands in the way of sealing, most important first; empty when the clerk may go on. */
export function obstacles(plan: SealPlan): Obstacle[] {
  if (plan.ready) return [];
  const found: Obstacle[] = [];
  if (plan.empty) {
    found.push({
      sentence: '本轮还没有可以封入的材料。请先添加推荐对象并填表。',
      page: 'overview',
      action: '去总览',
    });
  }
  if (plan.errors > 0) {
    found.push({
      sentence: `还有 ${plan.errors} 条错误没有改正。错误不改正不能封包。`,
      page: 'checks',
      action: '去检查页逐条改正',
    });
  }
  if (plan.unexplained > 0) {
    found.push({
      sentence: `还有 ${plan.unexplained} 条警告没有写说明。确实无误的，写一句说明；说明随材料一起报送。`,
      page: 'checks',
      action: '去检查页写说明',
    });
  }
  return found;
}
