-- The first shape of sightline.db. Released migrations are never edited: add the next number.
-- Dialect: what SQLite 3.40 and PostgreSQL 15 share. Keys are UUIDv7 in text, times ISO 8601 UTC in
-- text, dates YYYY-MM-DD in text, truth 0 or 1. An unknown number is NULL, none is 0: kept distinct.

CREATE TABLE schema_migration (
  number BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
);

-- store/: one row for each change; sqlite/triggers.sql forbids UPDATE and DELETE.
CREATE TABLE audit (
  sequence BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  person_id TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  case_id TEXT,
  detail TEXT NOT NULL,
  detail_hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_by_case ON audit (case_id, sequence);
CREATE INDEX audit_by_object ON audit (object_id, sequence);

-- people/: who; the account (user id) is the key, the name is only shown.
CREATE TABLE person (
  person_id TEXT PRIMARY KEY,
  account TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('trainee', 'officer', 'manager', 'senior-manager', 'commander')),
  role_self_declared BIGINT NOT NULL DEFAULT 1 CHECK (role_self_declared IN (0, 1)),
  job_title TEXT NOT NULL DEFAULT '',
  staff_number TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  telephone TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
);

-- packs/: the exact bytes an assessment, triage or letter was made with, for ever.
CREATE TABLE pack_copy (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  pack_id TEXT NOT NULL,
  edition TEXT NOT NULL,
  bytes TEXT NOT NULL,
  kept_at TEXT NOT NULL
);

-- cases/: an application as it came in and the case made of it are one row: it is in the inbox while
-- triage is 'new'. Columns hold the value in force; "fact" holds every source's value.
CREATE TABLE planning_case (
  case_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL DEFAULT 'planning',
  triage TEXT NOT NULL DEFAULT 'new' CHECK (triage IN ('new', 'case', 'no-comment')),
  triage_rule TEXT NOT NULL DEFAULT '',
  triage_reason TEXT NOT NULL DEFAULT '',
  no_comment_reason TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT 'identified' CHECK (stage IN ('identified', 'reading', 'assessing',
    'drafting', 'in-review', 'approved', 'sent', 'closed')),
  officer_id TEXT REFERENCES person (person_id),
  our_reference TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  authority_code TEXT NOT NULL DEFAULT '',
  authority_name TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',
  reference_folded TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  uprn TEXT NOT NULL DEFAULT '',
  easting DOUBLE PRECISION,
  northing DOUBLE PRECISION,
  site_area_ha DOUBLE PRECISION,
  boundary TEXT NOT NULL DEFAULT '',
  proposal TEXT NOT NULL DEFAULT '',
  proposal_key TEXT NOT NULL DEFAULT '',
  type_class TEXT NOT NULL DEFAULT '',
  type_text TEXT NOT NULL DEFAULT '',
  scale TEXT NOT NULL DEFAULT 'unknown',
  dwellings BIGINT,
  floorspace_m2 DOUBLE PRECISION,
  date_received TEXT NOT NULL DEFAULT '',
  date_valid TEXT NOT NULL DEFAULT '',
  consultation_start TEXT NOT NULL DEFAULT '',
  consultation_expiry TEXT NOT NULL DEFAULT '',
  target_date TEXT NOT NULL DEFAULT '',
  due_date TEXT NOT NULL DEFAULT '',
  applicant TEXT NOT NULL DEFAULT '',
  agent TEXT NOT NULL DEFAULT '',
  case_officer TEXT NOT NULL DEFAULT '',
  case_officer_email TEXT NOT NULL DEFAULT '',
  features TEXT NOT NULL DEFAULT '',
  document_count BIGINT NOT NULL DEFAULT 0,
  conflict_count BIGINT NOT NULL DEFAULT 0,
  last_view TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (authority_code, reference_folded, case_id)
);
-- due_date is '9999-12-31' where no date is known, so that it sorts last.
-- proposal_key is the beginning of the proposal, folded: what the list sorts by.
-- The first four hold all that lists filter and sort by, so that they never read the wide rows.
CREATE INDEX planning_case_by_due ON planning_case (triage, due_date, case_id, stage, officer_id,
  authority_code, triage_rule, reference_folded, authority_name);
CREATE INDEX planning_case_by_proposal ON planning_case (triage, proposal_key, case_id, stage, officer_id,
  authority_code, triage_rule, due_date);
CREATE INDEX planning_case_by_dwellings ON planning_case (triage, dwellings, case_id, stage, officer_id,
  authority_code, triage_rule, due_date);
CREATE INDEX planning_case_by_floorspace ON planning_case (triage, floorspace_m2, case_id, stage, officer_id,
  authority_code, triage_rule, due_date);
CREATE INDEX planning_case_by_reference ON planning_case (reference_folded);
CREATE INDEX planning_case_by_our_reference ON planning_case (our_reference);

-- What the list's filter looks through: folded text in rows much narrower than the case's own.
CREATE TABLE case_words (
  case_id TEXT PRIMARY KEY REFERENCES planning_case (case_id),
  words TEXT NOT NULL
);

-- Every value with its origin. state: current (in force), other (a second source says otherwise),
-- confirmed (by an officer; a re-import never replaces it), superseded.
CREATE TABLE fact (
  fact_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL DEFAULT '',
  source_place TEXT NOT NULL DEFAULT '',
  document_id TEXT,
  rank BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'other', 'confirmed', 'superseded')),
  person_id TEXT,
  at TEXT NOT NULL
);
CREATE INDEX fact_by_case ON fact (case_id, field);

CREATE TABLE case_link (
  case_link_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  reference TEXT NOT NULL,
  relation TEXT NOT NULL,
  linked_case_id TEXT
);
CREATE INDEX case_link_by_case ON case_link (case_id);

-- documents/: each file once by content hash; a document is that file's place in a case.
CREATE TABLE stored_file (
  sha256 TEXT PRIMARY KEY,
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  stored_at TEXT NOT NULL
);

CREATE TABLE document (
  document_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  sha256 TEXT REFERENCES stored_file (sha256),
  parent_id TEXT,
  file_name TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  kind_source TEXT NOT NULL CHECK (kind_source IN ('guessed', 'declared', 'corrected')),
  declared_type TEXT NOT NULL DEFAULT '',
  drawing_number TEXT NOT NULL DEFAULT '',
  revision TEXT NOT NULL DEFAULT '',
  superseded BIGINT NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),
  document_date TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('read', 'partial', 'picture', 'refused', 'waiting')),
  reason TEXT NOT NULL DEFAULT '',
  reason_code TEXT NOT NULL DEFAULT '',
  warnings TEXT NOT NULL DEFAULT '',
  media_type TEXT NOT NULL DEFAULT '',
  size BIGINT NOT NULL DEFAULT 0,
  page_count BIGINT NOT NULL DEFAULT 0,
  readable_pages BIGINT NOT NULL DEFAULT 0,
  sandbox_level TEXT NOT NULL DEFAULT '',
  source_path TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL
);
CREATE INDEX document_by_case ON document (case_id);
CREATE INDEX document_by_file ON document (sha256);

CREATE TABLE page (
  document_id TEXT NOT NULL REFERENCES document (document_id),
  number BIGINT NOT NULL,
  width DOUBLE PRECISION NOT NULL,
  height DOUBLE PRECISION NOT NULL,
  rotation BIGINT NOT NULL DEFAULT 0,
  characters BIGINT NOT NULL DEFAULT 0,
  readable BIGINT NOT NULL DEFAULT 0 CHECK (readable IN (0, 1)),
  label TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (document_id, number)
);

-- A place in a document: page points from the top left of the page as it is shown. No region: x is NULL.
CREATE TABLE evidence (
  evidence_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  document_id TEXT NOT NULL REFERENCES document (document_id),
  page_number BIGINT NOT NULL,
  x DOUBLE PRECISION,
  y DOUBLE PRECISION,
  width DOUBLE PRECISION,
  height DOUBLE PRECISION,
  quotation TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  person_id TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX evidence_by_case ON evidence (case_id);
CREATE INDEX evidence_by_document ON evidence (document_id, page_number);

-- assessment/
CREATE TABLE assessment (
  assessment_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  pack_id TEXT NOT NULL,
  pack_edition TEXT NOT NULL,
  pack_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  created_at TEXT NOT NULL,
  UNIQUE (case_id, pack_id, pack_hash)
);

CREATE TABLE answer (
  answer_id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (assessment_id),
  item_id TEXT NOT NULL,
  verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'met', 'partly', 'not-met', 'not-shown',
    'not-applicable')),
  reason TEXT NOT NULL DEFAULT '',
  observation TEXT NOT NULL DEFAULT '',
  recommendation TEXT NOT NULL DEFAULT '',
  recommendation_source TEXT NOT NULL DEFAULT '' CHECK (recommendation_source IN ('', 'pack', 'edited', 'own')),
  place TEXT NOT NULL DEFAULT '',
  priority TEXT NOT NULL DEFAULT '' CHECK (priority IN ('', 'high', 'medium', 'low')),
  priority_reason TEXT NOT NULL DEFAULT '',
  shown_value DOUBLE PRECISION,
  shown_unit TEXT NOT NULL DEFAULT '',
  revision BIGINT NOT NULL DEFAULT 0,
  person_id TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (assessment_id, item_id)
);

-- Each saved state of an answer, so that undo survives a restart. "previous" is the revision that it
-- was made from, 0 the blank answer: undo goes there, and no state is ever written over.
CREATE TABLE answer_revision (
  answer_id TEXT NOT NULL REFERENCES answer (answer_id),
  revision BIGINT NOT NULL,
  previous BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  observation TEXT NOT NULL,
  recommendation TEXT NOT NULL,
  recommendation_source TEXT NOT NULL,
  place TEXT NOT NULL,
  priority TEXT NOT NULL,
  priority_reason TEXT NOT NULL,
  shown_value DOUBLE PRECISION,
  shown_unit TEXT NOT NULL,
  evidence TEXT NOT NULL,
  person_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (answer_id, revision)
);

CREATE TABLE answer_evidence (
  answer_id TEXT NOT NULL REFERENCES answer (answer_id),
  evidence_id TEXT NOT NULL REFERENCES evidence (evidence_id),
  position BIGINT NOT NULL,
  PRIMARY KEY (answer_id, evidence_id)
);

-- A passage the officer put aside for this item of this case, or a search with no find kept as a note.
CREATE TABLE suggestion_note (
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  item_id TEXT NOT NULL,
  passage TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('dismissed', 'not-found-kept')),
  person_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, item_id, passage)
);

-- An observation under a topic, tied to no item.
CREATE TABLE free_observation (
  observation_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  topic TEXT NOT NULL,
  observation TEXT NOT NULL,
  recommendation TEXT NOT NULL DEFAULT '',
  priority TEXT NOT NULL DEFAULT '',
  priority_reason TEXT NOT NULL DEFAULT '',
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  person_id TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX free_observation_by_case ON free_observation (case_id);

-- response/
CREATE TABLE crime_row (
  crime_row_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  position BIGINT NOT NULL,
  source TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  area TEXT NOT NULL,
  category TEXT NOT NULL,
  count BIGINT,
  caveat TEXT NOT NULL DEFAULT '',
  restricted BIGINT NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
  origin TEXT NOT NULL DEFAULT 'typed'
);
CREATE INDEX crime_row_by_case ON crime_row (case_id, position);

CREATE TABLE response (
  response_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE REFERENCES planning_case (case_id),
  template_id TEXT NOT NULL,
  stance TEXT NOT NULL,
  flags TEXT NOT NULL DEFAULT '',
  award_level TEXT NOT NULL DEFAULT '',
  nppf_edition TEXT NOT NULL DEFAULT '',
  letter_date TEXT NOT NULL DEFAULT '',
  conditions TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

-- What the officer did to a composed block: replaced its text, left it out, or added one after another.
CREATE TABLE response_edit (
  response_id TEXT NOT NULL REFERENCES response (response_id),
  block_key TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('replace', 'leave-out', 'add')),
  after_key TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  source_hash TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (response_id, block_key)
);
