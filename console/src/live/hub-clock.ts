/** The hub's time on this device: the offset is taken from the heartbeat with the shortest round trip. */
export class HubClock {
  private offsetMs = 0;
  private bestRoundTripMs = Number.POSITIVE_INFINITY;
  private readonly clock: () => number;

  constructor(now: () => number = Date.now) {
    this.clock = now;
  }

  /** Hub time in ms. */
  now(): number {
    return this.clock() + this.offsetMs;
  }

  /** A first guess from `welcome`, before any round trip is known. */
  greet(hubTime: number): void {
    if (this.bestRoundTripMs === Number.POSITIVE_INFINITY) this.offsetMs = hubTime - this.clock();
  }

  /** Takes in one `pong`: sent at `sentAt` by this device's clock, answered at `hubTime` by the hub's. */
  measure(sentAt: number, hubTime: number): void {
    const received = this.clock();
    const roundTrip = received - sentAt;
    // A shorter trip bounds the offset better; age makes an old best worse, so that drift is followed.
    if (roundTrip < 0 || roundTrip > this.bestRoundTripMs + 5) {
      this.bestRoundTripMs += 1;
      return;
    }
    this.bestRoundTripMs = roundTrip;
    this.offsetMs = hubTime - (sentAt + roundTrip / 2);
  }
}
