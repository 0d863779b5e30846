import { Progress } from '../../src/cli/progress';
import { Terminal } from '../../src/cli/terminal';

const ESCAPE = String.fromCharCode(27);

interface Screen {
  readonly terminal: Terminal;
  out: string;
  err: string;
}

function screen(isWatched: boolean): Screen {
  const made = {
    out: '',
    err: '',
    terminal: {
      input: 0,
      draw: isWatched ? (text: string) => void (made.err += text) : undefined,
      out: (text: string) => void (made.out += text),
      err: (text: string) => void (made.err += text),
    },
  };
  return made;
}

/** What is left on a screen after all that was written, line by line. */
function lines(text: string): string[] {
  return text.split('\n').map((line) => line.split(`${ESCAPE}[2K`).pop()!.replace('\r', ''));
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('progress', () => {
  test('is plain lines where nobody watches', () => {
    const made = screen(false);
    const progress = new Progress(made.terminal);

    progress.begins('Working');
    jest.advanceTimersByTime(5000);
    progress.sees('  half');
    progress.hears('Done');

    expect(made.err).toBe('Working\n  half\n');
    expect(made.out).toBe('Done\n');
  });

  test('shows the seconds that a step takes where somebody watches', () => {
    const made = screen(true);
    const progress = new Progress(made.terminal);

    progress.begins('Working');
    jest.advanceTimersByTime(12_000);

    expect(lines(made.err)[0]).toBe('Working');
    expect(lines(made.err)[1]).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] 12 s$/);
    progress.end();
  });

  test('leaves its lines and no spinner', () => {
    const made = screen(true);
    const progress = new Progress(made.terminal);

    progress.begins('Working');
    jest.advanceTimersByTime(1000);
    progress.sees('  half');
    progress.begins('Working more');
    jest.advanceTimersByTime(1000);
    progress.hears('Done');
    jest.advanceTimersByTime(5000);

    expect(lines(made.err)).toEqual(['Working', '  half', 'Working more', '']);
    expect(made.out).toBe('Done\n');
  });
});
