/** Messages of errors from the store and the desk. Each says what happened, where, and what to do. */
export const storeMessages = {
  'workspace-locked': '还没有打开工作区，“{method}”不能执行。请先在开始页选择工作区并输入口令。',
  'workspace-closed':
    '工作区正在锁定或已经锁定，这一步没有执行，已保存的内容不受影响。请重新打开工作区，再做一次。',
  'database-driver-missing':
    '数据库组件打不开：它可能被安全软件删除或拦下，或安装的不是适合本机的版本。请重新安装本程序，并请管理员把安装文件夹加入信任区；已保存的内容不受影响。',
  'workspace-unknown': '找不到这个工作区。它可能已被删除或移走；现有的工作区都列在开始页左边。',
  'workspace-in-use': '工作区“{name}”正由另一个窗口或程序打开。请先在那边退出，再在这里打开。',
  'workspace-secret-wrong': '工作区“{name}”的{secret}不对，什么都没有改动。请检查大小写和输入法后重试。',
  'recovery-code-invalid':
    '恢复码抄写有误：应为 6 组、每组 5 个字母或数字，校验位不符。请对照打印的恢复码重新输入。',
  'recovery-code-kept': '恢复码已经有人保管，不能直接再看。要换一个，请在“设置—备份与口令”中输入口令。',
  'recovery-code-replaced':
    '屏幕上的恢复码已经作废：另一个窗口换了新的。请作废刚才打印或抄写的，保管下面这一个。',
  'workspace-header-invalid': '工作区说明文件“{file}”损坏，无法读取：{problem}。请用最近的备份恢复。',
  'workspace-damaged':
    '工作区“{name}”的数据文件损坏（{problem}），为保护数据没有打开，原文件保持不动。请在开始页选择“从备份恢复”。',
  'workspace-saves-missing':
    '工作区“{name}”上次没有正常关闭，数据文件里少了至少 {count} 次保存：现有内容到{until}为止，此后到{last}的没有了。为保护数据没有打开，文件保持原样。请在开始页用最近的备份恢复，或者选择继续用现在的内容。',
  'workspace-file-exchanged':
    '工作区“{name}”的数据文件不是上次使用的那一份：上次保存到{last}，这一份到{until}为止。它可能被旧的副本替换过。为保护数据没有打开，文件保持原样。请在开始页用最近的备份恢复，或者选择继续用现在的内容。',
  'workspace-being-erased':
    '工作区“{name}”已经开始删除，不能再打开。它最后的备份保留三十天，可以在开始页选择“从备份恢复”。',
  'workspace-from-future':
    '工作区“{name}”由更新版本的荐表写成（数据格式 {found}，本程序支持到 {supported}）。请安装新版本后再打开，数据没有改动。',
  'workspace-migration-failed':
    '升级工作区“{name}”的数据格式时失败（第 {step} 步），数据已退回升级前的状态。升级前的备份在数据文件夹的 backups 中。',
  'workspace-name-mismatch': '输入的名称与工作区名称“{name}”不一致，没有删除任何内容。',
  'workspace-role-wrong': '这个工作区的身份不能做此操作：“{method}”只供{role}使用。',
  'workspace-busy': '正在封包或导入，请等它完成或先取消，再执行此操作。',
  'backup-invalid':
    '“{file}”不是完好的荐表备份（{problem}）。请选择以 .jbbackup 结尾的备份文件；现有工作区没有改动。',
  'backup-failed': '备份没有完成：写出的文件复查时{problem}。请换一个位置重试；原工作区不受影响。',
  'auto-backup-failed':
    '工作区“{name}”的自动备份没有完成（{problem}）。已保存的内容不受影响，以前的备份还在，程序会再试；也可在“设置—备份与口令”中处理。',
  'auto-backup-copy-missing':
    '找不到另存备份的文件夹“{folder}”，这一份备份只在本机。接上该磁盘后程序会自动补存，或在“设置—备份与口令”中另选位置。',
  'auto-backup-copy-failed':
    '备份已在本机保存，但没有另存到所选文件夹（{problem}）。程序会再试；也可在“设置—备份与口令”中另选位置。',
  'disk-full': '磁盘空间不足，刚才的内容没有写入。请清理磁盘后重试；以前保存的内容不受影响。',
  'disk-read-only': '数据文件夹不能写入（只读或没有权限），刚才的内容没有保存。请检查文件夹权限。',
  'disk-io': '读写磁盘时出错（{problem}），刚才的操作没有完成。请检查磁盘后重试。',
  'handle-unknown': '所选的文件或文件夹已失效。请重新选择一次。',
  'file-missing': '找不到文件“{file}”。它可能已被移走或U盘已拔出，请重新选择。',
  'file-unreadable': '文件“{file}”读不出来（{problem}）。请检查文件和介质后重试。',
  'file-not-plain': '“{file}”不是文件，而是{what}，没有打开。请选择文件本身。',
  'file-too-large': '文件“{file}”有 {size}，超过上限 {limit}。请压缩后再导入。',
  'file-empty': '文件“{file}”是空的（0 字节）。请换一个文件。',
  'target-unwritable':
    '不能写入“{file}”（{problem}）。请检查U盘是否插好、是否写保护、空间是否足够，或换一个位置。',
  'file-held':
    '“{file}”正被别的程序占用（多半是杀毒软件在检查新文件），等了两秒还是动不了它。请稍等再试；仍不行的，关掉可能占用它的程序，或换一个位置。',
  'record-unknown': '找不到这条记录（{id}）。它可能已被移除，请刷新列表。',
  'record-removed': '这条记录（{id}）已从名单中移除，不能修改。请先撤销移除。',
  'record-revision-unknown': '这条记录没有第 {revision} 版。请刷新修改历史后再试。',
  'record-conflict':
    '“{fields}”在别的窗口里已经改过（第 {current} 版），这里的修改以第 {base} 版为准，没有写入。请刷新后核对再改。',
  'record-field-unknown':
    '活动包里没有字段“{field}”，修改没有写入。请确认窗口与活动包版本一致，重新打开窗口。',
  'record-kind-mismatch': '只能从同类对象复制：要新建的是{wanted}，所选的是{found}。',
  'record-order-invalid': '排序名单与现有推荐对象不一致，没有改动。请刷新列表后重新排序。',
  'attachment-unknown': '找不到附件的内容（{sha}）。请重新导入该附件。',
  'attachment-picture':
    '图片“{file}”没有导入：{problem}。请用看图软件打开核对，另存为JPG后再导入；打不开的，请重新拍照或者扫描。',
  'attachment-type':
    '“{file}”里面不是 JPG、PNG 图片或 PDF 扫描件（看的是内容，不是扩展名），没有导入。请用看图软件打开核对，另存为 JPG 后再导入。',
  'setting-unknown': '活动包里没有“{id}”这项设置，或不接受所选的值。请重新打开设置页。',
  'explanation-unknown': '这条检查结果已经不存在，说明没有保存。请刷新检查列表。',
  'campaign-unknown': '找不到活动“{id}”的活动包。请确认安装完整，或导入领导小组办公室下发的活动包。',
  'campaign-other': '这个活动包属于活动“{found}”，本工作区是“{expected}”。请打开对应的工作区再导入。',
  'campaign-older': '活动包是第 {found} 版，比已安装的第 {installed} 版旧，没有安装。请向办公室索取新版。',
  'campaign-not-office':
    '这个活动包里没有领导小组办公室的签名公钥，不能安装。请向办公室索取正式下发的活动包。',
  'campaign-signer-mismatch':
    '活动包的签名者与包内声明的办公室公钥不一致，不能安装。请不要使用这个文件，并联系领导小组办公室。',
  'campaign-fingerprint-unconfirmed':
    '确认的指纹与活动包签名者的指纹不一致，没有安装。请与办公室公布的指纹逐字核对后再确认。',
  'campaign-office-changed':
    '这个活动包由另一个办公室密钥签发，与已经信任的不同，没有安装。请电话向领导小组办公室核实。',
  'notice-unreadable': '“{file}”不是可读的纯文本（UTF-8 或 GB18030）。请把通知另存为文本文件再载入。',
  'identity-missing': '还没有单位密钥。请先在“封包”页生成单位密钥，再执行此操作。',
  'identity-exists': '单位密钥已经生成（指纹 {fingerprint}），不会重复生成。需要更换时请先导出旧密钥。',
  'seal-blocked':
    '还不能封包：没有改正的错误 {errors} 条，没有写说明的警告 {unexplained} 条。请在“检查”页逐条处理。',
  'seal-empty': '名单里还没有推荐对象，不能封包。请先新建推荐对象并填写。',
  'seal-recipient-missing':
    '没有收件单位可用的加密密钥，没有封包：不加密的文件谁都能打开。请先取得密钥（推荐单位装活动包，基层单位登记推荐单位，上级登记下级）；确需不加密的，勾选“仍不加密”并写明原因。',
  'seal-recipient-choose':
    '登记了不止一个收件单位，还没有选定这份材料给谁，没有封包。请在“签名与收件人”一步选定。',
  'seal-plan-changed': '封包方案在您看过之后变了，没有封包：{changes}。请按现在的方案再核对一遍。',
  'sealed-unknown': '找不到这个封包的记录（{digest}）。请刷新封包历史。',
  'package-unknown': '找不到这个已导入的封包（{digest}）。请刷新收件列表。',
  'package-file-unknown': '封包里没有“{path}”这个文件。请刷新后重试。',
  'package-signer-other':
    '这份材料先前由“{first}”报送，本次签名者却是“{second}”，没有导入。请与两个单位核实。',
  'package-answer-unbound':
    '这份{what}答复的封包不是本单位封出的，没有导入。请确认文件是否送错，或在封包所在的工作区打开。',
  'take-over-superseded':
    '这是第 {given} 版，该单位已经送来第 {current} 版，名单没有改动。请打开第 {current} 版再列入。',
  'take-over-clash':
    '名单里已有编号相同（{id}）的推荐对象，不是从这个单位接收的，没有接收。请联系该单位重新建立推荐对象。',
  'signer-unknown': '没有指纹为 {fingerprint} 的登记。请先导入该单位的登记封包。',
  'signer-fingerprint-mismatch': '输入的指纹与登记的不一致，没有登记。请对照盖章纸面逐字核对。',
  'signer-principal-taken':
    '“{principal}”已经登记了另一把密钥（指纹 {fingerprint}）。如该单位确已更换密钥，请先吊销旧密钥。',
  'review-revision-mismatch':
    '这份意见针对第 {given} 版，当前打开的是第 {current} 版，没有保存。请重新打开该单位的最新版。',
  'review-nominee-unknown': '封包里没有编号为 {id} 的推荐对象，意见没有保存。请刷新后重试。',
  'review-conflict':
    '“{parts}”的审核意见在别的窗口里已经改过，这里的没有写入，也没有丢。请对照两边的意见，选用一个。',
  'review-waiting-conflict':
    '“{unit}”第 {revision} 版有审核意见与别的窗口不一致，还没有写入。请从“收件”打开这份材料，对照两边选用一个。',
  'review-part-twice': '同一个推荐对象的意见在一次保存里出现了两次，没有保存。请关闭窗口后重新打开。',
  'review-undo-other': '别的窗口里刚又写了新的意见，没有撤销。请看清现在的意见，需要时再撤销一次。',
  'round-not-settleable':
    '这份材料所附的上一轮名单不需要认定，或者不能由认定代替，没有记录。请刷新后再看“情况”一栏。',
  'quota-conflict': '“{units}”的名额在别的窗口里已经改过，这里的没有写入。请看清现在的名额再改。',
  'quota-unit-unknown': '名额表里没有“{unit}”这一行，没有保存。请刷新后重试。',
  'quota-unit-twice': '“{unit}”在名额表里出现了两次，没有保存。请只留一行。',
  'quota-nothing-to-undo': '名额表没有可以撤销的改动。',
  'quota-undo-other': '别的窗口里刚又改了名额，没有撤销。请看清现在的名额，需要时再撤销一次。',
  'review-nothing-to-undo': '没有可以撤销的审核意见。',
  'review-incomplete':
    '还有 {missing} 个推荐对象没有作出决定，不能封反馈。请逐个选择接收、退回修改或不予通过。',
  'step-not-reached': '前面的事项还没有办，这一项还不能打勾。请按总览里的次序先办前面的。',
  'milestone-unknown': '这次活动没有“{id}”这个期限，没有保存。请刷新后重试。',
  'job-cancelled': '操作已取消，没有留下半成品。',
  'paper-format-unknown': '“{form}”没有 {format} 格式。请换一种格式。',
  'photo-missing': '还没有照片，不能排版冲印。请先在照片页导入照片。',
  'bulk-file-invalid': '“{file}”不是可用的导入表格：{problem}。请下载模板，按模板填写后再导入。',
  'bulk-preview-stale': '“{file}”或者名单在预览以后有了变化，没有导入。请再看一次预览，然后导入。',
  'bulk-undo-late': '这次导入已经撤销过，或者后来又导入过别的表格，不能再撤销。',
  'demo-folder-used': '文件夹“{folder}”里已有别的内容，演示不会写进去。请换一个空文件夹或新名字。',
  'demo-check-failed': '演示没有按预期完成（{problem}）。',
  'import-workspace-unknown': '找不到名为“{name}”的工作区。现有：{known}。',
  'import-passphrase-missing':
    '没有给出工作区口令。请设置环境变量 JIANBIAO_PASSPHRASE，或在终端中运行本命令后输入。',
} as const;
