import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellCommand } from '../../shared/api.ts';

export interface MenuActions {
  readonly window: () => BrowserWindow | null;
  readonly send: (command: ShellCommand) => void;
  /** Shows a file dialog for a package and hands it to the window. */
  readonly openPackage: () => void;
  readonly devTools: boolean;
}

/**
 * The native menu, in Chinese. Where the page handles a key itself (undo inside a field, find) the menu shows the
 * shortcut without taking it, so that both shells behave alike.
 */
export function installMenu({ window, send, openPackage, devTools }: MenuActions): void {
  const command = (
    label: string,
    name: ShellCommand,
    accelerator?: string,
    registered = false,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: registered }),
  });
  const zoom = (
    label: string,
    accelerator: string,
    next: (level: number) => number,
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click() {
      const contents = window()?.webContents;
      contents?.setZoomLevel(Math.min(6, Math.max(-4, next(contents.getZoomLevel()))));
    },
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      label: '文件(&F)',
      submenu: [
        { label: '打开封包文件…', accelerator: 'CmdOrCtrl+O', click: openPackage },
        separator,
        command('打印材料', 'print', 'CmdOrCtrl+P', true),
        command('封包', 'seal'),
        separator,
        command('锁定工作区', 'lock', 'CmdOrCtrl+L', true),
        { label: '退出', role: 'quit' },
      ],
    },
    {
      label: '编辑(&E)',
      submenu: [
        command('撤销', 'undo', 'CmdOrCtrl+Z'),
        command('重做', 'redo', 'CmdOrCtrl+Y'),
        separator,
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' },
        separator,
        command('查找', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '视图(&V)',
      submenu: [
        zoom('放大', 'CmdOrCtrl+=', (level) => level + 0.5),
        zoom('缩小', 'CmdOrCtrl+-', (level) => level - 0.5),
        zoom('实际大小', 'CmdOrCtrl+0', () => 0),
        separator,
        { label: '全屏', role: 'togglefullscreen' },
        ...(devTools ? [separator, { label: '开发者工具', role: 'toggleDevTools' } as const] : []),
      ],
    },
    {
      label: '帮助(&H)',
      submenu: [command('帮助与通知条款', 'help', 'F1', true), command('关于荐表', 'about')],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
