/** Where a zoomed sheet stands in its pane: offset of its centre in px, and scale. */
export interface Pan {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Centred, as large as fits. */
export const REST: Pan = { x: 0, y: 0, scale: 1 };

const LARGEST = 6;

/** Moves the sheet, but never away from an edge that it could cover. */
export function panBy(pan: Pan, dx: number, dy: number, pane: Size, sheet: Size): Pan {
  return within({ ...pan, x: pan.x + dx, y: pan.y + dy }, pane, sheet);
}

/** Zooms so that the place under (x, y), measured from the pane's centre, stays where it is. */
export function zoomAt(pan: Pan, factor: number, x: number, y: number, pane: Size, sheet: Size): Pan {
  const scale = Math.min(LARGEST, Math.max(1, pan.scale * factor));
  const grown = scale / pan.scale;
  return within({ x: x - (x - pan.x) * grown, y: y - (y - pan.y) * grown, scale }, pane, sheet);
}

function within(pan: Pan, pane: Size, sheet: Size): Pan {
  const reach = (paneSide: number, sheetSide: number) => Math.max(0, (sheetSide * pan.scale - paneSide) / 2);
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return {
    x: clamp(pan.x, reach(pane.width, sheet.width)),
    y: clamp(pan.y, reach(pane.height, sheet.height)),
    scale: pan.scale,
  };
}
