import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowsSplit } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone } from '../kit/notify.ts';
import { reviewPath } from '../kit/paths.ts';
import { ReasonModal } from '../kit/reason-modal.tsx';
import { timeText } from '../ui/format.ts';

/** What has to be looked at before a package is judged: whose it is, which of two counts, what came before. */
export function PackageNotices({ item }: { readonly item: ImportedPackage }) {
  return (
    <>
      {item.released !== null && (
        <Alert color="gray" mb="sm" title="这份材料已移出">
          {timeText(item.released.at)} 移出，原因：{item.released.reason}。只留作存查，不作数。
        </Alert>
      )}
      {item.released === null && item.signer.other && <StrangersNotice item={item} />}
      {item.rival !== null && <RivalNotice item={item} rival={item.rival} />}
      {item.remarks.map((remark) => (
        <RemarkNotice key={remark.code} packageId={item.packageId} remark={remark} />
      ))}
    </>
  );
}

function StrangersNotice({ item }: { readonly item: ImportedPackage }) {
  const [asking, setAsking] = useState(false);
  const release = useEngineMutation('inbox.release', {
    quiet: true,
    onDone: () => {
      notifyDone('已移出，这份材料不再作数。');
      setAsking(false);
    },
  });
  return (
    <Alert
      color="danger"
      icon={<IconAlertTriangle aria-hidden />}
      mb="sm"
      title={`封包写的是“${item.unit}”，签名的却是“${item.signer.name ?? ''}”`}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          不能当作“{item.unit}
          ”报来的材料。请向两个单位核实；确实不是该单位的，把它移出，该单位自己的材料就能收下。
        </Text>
        <Button size="xs" variant="default" flex="none" onClick={() => setAsking(true)}>
          移出这份材料
        </Button>
      </Group>
      <ReasonModal
        opened={asking}
        title="移出这份材料"
        message={`移出之后，这份材料的各个版次都不再作数，留作存查；因它被隔离的“${item.unit}”的文件会重新核验。`}
        label="移出原因"
        placeholder="例如：已电话核实，不是该单位报送"
        confirm="移出这份材料"
        danger
        pending={release.isPending}
        error={release.error}
        onConfirm={(reason) => release.mutate({ packageId: item.packageId, reason })}
        onClose={() => setAsking(false)}
      />
    </Alert>
  );
}

function RivalNotice({
  item,
  rival,
}: {
  readonly item: ImportedPackage;
  readonly rival: NonNullable<ImportedPackage['rival']>;
}) {
  const [asking, setAsking] = useState(false);
  const choose = useEngineMutation('inbox.choose', {
    quiet: true,
    onDone: () => {
      notifyDone('已选定，以后随时可以改选。');
      setAsking(false);
    },
  });
  if (item.state === 'superseded') return null;
  const title = rival.settled
    ? rival.counts
      ? '该单位还有另一份材料，已选定以这份为准'
      : '已选定以该单位的另一份材料为准'
    : rival.counts
      ? '该单位又报来另一份材料，请选定以哪份为准'
      : '该单位已有一份材料，这份还不作数';
  return (
    <Alert
      color={rival.settled && rival.counts ? 'gray' : 'caution'}
      icon={<IconArrowsSplit aria-hidden />}
      mb="sm"
      title={title}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {rival.settled && rival.reason !== null
            ? `原因：${rival.reason}。`
            : '两份编号不同，多半是该单位重装或换了电脑。请先向该单位问清楚；选定之前以先收到的为准。'}
          <Anchor component={Link} href={reviewPath(rival.packageId)} size="sm">
            打开另一份（第 {rival.revision} 版）
          </Anchor>
        </Text>
        {(!rival.counts || !rival.settled) && (
          <Button size="xs" variant="default" flex="none" onClick={() => setAsking(true)}>
            {rival.settled ? '改以这份为准' : '以这份为准'}
          </Button>
        )}
      </Group>
      <ReasonModal
        opened={asking}
        title="以这份材料为准"
        message="另一份留作存查，不再作数；写过的意见都保留，以后还可以改选。"
        label="选定的原因"
        placeholder="例如：该单位电脑重装，来电确认以此份为准"
        confirm="以这份为准"
        pending={choose.isPending}
        error={choose.error}
        onConfirm={(reason) => choose.mutate({ packageId: item.packageId, reason })}
        onClose={() => setAsking(false)}
      />
    </Alert>
  );
}

function RemarkNotice({
  packageId,
  remark,
}: {
  readonly packageId: string;
  readonly remark: ImportedPackage['remarks'][number];
}) {
  const [asking, setAsking] = useState(false);
  const settle = useEngineMutation('inbox.settleRemark', { quiet: true, onDone: () => setAsking(false) });
  if (remark.settledAt !== null) {
    return remark.reason === null || remark.reason === '' ? null : (
      <Text size="sm" c="dimmed" mb="sm">
        {remark.message}
        {timeText(remark.settledAt)} 已核实：{remark.reason}
      </Text>
    );
  }
  return (
    <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} mb="sm" title="请核实上一版">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{remark.message}</Text>
        <Button size="xs" variant="default" flex="none" onClick={() => setAsking(true)}>
          已核实
        </Button>
      </Group>
      <ReasonModal
        opened={asking}
        title="核实结果"
        message={remark.message}
        label="核实的情况"
        placeholder="例如：该单位确认上一版没有报送"
        confirm="记下核实结果"
        pending={settle.isPending}
        error={settle.error}
        onConfirm={(reason) => settle.mutate({ packageId, code: remark.code, reason })}
        onClose={() => setAsking(false)}
      />
    </Alert>
  );
}
