import type { Standing } from "@/api/exhibitions";
import { dictionary } from "./dictionary";

/** 入口: badges are read, and people come in. */
export const doorWords = dictionary(
  {
    title: (name: string) => `${name} · 入口核验`,
    door: "入口核验",
    scan: "打开摄像头扫码",
    stop: "关闭摄像头",
    aim: "将参展证上的二维码放入框内",
    noCamera: "无法使用摄像头。请在下方输入参展证编号。",
    noReader: "此浏览器不能直接扫码。可用手机相机扫参展证上的二维码打开本页，或在下方输入编号。",
    code: "参展证编号",
    codeHint: "印在二维码下方，例如 12-7K3QX0AB",
    badCode: "编号不完整或有误，请核对。",
    look: "查看",
    persons: "入场人数（含本人）",
    fewer: "减少一人",
    more: "增加一人",
    enter: (count: number) => `确认入场 ${count} 人`,
    entered: (count: number) => `已登记入场 ${count} 人`,
    next: "下一位",
    before: (count: number, at: string) =>
      `此前已入场 ${count} 人，最近一次 ${at}。请确认是随行人员，而不是重复扫码。`,
    booths: (labels: string) => `展位 ${labels}`,
    noBooth: "还没有展位",
    standing: (standing: Standing) =>
      ({ applied: "尚未通过审核，不能入场", accepted: "已通过审核", refused: "申请未通过，不能入场" })[
        standing
      ],
    notOpen: "展会不在进行中，暂不能登记入场。",
    forDoor: "入口核验只对展会的入口和签约台工作人员开放。",
    badge: "参展证",
    ownBadge: "下载参展证（PDF）",
  },
  {
    title: (name: string) => `${name} · door`,
    door: "Door",
    scan: "Scan with the camera",
    stop: "Turn the camera off",
    aim: "Hold the badge's code into the frame",
    noCamera: "The camera cannot be used. Type the code of the badge below.",
    noReader:
      "This browser reads no codes by itself. Open the badge's code with the phone's camera, or type it below.",
    code: "Code of the badge",
    codeHint: "Printed below the picture, like 12-7K3QX0AB",
    badCode: "This code is not complete, or mistyped.",
    look: "Look it up",
    persons: "Persons, with the exhibitor",
    fewer: "One fewer",
    more: "One more",
    enter: (count: number) => `Let ${count} in`,
    entered: (count: number) => `${count} let in`,
    next: "Next",
    before: (count: number, at: string) =>
      `${count} came in before, last at ${at}. Make sure that these accompany them and nothing is scanned twice.`,
    booths: (labels: string) => `Booth ${labels}`,
    noBooth: "no booth yet",
    standing: (standing: Standing) =>
      ({
        applied: "not reviewed yet: cannot come in",
        accepted: "accepted",
        refused: "application refused: cannot come in",
      })[standing],
    notOpen: "The exhibition is not open, so nobody can be let in.",
    forDoor: "This page is for those who work at the door or at a desk.",
    badge: "Badge",
    ownBadge: "Download the badge (PDF)",
  },
);
