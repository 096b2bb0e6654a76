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

/** A place on the sheet, in fractions of it. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Zoomed so that a place on the sheet stands in the middle and fills most of the pane's width. */
export function focusOn(place: Place, pane: Size, sheet: Size): Pan {
  if (sheet.width <= 0) return REST;
  const scale = Math.min(LARGEST, Math.max(1, (pane.width * FOCUS_SHARE) / (place.width * sheet.width)));
  const x = (0.5 - place.left - place.width / 2) * sheet.width * scale;
  const y = (0.5 - place.top - place.height / 2) * sheet.height * scale;
  return within({ x, y, scale }, pane, sheet);
}

const FOCUS_SHARE = 0.72;

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
