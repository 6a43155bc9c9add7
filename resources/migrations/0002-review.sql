-- People and keys, versions, comments, decisions, issue, outcome and bundles.

-- people/: whether somebody has said who they are, who bore their role out, and who works elsewhere
-- (known from a bundle: the account is then "key:" and the fingerprint of their signing key).
ALTER TABLE person ADD COLUMN declared BIGINT NOT NULL DEFAULT 0 CHECK (declared IN (0, 1));
ALTER TABLE person ADD COLUMN elsewhere BIGINT NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
ALTER TABLE person ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN confirmed_at TEXT NOT NULL DEFAULT '';

CREATE TABLE person_key (
  fingerprint TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  person_id TEXT NOT NULL DEFAULT '',
  trust TEXT NOT NULL CHECK (trust IN ('unverified', 'verified', 'revoked')),
  changed_by TEXT NOT NULL,
  at TEXT NOT NULL
);

-- response/: a remark that was overruled, by the key that names it over edits elsewhere.
CREATE TABLE remark_dismissal (
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  remark_key TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL,
  role TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, remark_key)
);

-- review/: the canonical bytes of what was submitted, once for each content.
CREATE TABLE version_content (
  hash TEXT PRIMARY KEY,
  bytes TEXT NOT NULL
);

CREATE TABLE version (
  version_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'returned', 'withdrawn', 'approved', 'voided',
    'issued', 'superseded')),
  hash TEXT NOT NULL REFERENCES version_content (hash),
  stance TEXT NOT NULL,
  grants_award BIGINT NOT NULL DEFAULT 0 CHECK (grants_award IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  submitted_by TEXT NOT NULL REFERENCES person (person_id),
  submitted_role TEXT NOT NULL,
  self_declared BIGINT NOT NULL DEFAULT 1 CHECK (self_declared IN (0, 1)),
  submitted_at TEXT NOT NULL,
  audit_sequence BIGINT NOT NULL DEFAULT 0,
  void_reason TEXT NOT NULL DEFAULT '',
  changed_at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT '',
  UNIQUE (case_id, number)
);
CREATE INDEX version_by_state ON version (state, case_id);

-- Everyone who had edited any part of it. store/sqlite forbids a decision by one of them.
CREATE TABLE version_author (
  version_id TEXT NOT NULL REFERENCES version (version_id),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  PRIMARY KEY (version_id, person_id)
);

-- What was decided on a version. One stands; a later one from another bundle or account is kept.
CREATE TABLE decision (
  decision_id TEXT PRIMARY KEY,
  version_id TEXT NOT NULL REFERENCES version (version_id),
  hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned')),
  reason TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  self_declared BIGINT NOT NULL CHECK (self_declared IN (0, 1)),
  stands BIGINT NOT NULL CHECK (stands IN (0, 1)),
  why_not TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX decision_by_version ON decision (version_id);

-- Anchored in the version that it was made on; placed anew in every later one when it is shown.
-- anchor_text is what a person reads (the words of then), anchor_source all that stood at the place
-- (the whole block, the whole answer), from which the words are found again in a later text.
CREATE TABLE comment (
  comment_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  version_id TEXT NOT NULL REFERENCES version (version_id),
  parent_id TEXT,
  anchor_kind TEXT NOT NULL CHECK (anchor_kind IN ('whole', 'text', 'answer', 'evidence')),
  anchor_key TEXT NOT NULL DEFAULT '',
  anchor_start BIGINT NOT NULL DEFAULT 0,
  anchor_end BIGINT NOT NULL DEFAULT 0,
  anchor_text TEXT NOT NULL DEFAULT '',
  anchor_source TEXT NOT NULL DEFAULT '',
  anchor_title TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  self_declared BIGINT NOT NULL DEFAULT 1 CHECK (self_declared IN (0, 1)),
  at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  closed_by TEXT NOT NULL DEFAULT '',
  closed_at TEXT NOT NULL DEFAULT '',
  close_reason TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX comment_by_case ON comment (case_id, at);

CREATE TABLE prompt_mark (
  version_id TEXT NOT NULL REFERENCES version (version_id),
  prompt_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  done BIGINT NOT NULL CHECK (done IN (0, 1)),
  at TEXT NOT NULL,
  PRIMARY KEY (version_id, prompt_id, person_id)
);

CREATE TABLE version_seen (
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  version_id TEXT NOT NULL REFERENCES version (version_id),
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, person_id)
);

-- The response as it left, for ever: never updated (store/sqlite).
CREATE TABLE issued_response (
  issue_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE REFERENCES planning_case (case_id),
  version_id TEXT NOT NULL REFERENCES version (version_id),
  hash TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
  size BIGINT NOT NULL,
  decision_id TEXT NOT NULL REFERENCES decision (decision_id),
  issued_by TEXT NOT NULL REFERENCES person (person_id),
  issued_role TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  audit_sequence BIGINT NOT NULL,
  audit_hash TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  sent_way TEXT NOT NULL CHECK (sent_way IN ('e-mail', 'portal', 'post', 'hand')),
  sent_to TEXT NOT NULL DEFAULT ''
);

CREATE TABLE outcome (
  case_id TEXT PRIMARY KEY REFERENCES planning_case (case_id),
  decision TEXT NOT NULL CHECK (decision IN ('granted', 'granted-with-conditions', 'refused',
    'withdrawn', 'not-determined')),
  decided_on TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL
);

CREATE TABLE outcome_item (
  case_id TEXT NOT NULL REFERENCES outcome (case_id),
  recommendation_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('adopted', 'in-part', 'not-adopted', 'unknown')),
  condition TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, recommendation_key)
);

-- A case that came in a bundle: commented on here, worked elsewhere.
CREATE TABLE review_copy (
  case_id TEXT PRIMARY KEY REFERENCES planning_case (case_id),
  fingerprint TEXT NOT NULL,
  read_at TEXT NOT NULL
);

-- The highest serial of each sender and case: read ("in"), and made here ("out").
CREATE TABLE bundle_serial (
  case_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  serial BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, fingerprint, direction)
);

-- Decisions that came in a bundle whose key nobody here has compared: kept, not standing. Once it is
-- marked as verified they are weighed anew, and one that stands then is a row of its own.
CREATE TABLE decision_waiting (
  decision_id TEXT PRIMARY KEY REFERENCES decision (decision_id),
  fingerprint TEXT NOT NULL
);
CREATE INDEX decision_waiting_by_key ON decision_waiting (fingerprint);
