/** The kind of file that sealed packages have for a desktop: opened by this program on a double click. */
const PACKAGE_MIME = 'application/vnd.jianbiao.package';

/** The class of the program's windows, by which a panel finds the entry that belongs to a window: the program's name. */
const WINDOW_CLASS = '荐表';

/** The entry of the desktop's menu. `program` is the absolute path of the program's file. */
export function desktopEntry(program: string): string {
  return `[Desktop Entry]
Type=Application
Name=荐表
GenericName=表彰推荐材料
Comment=表彰推荐材料的填写、检查、打印和封包
Exec=${program} %f
Icon=jianbiao
Categories=Office;
MimeType=${PACKAGE_MIME};
StartupWMClass=${WINDOW_CLASS}
StartupNotify=true
Actions=software-rendering;

[Desktop Action software-rendering]
Name=以软件渲染启动（窗口空白或花屏时用）
Exec=${program} --software-rendering
`;
}

/**
 * Encrypted packages are this program's own; a plain .zip stays with the archive tool, since most archives are not ours.
 */
export const PACKAGE_MIME_XML = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${PACKAGE_MIME}">
    <comment>Sealed package of Jianbiao</comment>
    <comment xml:lang="zh_CN">荐表封包</comment>
    <glob pattern="*.zip.age" weight="80"/>
    <glob pattern="*.age"/>
  </mime-type>
</mime-info>
`;
