import type * as vscode from 'vscode';
import type { Label } from '../core/index';

const KEY = 'lastLabel';

/** The label that the annotator gave last in this workspace, kept between sessions. */
export class LastLabel {
  constructor(private readonly memento: vscode.Memento) {}

  get value(): Label | undefined {
    return this.memento.get<Label>(KEY);
  }

  set(label: Label): void {
    void this.memento.update(KEY, label);
  }
}
