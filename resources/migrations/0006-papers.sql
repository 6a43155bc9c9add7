-- Papers: what is reviewed and issued. The response of a case is the paper whose id is the case's
-- own; a report of a sheet (minutes, a visit report) is a row of its own from when it is first
-- submitted.

CREATE TABLE paper (
  paper_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  sheet_id TEXT NOT NULL REFERENCES sheet (sheet_id),
  report_id TEXT NOT NULL,
  title TEXT NOT NULL,
  -- 1: it tells how something stands on its day, and its sheet goes on after it was issued.
  moment BIGINT NOT NULL DEFAULT 0 CHECK (moment IN (0, 1)),
  created_by TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL
);
CREATE INDEX paper_by_sheet ON paper (sheet_id);
CREATE INDEX paper_by_case ON paper (case_id, at);

-- paper_number counts within the paper and is what people see. "number" of 0002 has to differ within
-- the case, so that of a report is a negative one, which only keeps its rows apart.
ALTER TABLE version ADD COLUMN paper_id TEXT NOT NULL DEFAULT '';
ALTER TABLE version ADD COLUMN paper_number BIGINT NOT NULL DEFAULT 0;
UPDATE version SET paper_id = case_id, paper_number = number;
CREATE INDEX version_by_paper ON version (paper_id, paper_number);

ALTER TABLE comment ADD COLUMN paper_id TEXT NOT NULL DEFAULT '';
UPDATE comment SET paper_id = case_id;
CREATE INDEX comment_by_paper ON comment (paper_id, at);

-- In the place of version_seen, which knew a case's response alone.
CREATE TABLE paper_seen (
  paper_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  version_id TEXT NOT NULL REFERENCES version (version_id),
  at TEXT NOT NULL,
  PRIMARY KEY (paper_id, person_id)
);
INSERT INTO paper_seen (paper_id, person_id, version_id, at)
  SELECT case_id, person_id, version_id, at FROM version_seen;
DROP TABLE version_seen;

-- A report as it left, for ever: never updated (store/sqlite). As issued_response, which goes on to
-- hold responses.
CREATE TABLE issued_paper (
  issue_id TEXT PRIMARY KEY,
  paper_id TEXT NOT NULL UNIQUE REFERENCES paper (paper_id),
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  version_id TEXT NOT NULL REFERENCES version (version_id),
  hash TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
  size BIGINT NOT NULL,
  decision_id TEXT NOT NULL REFERENCES decision (decision_id),
  issued_by TEXT NOT NULL REFERENCES person (person_id),
  issued_role TEXT NOT NULL,
  self_declared BIGINT NOT NULL CHECK (self_declared IN (0, 1)),
  issued_at TEXT NOT NULL,
  audit_sequence BIGINT NOT NULL,
  audit_hash TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  sent_way TEXT NOT NULL CHECK (sent_way IN ('e-mail', 'portal', 'post', 'hand')),
  sent_to TEXT NOT NULL DEFAULT ''
);
