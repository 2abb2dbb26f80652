import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import {
  type Box,
  boxShare,
  type CropView,
  clampBox,
  panView,
  type Size,
  turnView,
  zoomView,
} from './crop-geometry.ts';
import classes from './photo.module.css';
import { drawCrop } from './picture.ts';

const STEP = 0.01;

/**
 * The frame with the picture under it. In head mode a box over it is moved and sized instead; while the picture is
 * cropped, a head that is known is outlined.
 */
export function CropStage({
  bitmap,
  view,
  ratio,
  head,
  mode,
  onView,
  onHead,
}: {
  readonly bitmap: ImageBitmap;
  readonly view: CropView;
  readonly ratio: number;
  readonly head: Box | null;
  readonly mode: 'crop' | 'head';
  readonly onView: (view: CropView) => void;
  readonly onHead: (box: Box) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const picture: Size = { width: bitmap.width, height: bitmap.height };
  const drag = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d') ?? null;
    if (target === null || context === null || width === 0) return;
    const sharp = window.devicePixelRatio;
    target.width = Math.round(width * sharp);
    target.height = Math.round((width / ratio) * sharp);
    drawCrop(context, bitmap, view, target);
  }, [bitmap, view, ratio, width]);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    // React's wheel listener is passive and could not stop the page from scrolling.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      onView(zoomView(view, event.deltaY < 0 ? 1.05 : 1 / 1.05, picture, ratio));
    };
    target.addEventListener('wheel', wheel, { passive: false });
    return () => target.removeEventListener('wheel', wheel);
  });

  const down = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const moved = (event: PointerEvent): { dx: number; dy: number } | null => {
    if (drag.current === null || width === 0) return null;
    const dx = (event.clientX - drag.current.x) / width;
    const dy = (event.clientY - drag.current.y) / width;
    drag.current = { x: event.clientX, y: event.clientY };
    return { dx, dy };
  };
  const up = () => {
    drag.current = null;
  };
  const keys = (event: KeyboardEvent) => {
    const by = event.shiftKey ? STEP * 5 : STEP;
    const pan = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] } as const;
    const way = Object.entries(pan).find(([key]) => key === event.key)?.[1];
    if (way !== undefined) onView(panView(view, way[0], way[1], picture, ratio));
    else if (event.key === '+' || event.key === '=') onView(zoomView(view, 1.03, picture, ratio));
    else if (event.key === '-') onView(zoomView(view, 1 / 1.03, picture, ratio));
    else if (event.key === '[') onView(turnView(view, view.angle - 0.5, picture, ratio));
    else if (event.key === ']') onView(turnView(view, view.angle + 0.5, picture, ratio));
    else return;
    event.preventDefault();
  };
  const boxKeys = (event: KeyboardEvent) => {
    if (head === null) return;
    const way = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    } as const;
    const by = Object.entries(way).find(([key]) => key === event.key)?.[1];
    if (by === undefined) return;
    event.preventDefault();
    onHead(
      clampBox(
        event.shiftKey
          ? { ...head, width: head.width + by[0], height: head.height + by[1] }
          : { ...head, left: head.left + by[0], top: head.top + by[1] },
      ),
    );
  };
  // Vertical shares are of the picture's height; drags are measured in its width.
  const boxDrag = (event: PointerEvent, sizing: boolean) => {
    const by = moved(event);
    if (by === null || head === null) return;
    const dy = by.dy * ratio;
    onHead(
      clampBox(
        sizing
          ? { ...head, width: head.width + by.dx, height: head.height + dy }
          : { ...head, left: head.left + by.dx, top: head.top + dy },
      ),
    );
  };
  const percent = (share: number) => `${share * 100}%`;
  const place = head !== null && {
    left: percent(head.left),
    top: percent(head.top),
    width: percent(head.width),
    height: percent(head.height),
  };
  return (
    <div ref={ref} className={classes.stage} style={{ aspectRatio: `${ratio}` }}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        tabIndex={mode === 'crop' ? 0 : -1}
        aria-label="裁剪区。方向键移动照片，加号和减号缩放，方括号微调角度"
        onPointerDown={down}
        onPointerMove={(event) => {
          const by = moved(event);
          if (by !== null) onView(panView(view, by.dx, by.dy, picture, ratio));
        }}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={keys}
      />
      {mode === 'crop' && place && <div className={classes.outline} style={place} aria-hidden />}
      {mode === 'head' && place && head !== null && (
        <div
          className={classes.head}
          style={place}
          role="slider"
          tabIndex={0}
          aria-label="头部框。方向键移动，按住 Shift 调整大小"
          aria-valuenow={Math.round(boxShare(head) * 100)}
          aria-valuetext={`占照片 ${Math.round(boxShare(head) * 100)}%`}
          onPointerDown={down}
          onPointerMove={(event) => boxDrag(event, false)}
          onPointerUp={up}
          onPointerCancel={up}
          onKeyDown={boxKeys}
        >
          <div
            className={classes.handle}
            onPointerDown={(event) => {
              event.stopPropagation();
              down(event);
            }}
            onPointerMove={(event) => {
              event.stopPropagation();
              boxDrag(event, true);
            }}
            onPointerUp={up}
            onPointerCancel={up}
          />
        </div>
      )}
    </div>
  );
}
