-- A checklist is walked for the case, or for one entry of a sheet of the case: a house type of a
-- Secured by Design scheme. The rule that a case walks a pack once stood in the table itself, so
-- the tables are made anew with their rows; what is the whole case's stays so.

-- subject_id NULL: the whole case. What an entry has is said of it alone ("flats"), with one space
-- between; what the case has is the case's (planning_case.features).
CREATE TABLE assessment_of (
  assessment_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  subject_id TEXT REFERENCES sheet_entry (entry_id),
  features TEXT NOT NULL DEFAULT '',
  pack_id TEXT NOT NULL,
  pack_edition TEXT NOT NULL,
  pack_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  created_at TEXT NOT NULL,
  CHECK (subject_id IS NOT NULL OR features = '')
);
INSERT INTO assessment_of (assessment_id, case_id, pack_id, pack_edition, pack_hash, created_at)
  SELECT assessment_id, case_id, pack_id, pack_edition, pack_hash, created_at FROM assessment;

CREATE TABLE answer_of (
  answer_id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment_of (assessment_id),
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
INSERT INTO answer_of (answer_id, assessment_id, item_id, verdict, reason, observation,
    recommendation, recommendation_source, place, priority, priority_reason, shown_value,
    shown_unit, revision, person_id, changed_at)
  SELECT answer_id, assessment_id, item_id, verdict, reason, observation, recommendation,
    recommendation_source, place, priority, priority_reason, shown_value, shown_unit, revision,
    person_id, changed_at
  FROM answer;

CREATE TABLE answer_revision_of (
  answer_id TEXT NOT NULL REFERENCES answer_of (answer_id),
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
INSERT INTO answer_revision_of (answer_id, revision, previous, verdict, reason, observation,
    recommendation, recommendation_source, place, priority, priority_reason, shown_value,
    shown_unit, evidence, person_id, at)
  SELECT answer_id, revision, previous, verdict, reason, observation, recommendation,
    recommendation_source, place, priority, priority_reason, shown_value, shown_unit, evidence,
    person_id, at
  FROM answer_revision;

CREATE TABLE answer_evidence_of (
  answer_id TEXT NOT NULL REFERENCES answer_of (answer_id),
  evidence_id TEXT NOT NULL REFERENCES evidence (evidence_id),
  position BIGINT NOT NULL,
  PRIMARY KEY (answer_id, evidence_id)
);
INSERT INTO answer_evidence_of (answer_id, evidence_id, position)
  SELECT answer_id, evidence_id, position FROM answer_evidence;

DROP TABLE answer_evidence;
DROP TABLE answer_revision;
DROP TABLE answer;
DROP TABLE assessment;
ALTER TABLE assessment_of RENAME TO assessment;
ALTER TABLE answer_of RENAME TO answer;
ALTER TABLE answer_revision_of RENAME TO answer_revision;
ALTER TABLE answer_evidence_of RENAME TO answer_evidence;

-- Each once: a case, a pack in one edition, and the whole or an entry.
CREATE UNIQUE INDEX assessment_once ON assessment (case_id, pack_id, pack_hash,
  COALESCE (subject_id, ''));
CREATE INDEX assessment_by_subject ON assessment (subject_id);
