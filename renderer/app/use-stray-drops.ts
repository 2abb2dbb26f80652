import { useEffect } from 'react';
import { notifyInfo } from '../kit/notify.ts';

/** Where a file of a kind belongs, by its extension. */
const PLACES: readonly (readonly [pattern: RegExp, place: string])[] = [
  [
    /\.(?:jpe?g|png|bmp|heic)$/i,
    '照片请在填表页的“照片”一栏导入，盖章扫描件请放到对应的附件栏或“打印”页的核对扫描件',
  ],
  [/\.xlsx?$/i, '表格请到“批量导入”页'],
  [/\.(?:zip|age)$/i, '报送包、反馈请到“收件”或“反馈”页，活动包请到“设置”的“活动资料”'],
  [/\.pdf$/i, '扫描件请放到对应的附件栏，或“打印”页的核对扫描件'],
  [/\.(?:docx?|wps|txt)$/i, '文字请打开文件，复制后粘贴到对应的栏'],
];

/** One sentence for a file that was dropped where none belongs. */
function strayDropSentence(name: string): string {
  const place = PLACES.find(([pattern]) => pattern.test(name))?.[1];
  return `“${name}”没有放进来，这里不收文件。${place === undefined ? '请放到有“拖到这里”字样的框里' : place}。`;
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** A box that takes files itself. */
const TAKES_FILES = '.mantine-Dropzone-root, [data-takes-files]';

/**
 * A file dropped beside every box that takes files stays outside: left to itself, the browser opens it in place of the window
 * or beside it. Instead a sentence says where such a file belongs.
 */
export function useStrayDrops(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.target instanceof Element && event.target.closest(TAKES_FILES) !== null) return;
      notifyInfo(strayDropSentence(event.dataTransfer?.files[0]?.name ?? '文件'));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}
