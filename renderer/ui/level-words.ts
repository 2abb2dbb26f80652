import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';
import { evaluateCondition } from '../../shared/reading/evaluate-condition.ts';
import { effectiveSettings, LEVEL_SETTING } from '../../shared/reading/lookup.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';

/** Who receives what a unit seals, and answers it, in one word. */
export function receiverName(role: WorkspaceRole): string {
  return role === 'host' ? '推荐单位' : '办公室';
}

/** Who sends in what this workspace receives. */
export function senderName(role: WorkspaceRole): string {
  return role === 'recommender' ? '基层单位' : '推荐单位';
}

/** The paper on which a unit's key is stamped, as the pack calls it: the one whose rows carry the fingerprint. */
export function keySheetTitle(pack: CampaignPack, role: WorkspaceRole): string {
  const { keyFingerprintField } = pack.campaign;
  const settings = effectiveSettings(pack, { [LEVEL_SETTING]: role });
  const sheet = pack.forms.find(
    (form) =>
      form.kind === 'sheet' &&
      evaluateCondition(form.when, { record: {}, unit: {}, settings }) &&
      form.rows.some(
        (row) =>
          row.kind === 'cells' &&
          row.cells.some((cell) => 'field' in cell && cell.field === keyFingerprintField),
      ),
  );
  return sheet?.title ?? '印有指纹的表';
}
