import { Button, Group, Text } from '@mantine/core';
import { IconFaceId } from '@tabler/icons-react';
import type { FaceSearchState } from './use-face-search.ts';

const SENTENCES: Readonly<Record<Exclude<FaceSearchState, 'one'>, string>> = {
  searching: '正在找头部',
  none: '没有找到人脸：照片横着的请先右转 90°，否则请自己裁剪，再标出头部。',
  several: '照片里不止一个人：请放大、拖到只剩一个人，再点“自动找头部”。',
  unable: '这台电脑不能自动找头部，请自己裁剪，再标出头部。',
};

/** What came of the search for the head, in a sentence, and the button that brings its proposal back. */
export function FaceSearchBar({
  state,
  proposed,
  onFind,
}: {
  readonly state: FaceSearchState;
  /** Whether the proposal is what is shown. */
  readonly proposed: boolean;
  readonly onFind: () => void;
}) {
  const found = proposed ? '已找到头部并裁好，可以再改。' : '已改动，点左边恢复自动裁剪。';
  return (
    <Group gap="sm" wrap="nowrap">
      <Button
        variant="default"
        size="xs"
        flex="none"
        leftSection={<IconFaceId size={16} aria-hidden />}
        onClick={onFind}
        loading={state === 'searching'}
      >
        自动找头部
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {state === 'one' ? found : SENTENCES[state]}
      </Text>
    </Group>
  );
}
