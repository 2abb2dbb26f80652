import { chineseDate } from '../../shared/ground/plain-date.ts';
import type { Settings } from '../../shared/reading/evaluate-condition.ts';
import { kindTitle, photoSizeName, readingTitle } from '../../shared/reading/titles.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';

/** The setting that says how many discs, where the notice leaves it open. */
const DISC_COPIES = 'discCopies';

/** One thing to do by hand after sealing. */
export interface NextStep {
  readonly title: string;
  readonly text: string;
}

/**
 * What is left to do on paper after a package was sealed: print, stamp, photos, disc, send. Numbers, addresses and
 * dates come from the pack (campaign.copies, photo.copies, contacts, rounds); nothing is known here of one campaign. A
 * host unit sends to its recommending unit, whose address and date the pack does not know.
 */
export function nextSteps(
  pack: CampaignPack,
  round: Round,
  sealed: {
    readonly fileName: string;
    readonly individuals: number;
    readonly host?: boolean;
    /** Those in force. */
    readonly settings: Settings;
  },
): NextStep[] {
  const { campaign } = pack;
  const current = campaign.rounds.find((entry) => entry.id === round);
  const steps: NextStep[] = [
    {
      title: '打印',
      text: `封包前没有打印的，在“打印”页导出本轮全部表格的 PDF，A4 纸双面打印，一式 ${campaign.copies} 份。封包之后不要再改内容，否则纸面与数据不一致；盖章日期在封包以前补填。`,
    },
    {
      title: '签字盖章',
      text: '还没有盖章的，按表内意见栏的先后次序逐级签署意见、盖章，在纸上写明日期；推荐单位不填的栏目留空。',
    },
  ];
  if (campaign.photo !== undefined && sealed.individuals > 0) {
    steps.push({
      title: '照片',
      text: `${sealed.individuals} 名${kindTitle(campaign, 'individual')}每人备 ${photoSizeName(campaign.photo)}彩色照片 ${campaign.photo.copies} 张，背面注明单位和姓名（照片排版页带背面标签）。`,
    });
  }
  if (sealed.host === true) {
    steps.push({
      title: '报送推荐单位',
      text: `把“${sealed.fileName}”原样交给推荐单位，不要解压、不要改名，连同交接单与盖章的纸质材料一起送。`,
    });
    if (current !== undefined) {
      steps.push({
        title: '期限',
        text: `推荐单位须在 ${chineseDate(current.due)} 前把${current.title}材料报到领导小组办公室。请按推荐单位定的日期提前送到。`,
      });
    }
    return steps;
  }
  const discs = readingTitle(campaign, DISC_COPIES, sealed.settings[DISC_COPIES]);
  steps.push({
    title: discs === undefined ? '光盘' : `光盘（${discs}）`,
    text: `用上面的“制作光盘”做成映像再刻录，或把“${sealed.fileName}”原样刻录到光盘，不要解压、不要改名；盘面写明推荐单位和材料名称，连同交接单与纸质材料一起报送。`,
  });
  for (const contact of campaign.contacts) {
    const people = contact.people.length === 0 ? '' : `，联系人 ${contact.people.join('、')}`;
    const phones = contact.phones.length === 0 ? '' : `，电话 ${contact.phones.join('、')}`;
    steps.push({
      title: `报送：${contact.office}`,
      text: `${contact.address}（邮编 ${contact.postcode}）${people}${phones}。`,
    });
  }
  if (current !== undefined) {
    steps.push({
      title: '期限',
      text: `${current.title}材料须在 ${chineseDate(current.due)} 前报到；遇休息日请提前到最后一个工作日。`,
    });
  }
  return steps;
}
