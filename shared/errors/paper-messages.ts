/** Messages of errors from the paper part. Each says what happened, where, and what to do. */
export const paperMessages = {
  'paper-fonts-missing':
    '找不到打印所需的字体文件“{name}”。如果是安装版，请重新安装本程序；如果是从源代码运行，请先执行 npm run build。',
  'paper-font-unreadable':
    '字体文件“{name}”无法读取，或者不是单独的 TTF、OTF 字体（TTC 合集不能用）。请在“设置”的“打印字体”中换一个文件，或恢复自带字体。',
  'paper-font-forbidden':
    '字体“{name}”的制作者不允许把它嵌入文件，不能用来打印。请在“设置”的“打印字体”中换一个字体。',
  'paper-font-unsuitable': '字体“{name}”缺少表格里的常用汉字，不能用作{slot}字体。请确认选的是中文字体。',
  'paper-font-not-found': '本机没有找到可用的{slot}字体。请用“选择字体文件”指定一个。',
  'paper-glyph-missing':
    '无法打印：现有字体都没有这些字：{characters}。请核对是否录入有误；确为生僻字的，请在“设置”的“打印字体”中为生僻字指定含有该字的字体文件（如 Windows 自带的 simsunb.ttf），再重新打印。',
  'paper-form-unknown': '活动包中没有编号为“{form}”的表。请核对表的编号，或更新活动包。',
  'paper-submission-invalid':
    '“{name}”不是有效的填报内容（{path}：{problem}），没有打印。请使用本程序导出的 submission.json。',
  'paper-nominee-needed': '打印“{form}”需要指明推荐对象。请选择一个推荐对象后再打印。',
  'paper-nominee-unknown': '填报内容中没有编号为“{nominee}”的推荐对象。请刷新推荐对象列表后再打印。',
  'paper-nominee-mismatch': '“{form}”不是“{nominee}”应填的表：推荐对象类型不符。请选择与其类型相符的表。',
  'paper-field-unknown':
    '活动包有误：“{form}”的版式用到了字段“{field}”，但字段目录中没有它。请联系活动包的编制单位更正。',
  'paper-layout-invalid': '活动包有误：“{form}”的版式不成立（{problem}）。请联系活动包的编制单位更正。',
  'paper-photo-unreadable':
    '{nominee}的“{label}”所附的图片“{name}”无法打印：{problem}。请在照片台重新导入照片。',
  'paper-attachment-missing':
    '{nominee}的“{label}”所附的文件“{name}”不在本工作区中，无法打印。请重新导入该文件。',
  'paper-block-too-tall': '“{form}”中“{label}”一栏太高，一页放不下，又不能分页。请精简该栏内容。',
  'paper-nothing-to-print': '“{form}”没有可打印的内容。请先填写后再打印。',
  'paper-qr-invalid': '二维码的内容不是本程序打印的表。请确认扫描的是由本程序打印、盖章后的纸质表。',
  'paper-changed-since': '“{form}”在您打印以后又改过，没有记为已打印。请重新导出、打印这张表，再打勾。',
  // Scans of sealed pages
  'scan-type': '“{file}”不是 JPG、PNG 图片，也不是 PDF，没有核对。请把盖章的纸扫描成这三种文件之一，再核对。',
  'scan-damaged': '“{file}”损坏或不完整，读不出图像。请重新扫描，或重新复制这个文件。',
  'scan-too-large':
    '“{file}”第 {page} 页的图像有 {width}×{height} 像素，超过 {limit} 万像素的上限。请改用 300 dpi 重新扫描。',
  'scan-too-many-pages': '“{file}”超过 {limit} 页，没有核对。请拆成几个文件再核对。',
  'scan-too-much':
    '“{file}”从第 {page} 页起图像总量超过上限，没有核对。请改用 300 dpi 重新扫描，或拆成几个文件。',
  'scan-pdf-locked': '“{file}”加了密码，读不出图像。请存成不加密的 PDF 再核对。',
  'scan-own-pdf':
    '“{file}”是本程序保存的电子文件，不是盖章后的扫描件。请把它打印、盖章，再把盖章的纸扫描进来核对。',
  'scan-page-empty': '“{file}”第 {page} 页没有扫描图像。请核对由扫描仪或手机扫描得到的文件。',
  'scan-page-damaged': '“{file}”第 {page} 页的图像损坏，读不出来。请重新扫描这一页。',
  'scan-picture-kind':
    '“{file}”第 {page} 页的图像是 {kind} 格式，本程序读不了。请在扫描仪上改选灰度或彩色重新扫描，或另存为 JPG。',
  'scan-reader-missing':
    '找不到识别二维码的文件“{name}”。如果是安装版，请重新安装本程序；如果是从源代码运行，请先执行 npm run build。',
} as const;
