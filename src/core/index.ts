export * from './model/annotation';
export * from './model/article';
export * from './model/entity';
export * from './model/label';
export * from './model/problem';
export * from './model/relation';
export * from './model/span';
export * from './model/extent';
export { byRank } from './model/rank';
export * from './model/steps';
export * from './model/suggestion';
export * from './model/timex';
export { indexCodePoints, type CodePointIndex } from './text/code-points';
export {
  decodeArticle,
  decodeText,
  normalizeLineEnds,
  type Decoded,
  type DecodeProblem,
} from './text/decode';
export { calendarDateOf, languageTagOf, readFrontMatter, type FrontMatter } from './text/front-matter';
export { indexLines, type LineIndex, type LinePosition } from './text/line-index';
export { CONTEXT_LENGTH, describe, describes } from './anchoring/describe';
export { fingerprintOf, type Fingerprint } from './anchoring/fingerprint';
export { locate } from './anchoring/locate';
export type { Location } from './anchoring/location';
export { extentAt, shownQuote } from './anchoring/pieces';
export { placesOf } from './anchoring/places';
export { track, trackExtent, tracker, type TextChange } from './anchoring/track';
export { completeSidecar, sidecarKeyAt, type SidecarCompletion, type SidecarKey } from './sidecar/assist';
export { contentAfter, editSidecar, type SidecarChange, type SidecarContent } from './sidecar/edit';
export { mergeAnnotation, mergeChanges, mergeSidecars, settle } from './sidecar/merge';
export { EMPTY_SIDECAR, isNewer, parseSidecar, undecodedSidecar, type Sidecar } from './sidecar/parse';
export {
  editChanges,
  joinedEdit,
  reversedEdit,
  sameAnchor,
  sidecarEdit,
  type AnnotationEdit,
  type RelationEdit,
  type SidecarEdit,
} from './sidecar/reversal';
export { readSidecarName, sidecarName, takesLayers, type SidecarName } from './sidecar/layer-name';
export { SIDECAR_SCHEMA_URI, SIDECAR_SUFFIX, SIDECAR_VERSION, sidecarSchema } from './sidecar/schema';
export {
  createDateRecognizer,
  describeTimex,
  isTimexValue,
  TIMEX_PHRASES,
  timexDistance,
  type TimexDistance,
  type TimexPhrases,
} from './dates';
export {
  adjudicate,
  compareLayers,
  isAgreed,
  isSettled,
  type Adjudicated,
  type Comparison,
  type Reading,
} from './agreement/adjudication';
export {
  AgreementStudy,
  COEFFICIENTS,
  RESAMPLING,
  type Agreement,
  type Coefficient,
  type Estimate,
  type Estimates,
  type LabelAgreement,
  type LayeredArticle,
  type LayerRelation,
  type RelationEstimates,
  type LayerMention,
  type PairAgreement,
  type Resampling,
} from './agreement/agreement';
export {
  laidRelations,
  layeredArticle,
  layersByAuthor,
  type LaidRelation,
  type Layer,
  type LayeredReading,
} from './agreement/layered-article';
export { firstDisagreements } from './agreement/disagreements';
export {
  adjudicateRelations,
  compareRelations,
  isRelationSettled,
  type RelationComparison,
  type RelationReading,
} from './agreement/relation-adjudication';
export { companionsOf, type Companionship } from './corpus/companions';
export {
  articleRecord,
  leftIn,
  type ArticleRecord,
  type EntityRecord,
  type MarkedArticle,
  type MentionRecord,
} from './corpus/article-record';
export {
  CorpusIndex,
  type CorpusEntity,
  type EntityInArticle,
  type EntryFinder,
} from './corpus/corpus-index';
export { corpusReport, type CorpusPlace, type CorpusReport } from './corpus/corpus-report';
export { entityKey } from './corpus/entity-key';
export { forgetName, mergeEntries, nameEntry, newEntry, rejectName, renameEntry } from './registry/changes';
export { editRegistry, type RegistryChange } from './registry/edit';
export {
  linkEntities,
  linksAlone,
  NO_ENTRIES,
  registryEntries,
  type RegistryEntries,
} from './registry/entries';
export { shownIdentifiers } from './registry/identifiers';
export {
  decidedForm,
  knownNames,
  LEARNT_SOURCE,
  REGISTRY_SOURCE,
  type KnownNames,
} from './registry/known-names';
export { LearntNames, type DecidedName, type LearntName } from './registry/learnt-names';
export {
  EMPTY_REGISTRY,
  parseRegistry,
  undecodedRegistry,
  type Registry,
  type RegistryEntry,
  type RegistryName,
} from './registry/parse';
export {
  applyRegistryEdit,
  registryEdit,
  reversedRegistryEdit,
  type RegistryEdit,
} from './registry/reversal';
export { LONGEST_NAME, REGISTRY_FILE, REGISTRY_SCHEMA_URI, registrySchema } from './registry/schema';
export { flagOf } from './places/flag';
export type { CityFacts, PlaceData, PlaceFacts, PlaceFinder } from './places/places';
export { annotatedArticle, type AnnotatedArticle } from './formats/annotated-article';
export {
  beginDataset,
  exportArticles,
  joined,
  namesDiffer,
  type Dataset,
  type DatasetSettings,
} from './formats/dataset';
export { EntryImport, type EntryRefusal } from './formats/entry-import';
export {
  decodeDatasetFile,
  LARGEST_FILE,
  safePath,
  type DatasetFile,
  type DatasetProblem,
  type DatasetReading,
  type ImportedArticle,
} from './formats/dataset-file';
export {
  type DatasetFormat,
  type DatasetPart,
  type Fact,
  type FormatOption,
  type FormatSettings,
  type Loss,
  type Omission,
  type OmissionReason,
} from './formats/format';
export { lossText, omissionText } from './formats/losses';
export { manifest, MANIFEST_NAME, type ExportChoices, type ManifestFile } from './formats/manifest';
export { mergeImport, newArticle, type Merge, type MergeRefusal } from './formats/merge';
export { signatureOf, splitArticles, type Signature, type SplitEntry, type SplitPlan } from './corpus/splits';
export { skeletonOf } from './formats/skeleton';
export { annotationId, relationId } from './marks/annotation-id';
export {
  annotate,
  annotationMark,
  decide,
  isBegun,
  layMarks,
  marksAt,
  progressOf,
  suggestionMarks,
  withSuggestions,
  type Decider,
  type Decision,
  type Mark,
  type Marks,
  type Progress,
} from './marks/mark';
export { linesAbove } from './marks/lanes';
export { carriedEntities, sameMentions } from './marks/entity-carry';
export { rebase, rebased, type MarkedText, type PendingDecision, type Rebased } from './marks/rebase';
export { moveExtent, type ExtentMove } from './marks/extent';
export {
  dropDecision,
  NO_DECISIONS,
  recordDecision,
  recordEdit,
  redoDecision,
  undoDecision,
  type DecisionHistory,
  type EditCause,
  type HistoryMove,
} from './marks/history';
export { redate } from './marks/redate';
export {
  attributesOf,
  DEFAULT_PROJECT,
  parseProject,
  relationsOf,
  strangeRelations,
  type ArticleLabel,
  type Project,
  type ProjectAttribute,
  type ProjectLabel,
  type ProjectRelation,
  type RecognizerChoice,
} from './project/parse';
export { PROJECT_FILE, PROJECT_SCHEMA_URI, projectSchema } from './project/schema';
export type { ModelProblem } from './entities/tagger/model';
export { loadRecognition, type Recognition } from './recognition';
export { escapeMarkdown } from './text/markdown';
export { plainText, visible } from './text/visible';
export {
  readArticle,
  type ArticleFacts,
  type ArticleReading,
  type LanguageIdentifier,
} from './text/read-article';
export { DATASET_FORMATS, datasetFormat, jsonLine, type JsonlArticle, type JsonlSpan } from './formats';
