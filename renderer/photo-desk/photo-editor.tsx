import {
  ActionIcon,
  Button,
  Group,
  List,
  SegmentedControl,
  Slider,
  Stack,
  Text,
  ThemeIcon,
  Tooltip,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconRotateClockwise, IconZoomReset } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { measureEdges } from '../../shared/counting/photo-edges.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { jpegOrientation, withoutMetadata } from '../../shared/ground/jpeg-metadata.ts';
import type { AttachmentRef } from '../../shared/words/content.ts';
import type { Campaign } from '../../shared/words/pack-schema.ts';
import { callEngine } from '../kit/engine.ts';
import { notifyDone, notifyError, notifyInfo } from '../kit/notify.ts';
import { type Box, boxShare, firstView, turnView, widestFrame, zoomView } from './crop-geometry.ts';
import { CropStage } from './crop-stage.tsx';
import { FaceSearchBar } from './face-search-bar.tsx';
import { boxOfHead, headOfBox } from './head-geometry.ts';
import classes from './photo.module.css';
import { PhotoImport } from './photo-import.tsx';
import { cropPixels, finishPhoto, type OpenPicture, printPixels, quarterTurn, topColour } from './picture.ts';
import { useHeadProposal } from './use-head-proposal.ts';

type Limits = NonNullable<Campaign['photo']>;

const FIRST_HEAD: Box = { left: 0.13, top: 0.07, width: 0.74, height: 0.7 };
/** Share of the head that the notice asks for. */
const HEAD_LEAST = 0.5;

/** Crops, straightens, checks and compresses one picture into the photo the notice asks for. */
export function PhotoEditor({
  picture,
  limits,
  fileName,
  onPicture,
  onSaved,
}: {
  readonly picture: OpenPicture;
  readonly limits: Limits;
  /** By the notice's rule; null until name and birth date are filled. */
  readonly fileName: string | null;
  readonly onPicture: (picture: OpenPicture) => void;
  readonly onSaved: (reference: AttachmentRef) => void;
}) {
  const [sizeAt, setSizeAt] = useState(0);
  const sizeMm = limits.sizesMm[sizeAt] ?? [35, 49];
  const ratio = sizeMm[0] / sizeMm[1];
  const { bitmap } = picture;
  const whole = { width: bitmap.width, height: bitmap.height };
  const { search, proposed, view, head, setView, setHead, takeProposal } = useHeadProposal(bitmap, ratio);
  const [mode, setMode] = useState<'crop' | 'head'>('crop');
  // Whoever has looked at the box has taken or mended where it stands.
  const [boxSeen, setBoxSeen] = useState(false);
  const [busy, setBusy] = useState(false);
  const fitted = turnView(view, view.angle, whole, ratio);
  const box = head === null ? null : boxOfHead(head, fitted, ratio);
  const [looked] = useDebouncedValue(fitted, 150);
  const measured = useMemo(() => {
    const image = cropPixels(bitmap, looked, printPixels(sizeMm));
    return { edges: measureEdges(image.data, image.width, image.height), colour: topColour(image) };
  }, [bitmap, looked, sizeMm]);
  const white = measured.edges.edgeMin >= 230 && measured.edges.edgeSpread <= 20;
  const { r, g, b } = measured.colour;
  const marked = box ?? (boxSeen ? FIRST_HEAD : null);
  const share = marked === null ? null : boxShare(marked);
  const widest = widestFrame(whole, ratio, fitted.angle);
  const sharp = fitted.width >= printPixels(sizeMm).width * 0.8;
  const closeness = Math.log(widest / fitted.width);
  // As the engine will keep it; one that needs turning is never kept as it is, since paper turns nothing.
  const plain = useMemo(() => withoutMetadata(picture.bytes), [picture.bytes]);
  const asItIs =
    picture.mediaType === 'image/jpeg' &&
    jpegOrientation(plain) === 1 &&
    plain.length >= limits.safeMinBytes &&
    plain.length <= limits.safeMaxBytes &&
    Math.abs(whole.width / whole.height - ratio) < 0.02;

  const store = async (bytes: Uint8Array, size: { readonly width: number; readonly height: number }) => {
    const name = fileName ?? '照片.jpg';
    const reference = await callEngine('attachments.add', {
      name,
      bytes: new Uint8Array(bytes),
    });
    onSaved({
      ...reference,
      name,
      width: size.width,
      height: size.height,
      measures: { ...measured.edges, ...(share === null ? {} : { headShare: share }) },
    });
    notifyDone(`照片已保存：${name}，${bytesText(bytes.length, 1024)}。`);
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      notifyError(error, '照片没有保存');
    } finally {
      setBusy(false);
    }
  };
  const save = () =>
    run(async () => {
      const window = { min: limits.safeMinBytes, max: limits.safeMaxBytes };
      const photo = await finishPhoto(bitmap, fitted, sizeMm, window);
      if (photo === null) {
        notifyInfo('画面几乎是空白，压不出规定的大小。请换一张照片。', '照片没有保存');
        return;
      }
      await store(photo.bytes, photo);
    });
  const turn = () =>
    run(async () => {
      const turned = await quarterTurn(bitmap);
      onPicture({ ...picture, bitmap: turned, mediaType: 'image/png' });
    });

  return (
    <div className={classes.columns}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label="拖动什么"
          value={mode}
          onChange={(value) => {
            setMode(value);
            if (value === 'head') setBoxSeen(true);
          }}
          data={[
            { value: 'crop', label: '裁剪' },
            { value: 'head', label: '标出头部' },
          ]}
        />
        <CropStage
          bitmap={bitmap}
          view={fitted}
          ratio={ratio}
          head={marked}
          mode={mode}
          onView={setView}
          onHead={(drawn: Box) => setHead(headOfBox(drawn, fitted, ratio))}
        />
        <FaceSearchBar state={search.state} proposed={proposed} onFind={() => takeProposal(fitted)} />
        <PhotoImport compact onPicture={onPicture} />
      </Stack>
      <Stack gap="lg" maw={460}>
        <Stack gap={6}>
          <Text size="sm" fw={600} id="photo-size">
            尺寸
          </Text>
          <SegmentedControl
            aria-labelledby="photo-size"
            value={String(sizeAt)}
            onChange={(value) => setSizeAt(Number(value))}
            data={limits.sizesMm.map(([wide, high], at) => ({
              value: String(at),
              label: `${wide}×${high} 毫米`,
            }))}
          />
        </Stack>
        <Stack gap={6}>
          <Text size="sm" fw={600} id="photo-zoom">
            放大
          </Text>
          <Slider
            aria-labelledby="photo-zoom"
            min={0}
            max={2.2}
            step={0.01}
            value={closeness}
            onChange={(value) =>
              setView(zoomView({ ...fitted, width: widest }, Math.exp(value), whole, ratio))
            }
            label={(value) => `${Math.round(Math.exp(value) * 100)}%`}
            thumbLabel="放大"
          />
        </Stack>
        <Stack gap={6}>
          <Text size="sm" fw={600} id="photo-angle">
            扶正
          </Text>
          <Group wrap="nowrap">
            <Slider
              flex={1}
              aria-labelledby="photo-angle"
              min={-15}
              max={15}
              step={0.5}
              value={fitted.angle}
              onChange={(value) => setView(turnView(fitted, value, whole, ratio))}
              label={(value) => `${value}°`}
              marks={[{ value: 0 }]}
              thumbLabel="扶正角度"
            />
            <Tooltip label="右转 90°">
              <ActionIcon aria-label="右转 90 度" variant="default" size="lg" onClick={() => void turn()}>
                <IconRotateClockwise size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="恢复原样">
              <ActionIcon
                aria-label="恢复原样"
                variant="default"
                size="lg"
                onClick={() => setView(firstView(whole, ratio))}
              >
                <IconZoomReset size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Stack>
        <List spacing="xs" listStyleType="none" aria-label="照片检查">
          <CheckLine good={white}>
            背景颜色{' '}
            <span className={classes.swatch} style={{ background: `rgb(${r},${g},${b})` }} aria-hidden /> 红{' '}
            {r} 绿 {g} 蓝 {b}，{white ? '是白色' : '不是白色，通知要求白色背景'}
          </CheckLine>
          <CheckLine good={share !== null && share >= HEAD_LEAST}>
            {share === null
              ? search.state === 'searching'
                ? '头部比例：正在找头部'
                : '头部比例：请切换到“标出头部”，把框拖到头部四周'
              : `头部占照片 ${Math.round(share * 100)}%，${share >= HEAD_LEAST ? '达到一半' : '通知要求一半以上，请放大'}`}
          </CheckLine>
          <CheckLine good={sharp}>{sharp ? '清晰度足够冲印' : '原图太小或放得太大，冲印会模糊'}</CheckLine>
          <CheckLine good={fileName !== null}>
            {fileName === null ? '文件名：请先在表里填写姓名和出生日期' : `文件名：${fileName}`}
          </CheckLine>
        </List>
        <Group>
          <Button onClick={() => void save()} loading={busy}>
            保存照片
          </Button>
          {asItIs && (
            <Button variant="default" onClick={() => void run(() => store(plain, whole))} disabled={busy}>
              不裁剪，使用原图
            </Button>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          保存时自动压缩到规定的文件大小。
        </Text>
      </Stack>
    </div>
  );
}

function CheckLine({ good, children }: { readonly good: boolean; readonly children: ReactNode }) {
  return (
    <List.Item
      icon={
        <ThemeIcon size={22} radius="xl" variant="light" color={good ? 'ok' : 'caution'}>
          {good ? (
            <IconCheck size={14} aria-label="符合" />
          ) : (
            <IconAlertTriangle size={14} aria-label="注意" />
          )}
        </ThemeIcon>
      }
    >
      <Text size="sm" component="span">
        {children}
      </Text>
    </List.Item>
  );
}
