import * as vscode from 'vscode';
import { eventually, WorkspaceArticle } from './workspace-article';

/** An article of a visit, in which every kind of mention can be decided about. */
export const VISIT = `---
title: Visita a Lisboa
published: 2024-07-20
language: pt
---
O presidente Marcelo Duarte chegou a Lisboa em 18 de julho, disse a ONU.
Na semana passada, Duarte esteve em Lisboa.
`;

/** Opens it, and waits until its mentions are found. */
export async function openVisit(): Promise<WorkspaceArticle> {
  const article = await WorkspaceArticle.open(VISIT);
  await eventually('a card in the body', async () => article.card('Lisboa', 1));
  return article;
}

export async function execute(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
