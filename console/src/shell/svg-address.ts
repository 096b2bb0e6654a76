/** A picture from the hub as an image's address: markup from elsewhere never becomes part of the page. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
