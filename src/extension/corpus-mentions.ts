import * as vscode from 'vscode';
import {
  layMarks,
  linkEntities,
  readArticle,
  type Entity,
  type KnownNames,
  type Mark,
  type Recognition,
  type Sidecar,
  type Suggestion,
} from '../core/index';
import { findArticles, readText } from './article-files';
import type { ArticleMarks } from './mark-preview';
import type { OpenArticles } from './open-articles';
import type { Projects } from './projects';
import { settings } from './settings';
import type { SidecarFiles } from './sidecar-files';

/** The mentions of an entity in an article, with what is needed to decide about them. */
export interface CorpusMentions extends ArticleMarks {
  readonly sidecar: Sidecar;
}

/** Articles in a row, before the editor may answer something else. */
const BATCH = 20;

/**
 * The mentions, not rejected, of the entity with a label and a name in all articles of the workspace. Articles without
 * the first letters of the name's longest word are passed over unread, and so are those whose sidecar has a fault.
 */
export async function findMentions(
  { label, name, entry }: Pick<Entity<Mark>, 'label' | 'name' | 'entry'>,
  { articles, files, projects }: { articles: OpenArticles; files: SidecarFiles; projects: Projects },
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<CorpusMentions[]> {
  const recognition = await articles.recognition();
  const uris = await findArticles(projects, token);
  const found: CorpusMentions[] = [];
  for (const [index, uri] of uris.entries()) {
    if (token.isCancellationRequested) return [];
    if (index % BATCH === 0) {
      progress.report({
        message: vscode.l10n.t('{0} of {1} articles', index, uris.length),
        increment: (100 * BATCH) / uris.length,
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
    const open = articles.find(uri);
    const text = open?.text ?? (await readText(uri));
    const { entries, names } = articles.known(uri);
    const known = entry === undefined ? undefined : entries.byId(label, entry);
    const stems = [name, ...(known?.aliases ?? [])].map(stemOf);
    const small = text?.toLowerCase();
    if (text === undefined || !stems.some((stem) => small?.includes(stem))) continue;
    const sidecar = open?.sidecar ?? (await files.read(uri));
    if (sidecar.problems.length > 0) continue;
    const marks = open?.marks ?? marksOf(uri, text, sidecar, recognition, projects, names);
    const language = open?.reading.article.language ?? languageOf(uri, text, sidecar, recognition);
    const entities = linkEntities(text, recognition.resolveEntities(text, marks, language), entries);
    const mentions = marks.filter((mark) => {
      const entity = entities.get(mark);
      if (mark.status === 'rejected' || entity?.label !== label) return false;
      return known ? entity.entry === known.id : sameName(entity.name, name);
    });
    if (mentions.length > 0) found.push({ uri, text, marks: mentions, sidecar });
  }
  return found;
}

function marksOf(
  uri: vscode.Uri,
  text: string,
  sidecar: Sidecar,
  recognition: Recognition,
  projects: Projects,
  names: KnownNames,
): readonly Mark[] {
  const project = projects.of(uri);
  const language = sidecar.language ?? settings.language(uri);
  const { article } = readArticle(
    text,
    { published: sidecar.published, language },
    recognition.identifyLanguage,
  );
  const wanted = project.recognizer !== 'none' && settings.suggestions(uri);
  const labels = new Set(project.labels.map(({ name }) => name));
  const ofProject = ({ label }: Suggestion) => labels.has(label);
  const recognized = wanted ? recognition.recognize(article).filter(ofProject) : [];
  const suggestions = wanted ? names.apply(article, recognized).filter(ofProject) : [];
  return layMarks(text, sidecar.annotations, suggestions, sidecar.fingerprint).marks;
}

function languageOf(uri: vscode.Uri, text: string, sidecar: Sidecar, recognition: Recognition): string {
  const language = sidecar.language ?? settings.language(uri);
  return readArticle(text, { published: sidecar.published, language }, recognition.identifyLanguage).article
    .language;
}

/** Enough of a name to be in every inflected form of it, in small letters. */
function stemOf(name: string): string {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest.slice(0, 4);
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}
