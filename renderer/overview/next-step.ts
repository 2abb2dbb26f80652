import { sealReadiness } from '../../shared/rules/seal-readiness.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { formPath, paths } from '../kit/paths.ts';

/** The one thing to do next. */
export interface NextStep {
  readonly title: string;
  readonly why: string;
  readonly button: string;
  /** Address to go to; absent when the button adds a nominee or changes the round. */
  readonly path?: string;
  /** The round to change to. */
  readonly round?: Round;
}

/** What the next step is judged by. */
export interface Situation {
  readonly round: Round;
  readonly roundTitle: string;
  /** The round after this one; null in the last or only one. */
  readonly nextRound: { readonly id: Round; readonly title: string } | null;
  /** First form of the round where the unit's record misses required fields; null when complete. */
  readonly unitForm: { readonly id: string; readonly title: string; readonly missing: number } | null;
  /** Nominees of the round in order, with the required fields they miss and the form to open. */
  readonly nominees: readonly {
    readonly id: string;
    readonly name: string;
    readonly missing: number;
    readonly formId: string;
  }[];
  readonly findings: readonly Finding[];
  /** Who receives what is sealed here, and answers it: 办公室, or for a host unit 推荐单位. */
  readonly receiver: string;
  /** Packages of host units that were received; where no nominee is listed yet, they are where to begin. */
  readonly received: number;
  /** Nominees of the round that were refused, taken back by their host unit, or changed by it since. */
  readonly marked: number;
  /** Nominees that the receiver sent back and whose package has not been sealed again. */
  readonly returned: number;
  /** The receiver has something to be corrected, be it only in the unit's own papers. */
  readonly toCorrect: boolean;
  readonly sealed: boolean;
  /** Something was changed after the newest package was sealed: what the receiver has is no longer what stands here. */
  readonly changedSince: boolean;
  /** The receiver answered the newest package. */
  readonly answered: boolean;
  /** The receiver answered the newest package and sent nothing back. */
  readonly accepted: boolean;
  /** A package of the formal round exists. */
  readonly formalSealed: boolean;
}

/** What is to be looked at before sealing, since it goes out as it stands in the list. */
function lookFirst(marked: number): string {
  return marked === 0
    ? ''
    : `名单里有 ${marked} 个推荐对象带着标记（没有通过、基层单位已撤下或另有新版），请先核对。`;
}

/**
 * One obvious next step (issue 5, item 2), in the order a clerk works: answer the receiver, list nominees, fill what is
 * missing, mend errors, explain warnings, the unit's own papers, seal, deliver.
 */
export function nextStep(now: Situation): NextStep {
  const { nextRound, roundTitle } = now;
  if (nextRound !== null && now.formalSealed) {
    return {
      title: `${roundTitle}已结束，继续${nextRound.title}`,
      why: `现在看到的是${roundTitle}的材料。${nextRound.title}的表沿用${roundTitle}内容，在右上角“轮次”也可以来回切换。`,
      button: `转到${nextRound.title}`,
      round: nextRound.id,
    };
  }
  if (now.accepted) {
    return nextRound !== null
      ? {
          title: `${roundTitle}已通过，可以开始${nextRound.title}`,
          why: `在反馈页进入${nextRound.title}，${roundTitle}填过的内容全部沿用。`,
          button: '去反馈页',
          path: paths.feedback,
        }
      : {
          title: `${roundTitle}材料已被接收，全部办完`,
          why: '请保管好盖章的纸质材料，并在“设置”的“备份与口令”中备份一次。',
          button: '查看反馈',
          path: paths.feedback,
        };
  }
  if (now.toCorrect) {
    const what = now.returned > 0 ? `${now.returned} 个对象被退回` : '对本单位材料有意见';
    return {
      title: `按${now.receiver}意见修改，${what}`,
      why: '意见已标在对应的栏目上。改完后重新封包，版次会自动加一。',
      button: '查看意见',
      path: paths.feedback,
    };
  }
  if (now.nominees.length === 0 && now.received > 0) {
    return {
      title: `查看收到的 ${now.received} 份基层单位材料`,
      why: '打开一份，核对无误后列入推荐名单；也可以自己新增推荐对象。',
      button: '去收件页',
      path: paths.inbox,
    };
  }
  if (now.nominees.length === 0) {
    return {
      title: '先新增一个推荐对象',
      why: '集体和个人分别填表。同一个人的信息只填一次，各张表自动取用。',
      button: '新增推荐对象',
    };
  }
  const open = now.nominees.find((nominee) => nominee.missing > 0);
  if (open !== undefined) {
    return {
      title: `继续填写：${open.name}`,
      why: `${roundTitle}的表还有 ${open.missing} 个必填项没有填。`,
      button: '继续填写',
      path: formPath(open.id, open.formId),
    };
  }
  if (now.unitForm !== null) {
    return {
      title: `填写${now.unitForm.title}`,
      why: `还有 ${now.unitForm.missing} 个必填项没有填。`,
      button: '去填写',
      path: formPath('unit', now.unitForm.id),
    };
  }
  const readiness = sealReadiness(now.nominees.length, now.findings);
  if (readiness.errors > 0) {
    return {
      title: `改正 ${readiness.errors} 处错误`,
      why: '有错误不能封包。每一条都写明了怎么改，点一下就到那一栏。',
      button: '去检查页',
      path: paths.checks,
    };
  }
  if (readiness.unexplained > 0) {
    return {
      title: `为 ${readiness.unexplained} 条警告写说明`,
      why: '警告不一定是错。改正，或写清理由，说明会随封包报送。',
      button: '去检查页',
      path: paths.checks,
    };
  }
  if (!now.sealed) {
    return {
      title: `${roundTitle}材料齐备，可以封包`,
      why: `${lookFirst(now.marked)}封包前请先打印、盖章。封包后纸质和电子版的校验码一致。`,
      button: '去封包',
      path: paths.seal,
    };
  }
  if (now.answered) {
    return {
      title: `${now.receiver}的意见已到，没有通过的推荐对象`,
      why: '意见在反馈页。要另推荐对象的，在这里新增后重新封包。',
      button: '查看意见',
      path: paths.feedback,
    };
  }
  if (now.changedSince) {
    return {
      title: '封包以后又改过内容，请重新封包',
      why: `${lookFirst(now.marked)}${now.receiver}收到的还是改动前的那一份。改过的表要重新打印、盖章，再封一次包，版次会自动加一。`,
      button: '去封包',
      path: paths.seal,
    };
  }
  return {
    title: `已封包，等待${now.receiver}意见`,
    why: `请把封包和纸质材料送到${now.receiver}。收到反馈文件后，在“反馈”页打开。`,
    button: '打开反馈页',
    path: paths.feedback,
  };
}
