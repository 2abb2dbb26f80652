import { ActionIcon, Alert, Box, Group, Text, Tooltip } from '@mantine/core';
import { IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { PageLoader } from './page-loader.tsx';
import { openPdf, type PDFDocumentProxy } from './pdf.ts';
import classes from './pdf-view.module.css';

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The pages of a PDF, one below the other, fitted to the width and zoomable. `title` names them for screen readers. */
export function PdfView({ bytes, title }: { readonly bytes: Uint8Array; readonly title: string }) {
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [step, setStep] = useState(2);

  useEffect(() => {
    let stale = false;
    let opened: PDFDocumentProxy | undefined;
    setFailed(false);
    openPdf(bytes).then(
      (value) => {
        opened = value;
        if (stale) void value.loadingTask.destroy();
        else setDocument(value);
      },
      () => {
        if (!stale) setFailed(true);
      },
    );
    return () => {
      stale = true;
      setDocument(null);
      void opened?.loadingTask.destroy();
    };
  }, [bytes]);

  if (failed) {
    return (
      <Alert color="danger" title="这份 PDF 打不开" role="alert">
        文件不是完整的 PDF，或已损坏。请另存后用 PDF 阅读器查看；如果仍打不开，请要求重新提供。
      </Alert>
    );
  }
  if (document === null) return <PageLoader label="正在排出页面" />;
  const scale = steps[step] ?? 1;
  const pages = Array.from({ length: document.numPages }, (_, index) => index + 1);
  return (
    <Box className={classes.view ?? ''}>
      <Group className={classes.bar ?? ''} gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed" role="status">
          共 {document.numPages} 页
        </Text>
        <Group gap={2} wrap="nowrap">
          <Zoom
            label="缩小"
            disabled={step === 0}
            onClick={() => setStep(step - 1)}
            icon={<IconZoomOut size={18} aria-hidden />}
          />
          <Zoom
            label="适合宽度"
            disabled={step === 2}
            onClick={() => setStep(2)}
            icon={<IconZoomReset size={18} aria-hidden />}
          />
          <Zoom
            label="放大"
            disabled={step === steps.length - 1}
            onClick={() => setStep(step + 1)}
            icon={<IconZoomIn size={18} aria-hidden />}
          />
        </Group>
      </Group>
      <Box component="section" className={classes.pages ?? ''} aria-label={title} tabIndex={0}>
        {pages.map((number) => (
          <PdfPage key={number} document={document} number={number} scale={scale} title={title} />
        ))}
      </Box>
    </Box>
  );
}

function Zoom({
  label,
  disabled,
  onClick,
  icon,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly icon: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** Draws one page when it comes near the visible part; a 60-page paper costs no more than what is looked at. */
function PdfPage({
  document,
  number,
  scale,
  title,
}: {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  readonly title: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number <= 2);
  const [ratio, setRatio] = useState(297 / 210);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || near) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || !near) return;
    let cancel: () => void = () => undefined;
    let stale = false;
    document
      .getPage(number)
      .then((page) => {
        if (stale) return;
        const natural = page.getViewport({ scale: 1 });
        setRatio(natural.height / natural.width);
        const pixels = Math.min(element.clientWidth * window.devicePixelRatio, 2600);
        const viewport = page.getViewport({ scale: pixels / natural.width });
        element.width = Math.floor(viewport.width);
        element.height = Math.floor(viewport.height);
        const task = page.render({ canvas: element, viewport });
        cancel = () => task.cancel();
        return task.promise;
      })
      .catch(() => undefined);
    return () => {
      stale = true;
      cancel();
    };
  }, [document, number, near]);

  return (
    <canvas
      ref={canvas}
      className={classes.page ?? ''}
      style={{ width: `min(${scale * 100}%, ${scale * 860}px)`, aspectRatio: `${1 / ratio}` }}
      role="img"
      aria-label={`${title}，第 ${number} 页`}
    />
  );
}
