// LEB128 numbers of the ink formats: 32 bits, shortest form only; signed ones zigzag (domain/src/ink/varint.rs).

/** Bytes are not ink, or points cannot be written as ink. */
export class InkError extends Error {
  override readonly name = "InkError";
}

export function put(out: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
}

export function putSigned(out: number[], value: number): void {
  put(out, value < 0 ? -2 * value - 1 : 2 * value);
}

/** Reads numbers one after the other; nothing but shortest forms below 2³² passes. */
export class Reader {
  private next = 0;

  constructor(private readonly bytes: Uint8Array) {}

  left(): number {
    return this.bytes.length - this.next;
  }

  byte(): number {
    const byte = this.bytes[this.next];
    if (byte === undefined) throw new InkError("ink ends in the middle of a number");
    this.next += 1;
    return byte;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (let place = 0; place < 5; place += 1) {
      const byte = this.byte();
      value += (byte % 0x80) * scale;
      scale *= 0x80;
      if (byte < 0x80) {
        if ((byte === 0 && place > 0) || value > 0xffffffff) break;
        return value;
      }
    }
    throw new InkError("a number in the ink is too large or not in its shortest form");
  }

  signed(): number {
    const zigzag = this.number();
    return zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
  }
}
