import { Audience } from '../rehearsal/audience';
import { Terminal } from './terminal';

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];

const FRAME_MILLISECONDS = 100;

const ERASE_LINE = '\r\x1b[2K';

/** Tells how long work goes: with a spinner and the seconds under it where somebody watches, in plain lines elsewhere. */
export class Progress implements Audience {
  private timer?: NodeJS.Timeout;
  private started = 0;
  private frame = 0;

  public constructor(private readonly terminal: Terminal) {}

  public begins(step: string): void {
    this.end();
    this.terminal.err(`${step}\n`);
    if (!this.terminal.draw) return;
    this.started = Date.now();
    this.spin();
    this.timer = setInterval(() => this.spin(), FRAME_MILLISECONDS);
  }

  public sees(line: string): void {
    this.erase();
    this.terminal.err(`${line}\n`);
    if (this.timer) this.spin();
  }

  public hears(result: string): void {
    this.end();
    this.terminal.out(`${result}\n`);
  }

  /** Takes the spinner away. */
  public end(): void {
    this.erase();
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private spin(): void {
    const seconds = Math.floor((Date.now() - this.started) / 1000);
    this.terminal.draw?.(`${ERASE_LINE}${FRAMES[this.frame++ % FRAMES.length]} ${seconds} s`);
  }

  private erase(): void {
    if (this.timer) this.terminal.draw?.(ERASE_LINE);
  }
}
