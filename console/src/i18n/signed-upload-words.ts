import { dictionary } from "./dictionary";

/** Uploads that others have signed already, and what becomes of them. */
export const signedUploadWords = dictionary(
  {
    title: (name: string) => `${name} 已带有数字签名`,
    ask: "请选择如何处理。选择之前不能发起。",
    furtherTitle: "保留原签名，继续签署",
    further:
      "原文件一个字节都不改，只在后面追加，原有签名继续有效。每位签署方只能有一个签名或印章位置，不能填写内容，也不能与其他文件合并。",
    certified:
      "这份文件经过认证：只有放在文件自带空签名域上的签名会显示在页面上（选择后在编辑页中给出）；放在其他位置的签名同样有效，但只列在阅读器的签名面板中，页面上看不到。",
    copyTitle: "导入为副本",
    copy: "保留页面内容，去掉数字签名（外观印在页面上）。合同记录会写明这是已签名文件的副本，并记下原文件的哈希。",
    cannot: "不能继续签署",
    signed_not_intact: "文件在签名之后被改动过。",
    signed_unreadable: "文件已加密或结构特殊，无法在不改动原文的情况下追加。",
    signed_no_changes: "其认证签名不允许任何改动。",
    signed_locked: "已有的签名锁定了表单。",
    other_reason: "文件内容不符合要求。",
    chooseFurther: "保留并继续签署",
    chooseCopy: "导入副本",
    chosenFurther: (name: string) => `${name}：保留原签名，继续签署`,
    chosenCopy: (name: string) => `${name}：已导入为副本，不含原签名`,
    change: "更改",
    missingChoice: (name: string) => `选择如何处理 ${name} 中已有的签名`,
  },
  {
    title: (name) => `${name} carries digital signatures already`,
    ask: "Choose what becomes of them. Nothing can be sent before.",
    furtherTitle: "Keep the signatures and sign further",
    further:
      "Not a byte of the file changes; it is only added to, and its signatures stay good. Each party has exactly one place, for a signature or a seal; nothing can be filled in, and it cannot be joined with other files.",
    certified:
      "The file is certified: only signatures in its own empty signature fields are seen on the pages (the editor offers them once you have chosen). Signatures in other places are just as good, but stand in the reader's list of signatures alone, not on the page.",
    copyTitle: "Import as a copy",
    copy: "The pages are kept and the digital signatures are taken out (what they show is printed on the pages). The record says that this is a copy of a signed file, with the hash of the original.",
    cannot: "It cannot be signed further",
    signed_not_intact: "The file was altered after it was signed.",
    signed_unreadable: "The file is encrypted or of an unusual structure, so nothing can be added to it.",
    signed_no_changes: "Its certification allows no changes at all.",
    signed_locked: "A signature locks its form.",
    other_reason: "It holds something that is not taken in.",
    chooseFurther: "Keep and sign further",
    chooseCopy: "Import a copy",
    chosenFurther: (name) => `${name}: signatures kept, signed further`,
    chosenCopy: (name) => `${name}: imported as a copy without its signatures`,
    change: "Change",
    missingChoice: (name) => `Choose what becomes of the signatures in ${name}`,
  },
);
