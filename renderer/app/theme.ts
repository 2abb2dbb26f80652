import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { FALLBACK_FAMILIES } from './fallback-fonts.ts';

/** Ink blue: actions and where you are. Shade 8 on white is 6.7:1. */
const brand: MantineColorsTuple = [
  '#eef4fa',
  '#dbe7f3',
  '#b5cde5',
  '#8bb1d6',
  '#6798c9',
  '#4f88c1',
  '#417fbd',
  '#316ca6',
  '#265f95',
  '#184a79',
];
/** 错误: blocks sealing. */
const danger: MantineColorsTuple = [
  '#fff0ee',
  '#fbdcd8',
  '#f3b6ae',
  '#ec8e82',
  '#e66c5d',
  '#e35646',
  '#d94231',
  '#c4392a',
  '#ad2f22',
  '#8a2018',
];
/** 警告: needs a written explanation. Shade 8 is dark enough to be read as text on white (5.8:1). */
const caution: MantineColorsTuple = [
  '#fff6e5',
  '#fdebcf',
  '#f7d6a0',
  '#f1bf6d',
  '#ecab43',
  '#e99f29',
  '#c47f0a',
  '#a86a00',
  '#8f5a00',
  '#6b4300',
];
/** 已保存, 已完成. */
const ok: MantineColorsTuple = [
  '#eaf8ef',
  '#d9eee0',
  '#b4dbc2',
  '#8bc7a2',
  '#69b686',
  '#53ac74',
  '#3d9760',
  '#2f7d4c',
  '#256b40',
  '#17502d',
];

/** Neutrals of the dark scheme, a little towards the brand's blue; 7 is the page, 6 the boxes, 4 the lines. */
const dark: MantineColorsTuple = [
  '#dfe3e8',
  '#c3cad2',
  '#a9b2bc',
  '#8993a0',
  '#4a525b',
  '#363d45',
  '#2a3037',
  '#1d2126',
  '#16191d',
  '#0f1114',
];

/** The system's fonts for all text. */
export const SYSTEM_FONTS =
  '"Microsoft YaHei","PingFang SC","Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const FONTS = `${SYSTEM_FONTS},${FALLBACK_FAMILIES}`;

/** Calendars: names for their arrow buttons; days of other months stay away, their grey is below 4.5:1. */
const CALENDAR = {
  hideOutsideDates: true,
  monthLabelFormat: 'YYYY年M月',
  yearLabelFormat: 'YYYY年',
  ariaLabels: {
    previousMonth: '上个月',
    nextMonth: '下个月',
    previousYear: '上一年',
    nextYear: '下一年',
    previousDecade: '上一个十年',
    nextDecade: '下一个十年',
  },
};

/** Theme of all windows (docs/design-language.md). */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: FONTS,
  fontFamilyMonospace: `Consolas,"Cascadia Mono","DejaVu Sans Mono","Noto Sans Mono",monospace,${FALLBACK_FAMILIES}`,
  headings: {
    fontFamily: FONTS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.35' },
      h2: { fontSize: '1.25rem', lineHeight: '1.4' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.45' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.5' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  colors: { brand, danger, caution, ok, dark },
  primaryColor: 'brand',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    DatePicker: { defaultProps: CALENDAR },
    MonthPicker: { defaultProps: CALENDAR },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': '关闭' } } },
    Drawer: { defaultProps: { position: 'right', closeButtonProps: { 'aria-label': '关闭' } } },
    // The placeholder is a focusable child that a menu may not have (WAI-ARIA: required owned elements).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { withArrow: true, shadow: 'md' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': '关闭通知' } } },
    // The list itself scrolls (global.css), so that the box that opens it is known to hold its keyboard.
    Select: {
      defaultProps: {
        nothingFoundMessage: '没有符合的选项',
        checkIconPosition: 'right',
        withScrollArea: false,
        role: 'combobox',
      },
    },
    MultiSelect: { defaultProps: { nothingFoundMessage: '没有符合的选项', checkIconPosition: 'right' } },
  },
});

/**
 * Grey text, hints and borders at 4.5:1 or better in both schemes (WCAG 2.2 AA; Mantine's own greys stay below it).
 * With `highContrast`, black on white and white on black at 15:1 or better and borders that carry the shape.
 */
export function cssVariables(highContrast: boolean): CSSVariablesResolver {
  return () => ({
    variables: {},
    light: {
      '--mantine-color-text': highContrast ? '#000000' : '#1b1f24',
      '--mantine-color-dimmed': highContrast ? '#1b1f24' : '#545d68',
      '--mantine-color-placeholder': highContrast ? '#3b434c' : '#68717c',
      '--mantine-color-error': 'var(--mantine-color-danger-8)',
      '--mantine-color-success': 'var(--mantine-color-ok-8)',
      '--mantine-color-default-border': highContrast ? '#000000' : '#b9c1ca',
      '--mantine-color-disabled-color': '#68717c',
      '--jb-canvas': highContrast ? '#ffffff' : '#f4f6f8',
      '--jb-line': highContrast ? '#000000' : '#dde2e7',
      '--jb-mark-third': highContrast ? '#ffd34d' : '#fdebcf',
    },
    dark: {
      '--mantine-color-body': highContrast ? '#000000' : '#1d2126',
      '--mantine-color-text': highContrast ? '#ffffff' : '#dfe3e8',
      '--mantine-color-dimmed': highContrast ? '#eef1f4' : '#a9b2bc',
      '--mantine-color-placeholder': highContrast ? '#cfd6dd' : '#98a2ad',
      '--mantine-color-error': 'var(--mantine-color-danger-3)',
      '--mantine-color-success': 'var(--mantine-color-ok-3)',
      '--mantine-color-default': highContrast ? '#000000' : '#262b31',
      '--mantine-color-default-border': highContrast ? '#ffffff' : '#4a525b',
      '--mantine-color-disabled-color': '#98a2ad',
      '--mantine-color-anchor': 'var(--mantine-color-brand-3)',
      '--jb-canvas': highContrast ? '#000000' : '#16191d',
      '--jb-line': highContrast ? '#ffffff' : '#343b43',
      '--jb-mark-third': highContrast ? '#7a5200' : '#5c3f0a',
    },
  });
}
