/** The picture behind the booths of a hall: how it is shown, and how a drawing becomes one. */
import { useEffect, useState } from "react";
import type { Hall } from "@/api/exhibitions";

export interface PlanPicture {
  readonly address: string;
  /** Height by width. */
  readonly ratio: number;
}

/** The hall's plan once it is loaded; its shape is the picture's own. */
export function usePlan(
  addressOf: (hall: number) => string,
  hall: Hall | undefined,
): PlanPicture | undefined {
  const [picture, setPicture] = useState<PlanPicture>();
  const address = hall?.plan ? `${addressOf(hall.no)}?of=${hall.plan}` : undefined;
  useEffect(() => {
    if (address === undefined) return;
    let isCurrent = true;
    const image = new Image();
    image.onload = () => {
      if (isCurrent) setPicture({ address, ratio: image.naturalHeight / image.naturalWidth });
    };
    image.src = address;
    return () => {
      isCurrent = false;
    };
  }, [address]);
  return picture?.address === address ? picture : undefined;
}

/** Pixels on the longer side of a drawing that was SVG. */
const LONGER_SIDE = 2400;

/** The file as the hub takes it: an SVG is drawn by this browser first, inside an image where nothing of it runs. */
export async function asPicture(file: File): Promise<Blob> {
  if (file.type !== "image/svg+xml") return file;
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const [width, height] = [image.naturalWidth || LONGER_SIDE, image.naturalHeight || LONGER_SIDE];
    const scale = LONGER_SIDE / Math.max(width, height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    if (!pen) return file;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((drawn) => resolve(drawn ?? file), "image/png"));
  } catch {
    // The hub says what is wrong with it.
    return file;
  } finally {
    URL.revokeObjectURL(address);
  }
}
