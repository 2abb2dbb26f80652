/** Messages of errors from the shell part. Each says what happened, where, and what to do. */
export const shellMessages = {
  'engine-restarted':
    '后台程序意外退出，已自动重新启动。显示“已保存”的内容都在；请重新解锁工作区，再做一次刚才的操作。',
  'engine-unavailable': '后台程序反复退出，已停止重新启动。已保存的内容都在磁盘上；请退出程序后重新打开。',
  'choice-expired': '刚才选择的文件或文件夹已失效（程序重新启动过）。请重新选择一次。',
  'request-too-large':
    '请求的内容有 {bytes} 字节，超过 {limit} 字节的上限，没有执行。请分批操作或换较小的文件。',
  'request-unfit':
    '请求的内容层层嵌套超过 {depth} 层，或含有不是数据的内容，没有执行。请重新打开窗口，再做一次刚才的操作。',
  'saved-file-gone':
    '“{name}”还没有下载就被清除了（工作区已锁定，或等得太久），没有保存到本机。请解锁后再保存一次。',
  'upload-failed': '文件“{name}”没有完整地交给程序（{reason}）。请重新选择一次。',
  'window-text-left': '还有内容没有写到磁盘上，窗口没有关闭。请看页面上的提示，处理后再关闭。',
  'window-text-locked':
    '锁定前没有存下的内容只在这个窗口里，窗口关闭或刷新就没有了。请先在这里重新打开那个工作区，内容会自动补存，然后再关闭。',
  'window-refused': '这个窗口无权执行操作。请关闭它，从程序主窗口操作。',
  'debug-switch-refused':
    '启动参数“--{name}”会让其他程序读取或控制本程序的窗口，正式版不予启动。请去掉该参数后重新打开。',
  'data-folder-not-writable':
    '数据文件夹“{folder}”不能写入（{reason}），荐表没有启动。请检查它的权限和磁盘空间；免安装版如在光盘或写保护的 U 盘上，请把整个程序文件夹复制到电脑硬盘后再打开。',
  'data-folder-is-file':
    '荐表没有启动：数据文件夹的位置“{folder}”上有一个同名的文件，或者一个失效的链接。请把它移走或改名，再重新打开。',
  'temporary-folder-not-writable':
    '没有能写入的临时文件夹（“{folder}”不能写入）。请检查磁盘空间，或把环境变量 TMPDIR 指向一个能写入的文件夹，再重新打开荐表。',
  'port-unavailable':
    '端口 {port} 用不了：已被别的程序占用，或者本用户无权使用。请换一个端口，或不指定端口，由程序任选一个空闲的。',
  'port-invalid': '“{port}”不是端口号：应为 0 到 65535 的整数，0 表示任选一个空闲端口。',
  'command-not-here': '安装好的荐表不提供命令“{name}”：请直接打开程序窗口。',
  'folder-unreadable': '文件夹“{name}”打不开：没有权限，或介质已拔出。请换一个文件夹。',
  'folder-name-invalid':
    '文件夹名称“{name}”不能用：不能为空，不能含有 \\ / : * ? " < > | 等字符。请换一个名称。',
  'local-connection-lost':
    '窗口与本机后台的连接断开，正在重新连接。已保存的内容不受影响；如一直连不上，请关闭窗口，重新启动程序。',
  'renderer-not-built': '没有找到已构建的界面文件（{path}）。请先运行 npm run build。',
} as const;
