/** Messages of errors from the seal part. Each says what happened, where, and what to do. */
export const sealMessages = {
  'plain-set-missing': '这一轮还没有备齐材料，没有导出。请先在“报送材料”页制作光盘。',
  'plain-set-blocked':
    '还有 {errors} 处要改、{unexplained} 处要说明，没有制作光盘。请先在检查页逐条改正或说明。',
  'plain-answer-incomplete':
    '报送的 {count} 个推荐对象要各有一个结果，没有登记。请逐个选择接收、退回修改或不予通过。',
  // Keys, signers, revocation
  'key-public-invalid':
    '公钥无效：应为一行以“ssh-ed25519 ”开头的 Ed25519 公钥。请从对方重新取得公钥文件或登记包。',
  'key-private-invalid': '私钥文件无效或已损坏，没有导入。请换用完好的密钥备份文件。',
  'key-type-unsupported':
    '私钥的类型或加密方式不受支持：只接受 Ed25519 密钥（不加密，或用 bcrypt 与 aes256-ctr 加密）。请用本程序导出，或用 ssh-keygen -t ed25519 重新生成。',
  'key-passphrase-empty': '没有设置口令。导出私钥必须用口令加密，请输入口令后再试。',
  'key-passphrase-wrong': '私钥口令不正确，密钥没有打开。请检查大小写和输入法后重新输入。',
  'signers-principal-invalid':
    '签名人名称“{principal}”不能写入签名人名单：不得含空格、逗号、引号或通配符。请改用单位代码。',
  'signers-line-invalid': '签名人名单第 {line} 行无效，整个名单没有采用。请改正该行，或重新导出名单。',
  'revocation-invalid': '吊销名单无效或已损坏，没有采用。请向领导小组办公室重新索取名单。',
  // Sealing
  'seal-name-invalid':
    '包名无法生成：活动编号“{campaign}”、单位代码“{unit}”只能用小写字母、数字和连字符，版次“{revision}”须为 1 至 9999。请改正后再封包。',
  'seal-text-invalid': '“{label}”为空、过长，或含有换行等控制字符，不能写入包的说明。请改正后再封包。',
  'seal-date-invalid': '封包日期“{date}”不是有效日期（应为 2021-01-31 的形式）。请改正后再封包。',
  'seal-entry-name':
    '包内文件名“{name}”不合规定：只能用小写字母、数字、点、下划线和连字符，不超过 60 个字符。',
  'seal-entry-duplicate': '包内有两个文件都叫“{name}”。请改名后再封包。',
  'seal-document-invalid':
    '要封包的内容不符合“{kind}”的格式，位置“{path}”：{problem}。没有生成文件，请返回填写页改正。',
  'seal-attachment-missing':
    '附件“{name}”在材料中被引用，却没有放进包里。没有生成文件，请重新上传该附件后再封包。',
  'seal-attachment-unused':
    '附件“{name}”没有被任何材料引用，不能放进包里。请重新封包；如再次出现，请在“设置—关于”中查看并保存诊断信息。',
  'seal-source-changed':
    '文件“{name}”在封包过程中发生变化或大小不符，封包已中止，没有生成文件。请关闭正在使用它的程序后重试。',
  'seal-source-unreadable':
    '文件“{name}”无法读取，封包已中止，没有生成文件。请检查该文件是否还在、能否打开。',
  'seal-sm2-missing': '本次活动要求国密 SM2 签名，但没有可用的 SM2 密钥。请先生成或导入 SM2 密钥。',
  'seal-recipient-invalid': '加密接收方“{recipient}”无效，应以 age1 开头。请核对领导小组办公室下发的活动包。',
  'seal-too-large': '包的大小（{bytes} 字节）超过 {limit} 字节的上限，没有生成文件。请压缩扫描件或分批报送。',
  'seal-too-many': '包内文件数（{count}）超过 {limit} 个的上限，没有生成文件。请分批报送。',
  'seal-target-exists': '目标位置已有“{name}”，为避免覆盖没有写入。请换一个文件夹或文件名，或先移走原文件。',
  'seal-target-missing': '目标文件夹不存在或无法打开，没有写入。请重新选择保存位置；如是U盘，请确认已插好。',
  'seal-no-space': '目标位置空间不足：需要 {needed} 字节，只剩 {free} 字节。没有写入，请清理空间或换一个盘。',
  'seal-read-only': '目标位置写保护，无法写入。请打开U盘的写保护开关，或换一个位置。',
  'seal-file-limit':
    '目标盘的文件系统（FAT32）单个文件不能达到 4 GiB，而要写的文件有 {bytes} 字节。请换用 exFAT 或 NTFS 格式的盘，或分批报送。',
  'seal-media-gone': '写入时目标盘断开或出错，没有写完，半成品不会被当作成品。请重新插好盘后再试。',
  'seal-readback-failed':
    '写入“{name}”后回读核对不一致（{problem}），文件已删除。目标盘可能有坏块，请换一个盘再试。',
  'seal-cancelled': '操作已取消，没有留下未完成的文件。',
  // Reading: limits and decryption
  'package-unreadable': '文件无法读取。请检查介质是否插好、文件是否还在，再试一次。',
  'package-empty': '文件是空的，不是封包。请对方重新拷贝。',
  'package-too-large': '文件有 {bytes} 字节，超过 {limit} 字节的上限，没有打开。',
  'package-not-package': '这不是本程序的封包（应为 .zip 或 .zip.age 文件）。请确认选对了文件。',
  'package-age-damaged': '加密文件的开头损坏或格式不对，无法解密。请对方重新拷贝。',
  'package-age-body-damaged': '加密文件第 {chunk} 段损坏或被截断，无法解密。请对方重新拷贝。',
  'package-age-cost': '加密文件要求的口令运算量过大（2 的 {cost} 次方），为安全起见没有打开。',
  'package-identity-needed':
    '文件是加密给接收单位的，需要接收单位的解密密钥才能打开。请用接收单位的工作区打开。',
  'package-identity-wrong': '现有解密密钥都打不开这个文件：它是加密给别的单位的。请与发送单位核对接收方。',
  'package-passphrase-needed': '文件用口令加密，请输入发送单位告知的口令。',
  'package-passphrase-wrong': '口令不正确，文件没有打开。请检查大小写和输入法后重新输入。',
  // Reading: zip
  'package-zip-truncated': '文件不完整：结尾缺失或有多余内容。请对方重新拷贝整个文件。',
  'package-zip-comment': '压缩包带有注释或附加内容，不符合格式，不予接受。',
  'package-zip-prefix': '压缩包开头有多余内容，不符合格式，不予接受。',
  'package-zip-zip64': '压缩包使用了 zip64 扩展，格式 1 不允许，不予接受。',
  'package-zip-entries': '包内文件数（{count}）超过 {limit} 个的上限，没有打开。',
  'package-zip-directory': '压缩包的目录损坏（第 {entry} 项），不予接受。请对方重新拷贝。',
  'package-zip-name': '包内文件名“{name}”不安全或不合规定（{problem}），不予接受。',
  'package-zip-duplicate': '包内有重名文件“{name}”（含仅大小写或字形编码不同），不予接受。',
  'package-zip-link': '包内“{name}”是链接或特殊文件，不予接受。',
  'package-zip-method': '包内“{name}”使用了压缩、加密或其他不允许的存储方式，不予接受。',
  'package-zip-overlap': '包内“{name}”与其他文件的数据重叠或留有空隙，不予接受。',
  'package-zip-header': '包内“{name}”的文件头与目录不一致，文件被改动过。请对方重新拷贝。',
  'package-zip-order': '包内文件的顺序或固定项与格式不符（“{name}”），不予接受。',
  'package-zip-unexpected': '包内有不该出现的文件“{name}”，不予接受。',
  'package-zip-missing': '包内缺少“{name}”，不是完整的封包。',
  'package-zip-crc': '包内“{name}”的校验值（CRC-32）与内容不符，文件已损坏。请对方重新拷贝。',
  // Reading: signature and signer
  'package-signature-format': '签名文件“{name}”格式不对，包被改动过或不是本程序所做。',
  'package-signature-namespace': '签名的用途是“{namespace}”，与包的种类“{kind}”不符，不予接受。',
  'package-signature-invalid':
    '签名与内容不符：清单“{name}”在签名之后被改动过，或签名本身损坏。请对方重新报送。',
  'package-sm2-invalid': 'SM2 签名与内容不符或缺失，包被改动过。请对方重新报送。',
  'package-sm2-key': 'SM2 签名所用的密钥不是该单位登记的密钥，不予接受。',
  'package-signer-unknown':
    '签名密钥 {fingerprint} 不在签名人名单中，不能确认是谁签的。请先核对盖章纸面上的指纹并登记该密钥。',
  'package-signer-revoked': '签名密钥 {fingerprint} 已被吊销，不予接受。请单位换用新密钥重新报送。',
  'package-signer-namespace': '签名密钥 {fingerprint} 没有签署{kind}的权限，不予接受。',
  'package-signer-expired': '签名密钥 {fingerprint} 不在有效期内，不予接受。',
  // Reading: digests
  'package-tag-digest': '包的说明文件“{name}”与签名的清单不符，文件被改动过。请对方重新拷贝。',
  'package-tag-format': '包的说明文件“{name}”格式不对（{problem}），不予接受。',
  'package-payload-digest': '包内文件“{name}”与清单不符，内容被改动过或已损坏。请对方重新拷贝。',
  'package-payload-missing': '清单列有“{name}”，包里却没有，文件不完整。',
  'package-payload-extra': '包里有清单没有列出的文件“{name}”，不予接受。',
  'package-oxum': '包的总字节数或文件数与说明不符，不予接受。',
  'package-format-unsupported': '包的格式版本是“{format}”，本程序只认识格式 1。请升级程序。',
  'package-name-mismatch': '包内文件夹名“{name}”与签名的标识“{identifier}”不符，不予接受。',
  // Reading: binding
  'package-wrong-campaign': '这个包属于活动“{campaign}”，不是当前的“{expected}”，没有导入。',
  'package-wrong-kind':
    '这里不接收{kind}，没有导入。活动包在“设置”的“活动资料”里安装，登记包和材料包由上级单位在“收件”里导入，反馈和回执由报送单位在“反馈”里导入。',
  'package-wrong-recipient': '这个包是发给别的单位的（接收方 {recipient}），没有导入。请退回发送单位核对。',
  'package-suite-refused': '包的签名算法是“{suite}”，本次活动不接受。请按活动要求重新封包。',
  'package-pack-unknown': '这个包依据的活动包版本（{digest}）与本机已有的都不同。请先统一活动包版本再报送。',
  'package-revision-conflict':
    '已有内容不同的第 {revision} 版。同一版次不能有两个内容，请单位以新的版次重新封包。',
  'package-not-signed-by-unit':
    '登记包里的公钥 {fingerprint} 与签名所用的密钥不同，不能证明单位持有该密钥，没有导入。',
  'package-document-mismatch': '包的说明与内容不一致（{what}），不予接受。',
  // Reading: document
  'package-document-too-large': '“{name}”有 {bytes} 字节，超过 {limit} 字节的上限，没有读取。',
  'package-document-json': '“{name}”不是有效的数据：{problem}',
  'package-document-canonical': '“{name}”不是规范形式的 JSON，不予接受。',
  'package-document-invalid': '“{name}”中“{path}”不符合规定：{problem}。',
  'package-attachment-missing': '材料引用的附件“{name}”不在包里，或索引与文件不符。',
  'package-attachment-unused': '包里的附件“{name}”没有被材料引用。',
  // Opening
  'package-changed': '文件“{name}”在核对之后发生了变化，读取已中止。请重新导入。',
  'package-entry-unknown': '包里没有文件“{name}”。',
  'open-target-exists': '目标文件夹“{name}”已存在，为避免混入旧文件没有解开。请换一个位置或名称。',
  // Discs
  'disc-source-missing':
    '没有找到封包文件“{name}”，没有制作。介质可能已经取下，或文件已移走、改名：请插好介质，或选择封包文件所在的位置。',
  'disc-source-unreadable': '封包文件“{name}”无法读取，没有制作。请检查介质是否插好，再试一次。',
  'disc-source-changed':
    '“{name}”与封包时写出的文件不同：不是这一版的封包，或已经损坏，没有制作。请选择这一版的封包文件，或重新封包。',
  'disc-target-exists': '那里已有名为“{name}”的文件夹，没有改动它，也没有制作。请先移走它，或换一个文件夹。',
  // BagIt, general
  'bag-not-bag': '“{name}”不是 BagIt 包：找不到 bagit.txt。',
  'bag-declaration': 'bagit.txt 不合规定：{problem}。',
  'bag-version': 'bagit.txt 的版本“{version}”无效，应为“数字.数字”。',
  'bag-encoding': '标签文件编码“{encoding}”不受支持，或“{name}”不是该编码。',
  'bag-no-payload': '包里没有 data 文件夹。',
  'bag-no-manifest': '包里没有可用的清单（manifest-算法.txt）。',
  'bag-manifest-unknown': '清单“{name}”的算法不受支持，没有用它核对。',
  'bag-manifest-line': '清单“{name}”第 {line} 行格式不对。',
  'bag-path-unsafe': '“{name}”列出的路径“{path}”越出包的范围，不予接受。',
  'bag-path-not-payload': '清单“{name}”列出的“{path}”不在 data 文件夹内。',
  'bag-duplicate-same': '清单“{name}”重复列出“{path}”（校验值相同）。',
  'bag-duplicate-different': '清单“{name}”重复列出“{path}”，校验值不同。',
  'bag-twin-case': '“{path}”与“{other}”只有大小写不同，在 Windows 上会互相覆盖。',
  'bag-twin-normalization': '“{path}”与“{other}”只有字形编码（NFC、NFD）不同，换一个系统可能找不到。',
  'bag-binary-mark': '清单“{name}”带有“*”标记，是用 md5sum 一类工具做的，部分工具不认。',
  'bag-relative-path': '清单“{name}”中“{path}”以“./”开头，部分工具不认。',
  'bag-system-file': '“{path}”是操作系统自动生成的文件，不应放进包里。',
  'bag-file-missing': '“{name}”列出的“{path}”不在包里。',
  'bag-file-unlisted': '“{path}”在包里，但没有列入“{name}”。',
  'bag-digest-mismatch': '“{path}”与“{name}”中的校验值不符，内容被改动过或已损坏。',
  'bag-oxum': 'Payload-Oxum 写的是 {stated}，实际是 {actual}。',
  'bag-oxum-invalid': 'Payload-Oxum“{stated}”的格式不对。',
  'bag-info-line': 'bag-info.txt 第 {line} 行格式不对。',
  'bag-fetch-line': 'fetch.txt 第 {line} 行格式不对。',
  'bag-fetch-missing': 'fetch.txt 中的“{path}”需要联网获取，包里没有，包不完整。',
  'bag-link': '“{path}”是链接或特殊文件，不予接受。',
  'bag-unreadable': '“{name}”无法读取：{problem}。',
  // Command line
  'cli-seal-plain':
    '没有封包：不知道加密给谁。活动包里没有办公室的加密公钥，请用 --recipient 或 --passphrase-file 指定；确需不加密的，用 --plain 写明原因。',
  'cli-seal-plain-reason': '没有封包：--plain 后面要写明不加密的原因。',
  'cli-seal-both': '没有封包：--plain 不能和 --recipient、--passphrase-file 一起用。请只留一种。',
  'cli-disc-target': '没有制作：请用 --out 指定光盘文件夹，或用 --image 指定光盘映像，只留一种。',
  'cli-file-unreadable': '文件“{name}”无法读取。请检查路径和权限。',
  'cli-folder-unreadable': '文件夹“{name}”找不到或无法读取。请检查路径和权限。',
  // Removable media
  'media-list-failed': '无法列出可移动盘：{problem}。请改用“选择文件夹”保存。',
} as const;
