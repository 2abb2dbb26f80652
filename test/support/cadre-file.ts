/** The fields of a made-up .lrmx file, by their element names; given ones replace or add. */
export function lrmxText(fields: Readonly<Record<string, string>> = {}, more = ''): string {
  const all: Record<string, string> = {
    XingMing: '陈静',
    XingBie: '女',
    ChuShengNianYue: '198005',
    MinZu: '汉族',
    JiGuan: '湖南株洲',
    RuDangShiJian: '200306',
    CanJiaGongZuoShiJian: '200207',
    QuanRiZhiJiaoYu_XueLi: '大学',
    QuanRiZhiJiaoYu_XueWei: '工学学士',
    XianRenZhiWu: '云麓市机关事务服务中心副主任',
    NiRenZhiWu: '秘密拟任职务',
    JianLi: '1998.09--2002.07  云麓工学院学习\n2002.07--2010.03  科员\n2010.03--              副主任',
    JiangChengQingKuang: '2019年12月，经甘肃省人民政府批准，授予先进工作者称号。',
    ShenFenZheng: '430202198005080126',
    ...fields,
  };
  const elements = Object.entries(all).map(([name, text]) => `  <${name}>${text}</${name}>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Person>
${elements.join('\n')}
  <JiaTingChengYuan><Item><ChengWei>丈夫</ChengWei><XingMing>秘密亲属</XingMing><GongZuoDanWeiJiZhiWu>某局</GongZuoDanWeiJiZhiWu></Item></JiaTingChengYuan>
  <Version>3.2.1.16</Version>
${more}</Person>`;
}
