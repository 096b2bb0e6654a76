/** HTML of the sample contract's pages; a browser makes the page images of it. */
const CLAUSES: readonly (readonly [string, readonly string[]])[] = [
  [
    "第一条 合作宗旨",
    [
      "双方本着平等互利、优势互补、共同发展的原则，就智能制造与云服务领域的长期合作达成本协议，建立全面战略合作关系。",
      "Both parties establish a comprehensive strategic partnership on the basis of equality and mutual benefit.",
    ],
  ],
  [
    "第二条 合作范围",
    [
      "（一）联合研发面向离散制造业的云边协同平台，共同制定接口规范；",
      "（二）在华北、华南地区共建示范产线，三年内不少于十二条；",
      "（三）共享培训资源，每年联合培养工程师不少于二百名。",
    ],
  ],
  [
    "第三条 组织与协调",
    [
      "双方成立联合工作组，由各方指定一名负责人，每季度召开一次例会，对合作事项进行总结与部署。重大事项由双方高层会晤决定。",
    ],
  ],
  [
    "第四条 知识产权",
    [
      "合作前各方已有的知识产权归各方所有；合作期间共同完成的成果归双方共有，任何一方对外许可应取得另一方书面同意。",
    ],
  ],
  ["第五条 保密", ["双方对在合作过程中知悉的对方商业秘密、技术资料负有保密义务，保密期限自披露之日起五年。"]],
  ["第六条 期限与终止", ["本协议自双方签署之日起生效，有效期三年。期满前三个月，双方可协商续签。"]],
  [
    "第七条 争议解决",
    ["因本协议产生的争议，双方应友好协商；协商不成的，提交合同签订地有管辖权的人民法院解决。"],
  ],
];

const STYLE = `
  body { margin: 0; width: 1240px; height: 1754px; background: #fff; color: #1a1a1a; font-family: "WenQuanYi Micro Hei", serif; }
  .page { position: relative; padding: 150px 150px; }
  h1 { font-size: 52px; text-align: center; letter-spacing: 8px; margin: 40px 0 6px; }
  .en { text-align: center; font-size: 26px; color: #444; margin-bottom: 60px; }
  h2 { font-size: 30px; margin: 44px 0 14px; }
  p { font-size: 27px; line-height: 1.9; margin: 8px 0; text-indent: 2em; }
  .parties p { text-indent: 0; }
  .no { position: absolute; top: 1650px; left: 0; width: 1240px; text-align: center; font-size: 22px; color: #666; }
  .sign { position: absolute; width: 388px; font-size: 25px; }
`;

export function contractPage(page: number): string {
  const clauses = page === 1 ? CLAUSES.slice(0, 3) : page === 2 ? CLAUSES.slice(3) : [];
  const body = clauses
    .map(([title, texts]) => `<h2>${title}</h2>${texts.map((text) => `<p>${text}</p>`).join("")}`)
    .join("");
  const head =
    page === 1
      ? `<h1>战略合作框架协议</h1><div class="en">Strategic Cooperation Framework Agreement</div>
         <div class="parties"><p>甲方：华北云桥科技有限公司</p><p>乙方：南海星汉智能装备股份有限公司</p></div>`
      : "";
  const foot =
    page === 3
      ? `<p>本协议一式两份，双方各执一份，具有同等法律效力。本协议以电子形式签署，各方的数字签名与手写签名共同构成签署行为。</p>
         <p style="margin-top:60px">（以下为签署页，无正文）</p>
         <div class="sign" style="left:177px;top:940px">甲方（签字）：</div>
         <div class="sign" style="left:677px;top:940px">乙方（签字）：</div>`
      : "";
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="page">${head}${body}${foot}</div><div class="no">第 ${page} 页 / 共 3 页</div>`;
}
