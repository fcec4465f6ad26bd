import * as vscode from 'vscode';
import { indexLines } from '../../core/index';
import { diagnosticOf } from '../diagnostic';
import type { Registries } from '../registries';

/** Lists the faults of registries where they stand. */
export function registerRegistryFile(registries: Registries): vscode.Disposable {
  const faults = vscode.languages.createDiagnosticCollection('marginalia-entities');
  const show = () => {
    faults.clear();
    for (const { file, registry } of registries.all) {
      const lines = indexLines(registry.source);
      const { Error } = vscode.DiagnosticSeverity;
      faults.set(
        file,
        registry.problems.map((problem) => diagnosticOf(lines, problem, Error)),
      );
    }
  };
  void registries.ready.then(show);
  return vscode.Disposable.from(faults, registries.onDidChange(show));
}
