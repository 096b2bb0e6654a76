/** Written by scripts/official-templates: the official templates, with the places of their controls. */
import type { OfficialTemplate } from "./official";

export const OFFICIAL: readonly OfficialTemplate[] = [
  {
    key: "labour",
    name: "劳动合同",
    english: "Employment Contract",
    folder: "人事",
    pages: 2,
    roles: [
      {
        label: "用人单位",
        english: "Employer",
        organisation: true,
      },
      {
        label: "劳动者",
        english: "Employee",
        organisation: false,
      },
    ],
    fields: [
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 166785,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 144120,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 166785,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 144120,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        party: 1,
        page: 1,
        rect: {
          x: 156855,
          y: 706702,
          w: 255117,
          h: 15867,
        },
        name: "甲方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        page: 1,
        rect: {
          x: 156855,
          y: 686382,
          w: 170074,
          h: 15867,
        },
        name: "甲方统一社会信用代码",
        required: true,
        kind: {
          kind: "credit_code",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        page: 1,
        rect: {
          x: 93855,
          y: 666062,
          w: 311801,
          h: 15867,
        },
        name: "甲方住所",
        required: true,
        kind: {
          kind: "address",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 645742,
          w: 127559,
          h: 15867,
        },
        name: "乙方姓名",
        required: true,
        kind: {
          kind: "known",
          fact: "name",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        party: 2,
        page: 1,
        rect: {
          x: 336914,
          y: 645742,
          w: 127559,
          h: 15867,
        },
        name: "乙方电话",
        required: true,
        kind: {
          kind: "known",
          fact: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 625421,
          w: 198422,
          h: 15867,
        },
        name: "乙方身份证号码",
        required: true,
        kind: {
          kind: "id_number",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        party: 2,
        page: 1,
        rect: {
          x: 114855,
          y: 605101,
          w: 311801,
          h: 15867,
        },
        name: "乙方通讯地址",
        required: true,
        kind: {
          kind: "address",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 1,
        rect: {
          x: 173965,
          y: 521242,
          w: 198422,
          h: 15867,
        },
        name: "合同期限类型",
        required: true,
        kind: {
          kind: "choice",
          options: ["固定期限", "无固定期限", "以完成一定工作任务为期限"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 124195,
          y: 500921,
          w: 90703,
          h: 15867,
        },
        name: "起始日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 14,
        page: 1,
        rect: {
          x: 346359,
          y: 500921,
          w: 90703,
          h: 15867,
        },
        name: "终止日期",
        required: false,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 15,
        page: 1,
        rect: {
          x: 62355,
          y: 482863,
          w: 45352,
          h: 15867,
        },
        name: "试用期（月）",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 16,
        page: 1,
        rect: {
          x: 124195,
          y: 437382,
          w: 141727,
          h: 15867,
        },
        name: "工作岗位",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 17,
        page: 1,
        rect: {
          x: 62355,
          y: 419324,
          w: 170074,
          h: 15867,
        },
        name: "工作地点",
        required: true,
        kind: {
          kind: "line",
          max: 16,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 18,
        page: 1,
        rect: {
          x: 124195,
          y: 353523,
          w: 141727,
          h: 15867,
        },
        name: "工时制度",
        required: true,
        kind: {
          kind: "choice",
          options: ["标准工时制", "综合计算工时制", "不定时工作制"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 19,
        page: 1,
        rect: {
          x: 250195,
          y: 251605,
          w: 45352,
          h: 15867,
        },
        name: "工资发放日",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 20,
        page: 1,
        rect: {
          x: 218695,
          y: 231285,
          w: 113379,
          h: 15867,
        },
        name: "月工资",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 21,
        page: 1,
        rect: {
          x: 62355,
          y: 213226,
          w: 198422,
          h: 15867,
        },
        name: "月工资大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 20,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 22,
        page: 1,
        rect: {
          x: 347508,
          y: 213226,
          w: 113379,
          h: 15867,
        },
        name: "试用期月工资",
        required: false,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 23,
        party: 2,
        page: 1,
        rect: {
          x: 173965,
          y: 174847,
          w: 170074,
          h: 15867,
        },
        name: "开户行",
        required: true,
        kind: {
          kind: "line",
          max: 16,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 24,
        party: 2,
        page: 1,
        rect: {
          x: 62355,
          y: 156788,
          w: 170074,
          h: 15867,
        },
        name: "银行账号",
        required: true,
        kind: {
          kind: "account",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 25,
        page: 2,
        rect: {
          x: 158754,
          y: 319796,
          w: 340148,
          h: 15867,
        },
        name: "补充约定",
        required: false,
        kind: {
          kind: "line",
          max: 32,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "lease",
    name: "房屋租赁合同",
    english: "House Lease",
    folder: "租赁",
    pages: 2,
    roles: [
      {
        label: "出租人",
        english: "Landlord",
        organisation: false,
      },
      {
        label: "承租人",
        english: "Tenant",
        organisation: false,
      },
    ],
    fields: [
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 214527,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 191863,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 214527,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 191863,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        party: 1,
        page: 1,
        rect: {
          x: 146355,
          y: 706702,
          w: 127559,
          h: 15867,
        },
        name: "出租人姓名",
        required: true,
        kind: {
          kind: "known",
          fact: "name",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        party: 1,
        page: 1,
        rect: {
          x: 336914,
          y: 706702,
          w: 127559,
          h: 15867,
        },
        name: "出租人电话",
        required: true,
        kind: {
          kind: "known",
          fact: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 686382,
          w: 127559,
          h: 15867,
        },
        name: "承租人姓名",
        required: true,
        kind: {
          kind: "known",
          fact: "name",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        party: 2,
        page: 1,
        rect: {
          x: 336914,
          y: 686382,
          w: 127559,
          h: 15867,
        },
        name: "承租人电话",
        required: true,
        kind: {
          kind: "known",
          fact: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        party: 2,
        page: 1,
        rect: {
          x: 156855,
          y: 666062,
          w: 198422,
          h: 15867,
        },
        name: "承租人身份证号码",
        required: true,
        kind: {
          kind: "id_number",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        page: 1,
        rect: {
          x: 131965,
          y: 582202,
          w: 325980,
          h: 15867,
        },
        name: "房屋坐落",
        required: true,
        kind: {
          kind: "address",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        page: 1,
        rect: {
          x: 124195,
          y: 561882,
          w: 68027,
          h: 15867,
        },
        name: "建筑面积",
        required: true,
        kind: {
          kind: "number",
          decimals: 2,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 1,
        rect: {
          x: 62355,
          y: 543824,
          w: 198422,
          h: 15867,
        },
        name: "不动产权证书号",
        required: true,
        kind: {
          kind: "line",
          max: 18,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 107086,
          y: 478023,
          w: 90703,
          h: 15867,
        },
        name: "起租日",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 14,
        page: 1,
        rect: {
          x: 224250,
          y: 478023,
          w: 90703,
          h: 15867,
        },
        name: "退租日",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 15,
        page: 1,
        rect: {
          x: 124195,
          y: 414484,
          w: 113379,
          h: 15867,
        },
        name: "月租金",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 16,
        page: 1,
        rect: {
          x: 271805,
          y: 414484,
          w: 198422,
          h: 15867,
        },
        name: "月租金大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 15,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 17,
        page: 1,
        rect: {
          x: 131965,
          y: 394163,
          w: 141727,
          h: 15867,
        },
        name: "支付方式",
        required: true,
        kind: {
          kind: "choice",
          options: ["按月支付", "按季支付", "按半年支付", "按年支付"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 18,
        page: 1,
        rect: {
          x: 113695,
          y: 373843,
          w: 113379,
          h: 15867,
        },
        name: "押金",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 19,
        page: 1,
        rect: {
          x: 187195,
          y: 335464,
          w: 141727,
          h: 15867,
        },
        name: "开户行",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 20,
        page: 1,
        rect: {
          x: 62355,
          y: 317406,
          w: 170074,
          h: 15867,
        },
        name: "收款账号",
        required: true,
        kind: {
          kind: "account",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 21,
        page: 1,
        rect: {
          x: 302695,
          y: 297085,
          w: 113379,
          h: 15867,
        },
        name: "费用承担",
        required: true,
        kind: {
          kind: "choice",
          options: ["乙方承担", "甲方承担", "按约定分担"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 22,
        page: 2,
        rect: {
          x: 460195,
          y: 560417,
          w: 45352,
          h: 15867,
        },
        name: "违约月数",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 23,
        page: 2,
        rect: {
          x: 152965,
          y: 349480,
          w: 340148,
          h: 15867,
        },
        name: "补充约定",
        required: false,
        kind: {
          kind: "line",
          max: 32,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "purchase",
    name: "采购合同",
    english: "Purchase Contract",
    folder: "采购",
    pages: 2,
    roles: [
      {
        label: "采购方",
        english: "Buyer",
        organisation: true,
      },
      {
        label: "供应方",
        english: "Supplier",
        organisation: true,
      },
    ],
    fields: [
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 291285,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 268620,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 291285,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 268620,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        party: 1,
        page: 1,
        rect: {
          x: 146355,
          y: 706702,
          w: 255117,
          h: 15867,
        },
        name: "采购方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 686382,
          w: 255117,
          h: 15867,
        },
        name: "供应方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        party: 2,
        page: 1,
        rect: {
          x: 177855,
          y: 666062,
          w: 170074,
          h: 15867,
        },
        name: "供应方统一社会信用代码",
        required: true,
        kind: {
          kind: "credit_code",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        page: 1,
        rect: {
          x: 131965,
          y: 582202,
          w: 170074,
          h: 15867,
        },
        name: "货物名称",
        required: true,
        kind: {
          kind: "line",
          max: 16,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        page: 1,
        rect: {
          x: 365039,
          y: 582202,
          w: 141727,
          h: 15867,
        },
        name: "规格型号",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        page: 1,
        rect: {
          x: 110965,
          y: 561882,
          w: 73699,
          h: 15867,
        },
        name: "数量",
        required: true,
        kind: {
          kind: "number",
          decimals: 3,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        page: 1,
        rect: {
          x: 247664,
          y: 561882,
          w: 56684,
          h: 15867,
        },
        name: "计量单位",
        required: true,
        kind: {
          kind: "line",
          max: 5,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 1,
        rect: {
          x: 367348,
          y: 561882,
          w: 102047,
          h: 15867,
        },
        name: "含税单价",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 173965,
          y: 541562,
          w: 119051,
          h: 15867,
        },
        name: "合同总价",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 14,
        page: 1,
        rect: {
          x: 62355,
          y: 523503,
          w: 212590,
          h: 15867,
        },
        name: "合同总价大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 15,
        page: 1,
        rect: {
          x: 268465,
          y: 459964,
          w: 226770,
          h: 15867,
        },
        name: "质量标准",
        required: true,
        kind: {
          kind: "line",
          max: 21,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 16,
        page: 1,
        rect: {
          x: 218695,
          y: 421585,
          w: 45352,
          h: 15867,
        },
        name: "质量保证期（月）",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 17,
        page: 1,
        rect: {
          x: 131965,
          y: 337726,
          w: 90703,
          h: 15867,
        },
        name: "交货日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 18,
        page: 1,
        rect: {
          x: 62355,
          y: 319667,
          w: 269285,
          h: 15867,
        },
        name: "交货地点",
        required: true,
        kind: {
          kind: "address",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 19,
        page: 1,
        rect: {
          x: 176695,
          y: 279027,
          w: 45352,
          h: 15867,
        },
        name: "验收期限（日）",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 20,
        page: 1,
        rect: {
          x: 131965,
          y: 215488,
          w: 175746,
          h: 15867,
        },
        name: "付款方式",
        required: true,
        kind: {
          kind: "choice",
          options: ["预付款后余款验收付清", "验收合格后一次付清", "按月结算"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 21,
        page: 1,
        rect: {
          x: 436441,
          y: 215488,
          w: 51023,
          h: 15867,
        },
        name: "预付款比例",
        required: true,
        kind: {
          kind: "number",
          decimals: 2,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 22,
        party: 2,
        page: 1,
        rect: {
          x: 62355,
          y: 177109,
          w: 141727,
          h: 15867,
        },
        name: "供应方开户行",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 23,
        party: 2,
        page: 1,
        rect: {
          x: 238313,
          y: 177109,
          w: 170074,
          h: 15867,
        },
        name: "供应方账号",
        required: true,
        kind: {
          kind: "account",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 24,
        page: 2,
        rect: {
          x: 317086,
          y: 489777,
          w: 113379,
          h: 15867,
        },
        name: "管辖法院",
        required: true,
        kind: {
          kind: "choice",
          options: ["甲方所在地", "乙方所在地", "合同履行地"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 25,
        page: 2,
        rect: {
          x: 152965,
          y: 426238,
          w: 340148,
          h: 15867,
        },
        name: "补充约定",
        required: false,
        kind: {
          kind: "line",
          max: 32,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "nda",
    name: "保密协议",
    english: "Non-Disclosure Agreement",
    folder: "保密",
    pages: 2,
    roles: [
      {
        label: "披露方",
        english: "Disclosing party",
        organisation: true,
      },
      {
        label: "接收方",
        english: "Receiving party",
        organisation: true,
      },
    ],
    fields: [
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 440945,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 418281,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 440945,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 418281,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        party: 1,
        page: 1,
        rect: {
          x: 146355,
          y: 706702,
          w: 255117,
          h: 15867,
        },
        name: "披露方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 686382,
          w: 255117,
          h: 15867,
        },
        name: "接收方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        page: 1,
        rect: {
          x: 117586,
          y: 666062,
          w: 255117,
          h: 15867,
        },
        name: "合作事项",
        required: true,
        kind: {
          kind: "line",
          max: 24,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        page: 1,
        rect: {
          x: 411586,
          y: 194851,
          w: 45352,
          h: 15867,
        },
        name: "保密期限（年）",
        required: true,
        kind: {
          kind: "number",
          decimals: 0,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        page: 2,
        rect: {
          x: 62355,
          y: 723296,
          w: 119051,
          h: 15867,
        },
        name: "违约金",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        page: 2,
        rect: {
          x: 215637,
          y: 723296,
          w: 212590,
          h: 15867,
        },
        name: "违约金大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 9,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        page: 2,
        rect: {
          x: 62355,
          y: 621378,
          w: 113379,
          h: 15867,
        },
        name: "管辖法院",
        required: true,
        kind: {
          kind: "choice",
          options: ["甲方所在地", "乙方所在地"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 2,
        rect: {
          x: 152965,
          y: 575898,
          w: 340148,
          h: 15867,
        },
        name: "补充约定",
        required: false,
        kind: {
          kind: "line",
          max: 32,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "receipt",
    name: "收据",
    english: "Receipt",
    folder: "收据",
    pages: 1,
    roles: [
      {
        label: "收款人",
        english: "Payee",
        organisation: false,
      },
      {
        label: "付款人",
        english: "Payer",
        organisation: false,
      },
    ],
    fields: [
      {
        party: 1,
        page: 1,
        rect: {
          x: 62355,
          y: 393390,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 1,
        rect: {
          x: 62355,
          y: 370726,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 1,
        rect: {
          x: 314637,
          y: 393390,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 1,
        rect: {
          x: 314637,
          y: 370726,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        page: 1,
        rect: {
          x: 93855,
          y: 706702,
          w: 96375,
          h: 15867,
        },
        name: "收款日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        page: 1,
        rect: {
          x: 232230,
          y: 706702,
          w: 141727,
          h: 15867,
        },
        name: "收据编号",
        required: false,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        party: 2,
        page: 1,
        rect: {
          x: 96586,
          y: 686382,
          w: 141727,
          h: 15867,
        },
        name: "付款人姓名",
        required: true,
        kind: {
          kind: "known",
          fact: "name",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        party: 2,
        page: 1,
        rect: {
          x: 293543,
          y: 686382,
          w: 119051,
          h: 15867,
        },
        name: "付款人电话",
        required: true,
        kind: {
          kind: "known",
          fact: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        page: 1,
        rect: {
          x: 93855,
          y: 666062,
          w: 141727,
          h: 15867,
        },
        name: "收款金额",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        page: 1,
        rect: {
          x: 146355,
          y: 645742,
          w: 283453,
          h: 15867,
        },
        name: "收款金额大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 9,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        page: 1,
        rect: {
          x: 114855,
          y: 625421,
          w: 311801,
          h: 15867,
        },
        name: "款项事由",
        required: true,
        kind: {
          kind: "line",
          max: 29,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 1,
        rect: {
          x: 114855,
          y: 605101,
          w: 141727,
          h: 15867,
        },
        name: "收款方式",
        required: true,
        kind: {
          kind: "choice",
          options: ["现金", "银行转账", "微信支付", "支付宝", "其他"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 93855,
          y: 584781,
          w: 311801,
          h: 15867,
        },
        name: "备注",
        required: false,
        kind: {
          kind: "line",
          max: 29,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "exhibition-booth",
    name: "展位合同",
    english: "Exhibition Booth Contract",
    folder: "会展",
    pages: 2,
    roles: [
      {
        label: "主办方",
        english: "Organiser",
        organisation: true,
      },
      {
        label: "参展商",
        english: "Exhibitor",
        organisation: true,
      },
    ],
    fields: [
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 212265,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 2,
        rect: {
          x: 62355,
          y: 189601,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 212265,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 2,
        rect: {
          x: 314637,
          y: 189601,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        party: 1,
        page: 1,
        rect: {
          x: 146355,
          y: 706702,
          w: 255117,
          h: 15867,
        },
        name: "主办方名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 686382,
          w: 255117,
          h: 15867,
        },
        name: "参展商名称",
        required: true,
        kind: {
          kind: "known",
          fact: "organisation",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        party: 2,
        page: 1,
        rect: {
          x: 177855,
          y: 666062,
          w: 170074,
          h: 15867,
        },
        name: "参展商统一社会信用代码",
        required: true,
        kind: {
          kind: "credit_code",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        party: 2,
        page: 1,
        rect: {
          x: 146355,
          y: 645742,
          w: 113379,
          h: 15867,
        },
        name: "现场负责人",
        required: true,
        kind: {
          kind: "line",
          max: 10,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        party: 2,
        page: 1,
        rect: {
          x: 301734,
          y: 645742,
          w: 127559,
          h: 15867,
        },
        name: "现场负责人手机",
        required: true,
        kind: {
          kind: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        page: 1,
        rect: {
          x: 142465,
          y: 561882,
          w: 283453,
          h: 15867,
        },
        name: "展览会名称",
        required: true,
        kind: {
          kind: "line",
          max: 27,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        page: 1,
        rect: {
          x: 131965,
          y: 541562,
          w: 283453,
          h: 15867,
        },
        name: "展览地点",
        required: true,
        kind: {
          kind: "address",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        page: 1,
        rect: {
          x: 110965,
          y: 521242,
          w: 90703,
          h: 15867,
        },
        name: "开展日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 217629,
          y: 521242,
          w: 90703,
          h: 15867,
        },
        name: "闭展日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 14,
        page: 1,
        rect: {
          x: 353063,
          y: 521242,
          w: 90703,
          h: 15867,
        },
        name: "布展日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 15,
        page: 1,
        rect: {
          x: 152965,
          y: 457702,
          w: 141727,
          h: 15867,
        },
        name: "展位号",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 16,
        page: 1,
        rect: {
          x: 336691,
          y: 457702,
          w: 73699,
          h: 15867,
        },
        name: "展位面积",
        required: true,
        kind: {
          kind: "number",
          decimals: 2,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 17,
        page: 1,
        rect: {
          x: 131965,
          y: 437382,
          w: 113379,
          h: 15867,
        },
        name: "展位类型",
        required: true,
        kind: {
          kind: "choice",
          options: ["标准展位", "光地"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 18,
        party: 2,
        page: 1,
        rect: {
          x: 131965,
          y: 399003,
          w: 255117,
          h: 15867,
        },
        name: "楣板文字",
        required: true,
        kind: {
          kind: "line",
          max: 24,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 19,
        page: 1,
        rect: {
          x: 124195,
          y: 353523,
          w: 119051,
          h: 15867,
        },
        name: "展位费",
        required: true,
        kind: {
          kind: "amount",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 20,
        page: 1,
        rect: {
          x: 277477,
          y: 353523,
          w: 212590,
          h: 15867,
        },
        name: "展位费大写",
        required: true,
        kind: {
          kind: "amount_in_words",
          of: 19,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 21,
        page: 1,
        rect: {
          x: 344695,
          y: 333202,
          w: 90703,
          h: 15867,
        },
        name: "余款期限",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 22,
        page: 1,
        rect: {
          x: 187195,
          y: 294824,
          w: 141727,
          h: 15867,
        },
        name: "主办方开户行",
        required: true,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 23,
        page: 1,
        rect: {
          x: 62355,
          y: 276765,
          w: 170074,
          h: 15867,
        },
        name: "主办方账号",
        required: true,
        kind: {
          kind: "account",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 24,
        page: 2,
        rect: {
          x: 152965,
          y: 347218,
          w: 340148,
          h: 15867,
        },
        name: "补充约定",
        required: false,
        kind: {
          kind: "line",
          max: 32,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
  {
    key: "letter-of-authority",
    name: "授权委托书",
    english: "Letter of authority",
    folder: "授权委托书",
    pages: 1,
    roles: [
      {
        label: "授权单位",
        english: "Organisation",
        organisation: true,
      },
      {
        label: "受托人",
        english: "Authorised person",
        organisation: false,
      },
    ],
    fields: [
      {
        party: 1,
        page: 1,
        rect: {
          x: 62355,
          y: 294050,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 1,
        page: 1,
        rect: {
          x: 62355,
          y: 271386,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
      {
        party: 2,
        page: 1,
        rect: {
          x: 314637,
          y: 294050,
          w: 218273,
          h: 68027,
        },
        content: {
          kind: "ink",
        },
      },
      {
        party: 2,
        page: 1,
        rect: {
          x: 314637,
          y: 271386,
          w: 218273,
          h: 17004,
        },
        content: {
          kind: "date",
        },
      },
    ],
    controls: [
      {
        no: 5,
        page: 1,
        rect: {
          x: 125355,
          y: 706702,
          w: 141727,
          h: 15867,
        },
        name: "委托书编号",
        required: false,
        kind: {
          kind: "line",
          max: 13,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 6,
        page: 1,
        rect: {
          x: 330082,
          y: 706702,
          w: 96375,
          h: 15867,
        },
        name: "出具日期",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 7,
        page: 1,
        rect: {
          x: 114855,
          y: 686382,
          w: 311801,
          h: 15867,
        },
        name: "授权单位名称",
        required: true,
        kind: {
          kind: "line",
          max: 29,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 8,
        page: 1,
        rect: {
          x: 156855,
          y: 666062,
          w: 198422,
          h: 15867,
        },
        name: "统一社会信用代码",
        required: true,
        kind: {
          kind: "line",
          max: 18,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 9,
        page: 1,
        rect: {
          x: 428777,
          y: 666062,
          w: 96375,
          h: 15867,
        },
        name: "法定代表人姓名",
        required: true,
        kind: {
          kind: "line",
          max: 9,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 10,
        party: 2,
        page: 1,
        rect: {
          x: 104355,
          y: 645742,
          w: 113379,
          h: 15867,
        },
        name: "受托人姓名",
        required: true,
        kind: {
          kind: "known",
          fact: "name",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 11,
        party: 2,
        page: 1,
        rect: {
          x: 301734,
          y: 645742,
          w: 175746,
          h: 15867,
        },
        name: "受托人证件号码",
        required: true,
        kind: {
          kind: "line",
          max: 16,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 12,
        party: 2,
        page: 1,
        rect: {
          x: 114855,
          y: 625421,
          w: 119051,
          h: 15867,
        },
        name: "受托人电话",
        required: true,
        kind: {
          kind: "known",
          fact: "phone",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 13,
        page: 1,
        rect: {
          x: 114855,
          y: 584781,
          w: 198422,
          h: 15867,
        },
        name: "授权事项",
        required: true,
        kind: {
          kind: "choice",
          options: ["发起合同、代表签署和用印", "发起合同和代表签署", "仅代表签署", "仅发起合同"],
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 14,
        page: 1,
        rect: {
          x: 188355,
          y: 564460,
          w: 255117,
          h: 15867,
        },
        name: "合同类型",
        required: false,
        kind: {
          kind: "line",
          max: 24,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 15,
        page: 1,
        rect: {
          x: 209355,
          y: 544140,
          w: 238102,
          h: 15867,
        },
        name: "可使用的印章",
        required: false,
        kind: {
          kind: "line",
          max: 22,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 16,
        page: 1,
        rect: {
          x: 128086,
          y: 523820,
          w: 96375,
          h: 15867,
        },
        name: "授权开始日",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 17,
        page: 1,
        rect: {
          x: 250922,
          y: 523820,
          w: 96375,
          h: 15867,
        },
        name: "授权截止日",
        required: true,
        kind: {
          kind: "date",
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
      {
        no: 18,
        page: 1,
        rect: {
          x: 114855,
          y: 503499,
          w: 311801,
          h: 15867,
        },
        name: "其他限制",
        required: false,
        kind: {
          kind: "line",
          max: 29,
        },
        style: {
          face: "hei",
          size: 10500,
          align: "left",
        },
      },
    ],
  },
];
