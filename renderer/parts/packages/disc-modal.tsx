import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiArgs, ApiResult } from '../../../shared/api.ts';
import { bytesText } from '../../../shared/ground/bytes-text.ts';
import { safeFileName } from '../../../shared/package/offered-name.ts';
import { bridge } from '../../kit/bridge.ts';
import { callEngine } from '../../kit/engine.ts';
import { JobProgress } from '../../kit/job-progress.tsx';
import { notifyError, sentenceOf } from '../../kit/notify.ts';
import { useJob } from '../../kit/use-job.ts';
import { discNeeded } from './disc-needed.ts';

/** Where the package's file lies, and what that place is called. */
export interface DiscSource {
  readonly place: string;
  readonly source: ApiArgs<'seal.disc'>['source'];
}

type Kind = 'image' | 'folder';

/** The target a clerk chose; null when the dialog was closed. */
async function chooseTarget(kind: Kind, fileName: string) {
  if (kind === 'folder') {
    const chosen = await bridge().chooseFolder({ title: '把光盘文件夹放到' });
    return chosen === null ? null : ({ kind, ...chosen } as const);
  }
  const base = fileName.replace(/\.zip(?:\.age)?$/i, '');
  const chosen = await bridge().chooseSave({
    title: '光盘映像另存为',
    suggestedName: safeFileName(`${base}.iso`),
  });
  return chosen === null ? null : ({ kind, ...chosen } as const);
}

/** Makes what is burned onto a disc of a sealed package: an image, or a folder. */
export function DiscModal({
  digest,
  fileName,
  known,
  onClose,
}: {
  readonly digest: string;
  readonly fileName: string;
  /** Null where nobody knows any more where the file lies: the clerk shows it. */
  readonly known: DiscSource | null;
  readonly onClose: () => void;
}) {
  const [source, setSource] = useState(known);
  const [kind, setKind] = useState<Kind>('image');
  const [made, setMade] = useState<{ readonly kind: Kind; readonly disc: ApiResult<'seal.disc'> } | null>(
    null,
  );
  const [problem, setProblem] = useState<string | null>(null);
  const job = useJob();
  const [choosing, setChoosing] = useState(false);
  const running = job.progress !== null;

  const chooseSource = async () => {
    try {
      const [file] = await bridge().chooseFiles({
        title: '选择封包文件',
        accept: ['zip', 'age'],
        multiple: false,
      });
      if (file === undefined) return;
      setProblem(null);
      setSource({ place: file.name, source: file.handle });
    } catch (error) {
      notifyError(error);
    }
  };

  const make = async () => {
    if (source === null) return;
    setProblem(null);
    setMade(null);
    try {
      setChoosing(true);
      const target = await chooseTarget(kind, fileName).finally(() => setChoosing(false));
      if (target === null) return;
      const disc = await job.run((jobId) =>
        callEngine('seal.disc', {
          digest,
          source: source.source,
          target: target.kind === 'image' ? { image: target.handle } : { folder: target.handle },
          jobId,
        }),
      );
      if (target.kind === 'image') await bridge().finishSave(target.handle, { reveal: true });
      setMade({ kind: target.kind, disc });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };

  return (
    <Modal
      opened
      // While it is being made the way out is the button that stops it; Escape in a dialog above closes that one alone.
      onClose={running || choosing ? () => undefined : onClose}
      withCloseButton={!running}
      closeOnClickOutside={false}
      title="制作光盘"
      size="lg"
    >
      <Stack gap="md">
        <Text size="sm">
          把封包“{fileName}
          ”做成可以刻录的内容：原样的封包文件、校验清单和一页说明。做好后用电脑的刻录功能刻到光盘上。
        </Text>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={0} miw={0}>
            <Text size="sm" fw={500}>
              封包文件
            </Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {source === null ? '请选择这一版的封包文件，程序会核对。' : source.place}
            </Text>
          </Stack>
          <Button
            variant="default"
            size="xs"
            onClick={() => void chooseSource()}
            disabled={running}
            flex="none"
          >
            {source === null ? '选择封包文件' : '换一个文件'}
          </Button>
        </Group>
        <Radio.Group
          label="做成"
          value={kind}
          onChange={(value) => setKind(value === 'folder' ? 'folder' : 'image')}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="image"
              disabled={running}
              label="光盘映像（一个 .iso 文件）"
              description="在 Windows 里右击这个文件，选“刻录光盘映像”；在刻录软件里选“刻录映像”。"
            />
            <Radio
              value="folder"
              disabled={running}
              label="光盘文件夹"
              description="在刻录软件里把文件夹中的全部文件放到光盘的根目录。"
            />
          </Stack>
        </Radio.Group>
        {job.progress !== null && (
          <JobProgress progress={job.progress} label="正在制作光盘" onCancel={job.cancel} />
        )}
        {problem !== null && (
          <Alert color="danger" icon={<IconCircleX aria-hidden />} title="没有做成" role="alert">
            {problem}
          </Alert>
        )}
        {made !== null && (
          <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="已做好并读回核对" role="status">
            {made.kind === 'image' ? '光盘映像' : '光盘文件夹'}“{made.disc.name}”，
            {bytesText(made.disc.bytes)}，{discNeeded(made.disc.bytes)}。刻录后请再核对一次。
          </Alert>
        )}
        {!running && (
          <Group justify="flex-end">
            {made === null ? (
              <>
                <Button variant="default" onClick={onClose}>
                  取消
                </Button>
                <Button disabled={source === null} onClick={() => void make()}>
                  制作
                </Button>
              </>
            ) : (
              <>
                <Button variant="default" onClick={() => void make()}>
                  再做一份
                </Button>
                <Button onClick={onClose}>完成</Button>
              </>
            )}
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
