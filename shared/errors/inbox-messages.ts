/** Messages about what comes in: whose it is, where it stands among what came before. */
export const inboxMessages = {
  // Whose it is
  'package-unit-not-signers':
    '签名密钥登记的单位是“{signer}”，封包里写的单位却是“{unit}”，没有导入。单位改过名称的，请它用新名称重新报送登记包，或在“单位登记”里为它更名；否则请向两个单位核实。',
  'package-unit-form-other':
    '封包说明里的单位是“{unit}”，表里填的单位却是“{form}”，没有导入。请报送单位改成一致后重新封包。',
  'package-unit-code-other':
    '文件名里的单位代码“{code}”不是“{unit}”的代码，没有导入。请报送单位用本程序重新封包；仍然这样的，请核实文件来源。',
  'package-own': '这是本单位自己封的文件，不用导入；请交给收件单位。',
  'enrolment-own': '这是本单位自己的登记包，不用在这里登记；请连同盖章的登记表交给上级单位。',
  'enrolment-recipient-invalid':
    '登记包里的加密公钥无效，没有导入：以后给它的反馈会加不了密。请该单位重新生成登记包。',
  'enrolment-sm2-invalid': '登记包里的国密 SM2 公钥无效，没有导入。请该单位重新生成登记包。',
  'package-sm2-downgrade':
    '该单位登记时用了国密 SM2 双签名，这个封包却只有一道签名，没有导入。请该单位按登记时的方式重新封包。',
  'package-answer-not-recipient':
    '这份{kind}由“{signer}”签发，而所答复的封包是报给“{recipient}”的，没有导入。请与收件单位核实。',
  // Where it stands
  'package-first-revision':
    '第一次收到“{unit}”的这份材料，版次却已是第 {revision} 版（一般不超过第 {limit} 版），先放在隔离区。向该单位核实后，可以在隔离区写明原因收下。',
  'package-supersedes-other': '这个封包说它代替的那一份是别的单位报来的，没有导入。请与报送单位核实。',
  'package-predecessor-missing':
    '这一版写明代替的那一版没有收到过。可能是那一版没有报送，或装它的盘丢了；请与报送单位核实。',
  'package-predecessor-other':
    '它没有说代替收到过的第 {held} 版。可能是该单位在另一台电脑或恢复备份后封的；请与报送单位核实内容是否最新。',
  // Files
  'package-not-file': '这不是文件，而是{what}，没有打开。请选择封包文件本身。',
  'package-failed':
    '处理这个文件时程序出错，没有导入，其他文件不受影响。请让报送单位重新封包；仍然这样的，请反馈给技术支持。',
  // Decisions
  'unit-name-same': '新名称与现在的名称相同，没有改动。',
  'unit-name-taken': '“{name}”是另一个已登记单位的名称，不能更名成它。请核对名称。',
  'signer-not-enrolled': '这个单位还没有登记，或密钥已经吊销，不能更名。请先登记它的密钥。',
  'signer-not-pending': '这份登记已经处理过，不能移除。请刷新页面。',
  'signer-follows-unknown': '找不到要接续的单位“{principal}”。请刷新页面后重选。',
  'quarantine-unknown': '隔离区里没有这个文件了。请刷新页面。',
  'quarantine-not-settleable': '这个文件的问题不能由本单位认可，没有收下。请报送单位重新封包。',
  'remark-unknown': '这条提示已经处理过。请刷新页面。',
  'package-not-rival': '该单位这一轮只有这一份材料，不用选择。请刷新页面。',
  'package-not-strangers': '这份材料的签名者就是报送单位，不能移出。',
  'review-not-counting': '这份材料现在不作数，不能写意见或反馈。请打开作数的那一份，或先选定以哪一份为准。',
} as const;
