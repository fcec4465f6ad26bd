import type * as vscode from 'vscode';

/** Acts once no call has come for so many milliseconds. */
export class Rest implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly act: () => void,
  ) {}

  restart(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.act, this.milliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
