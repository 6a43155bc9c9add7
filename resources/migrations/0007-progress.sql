-- Progression: from trainee to officer. One portfolio a trainee; occasions tied to cases; what was
-- claimed, assessed and answered is only ever added to (store/sqlite has the triggers).

-- people/ leaves it to the trainee whether the time that a document stands on screen is kept.
CREATE TABLE portfolio (
  portfolio_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (person_id),
  framework_id TEXT NOT NULL,
  framework_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  keeps_reading BIGINT NOT NULL DEFAULT 0 CHECK (keeps_reading IN (0, 1)),
  begun_by TEXT NOT NULL REFERENCES person (person_id),
  begun_at TEXT NOT NULL,
  -- '' worked here, else the fingerprint of who sent it in a bundle: then it is only assessed here.
  origin TEXT NOT NULL DEFAULT ''
);

-- Each edition that a portfolio was moved to, and from which; never changed.
CREATE TABLE portfolio_move (
  move_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  from_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  to_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  reason TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX portfolio_move_by_portfolio ON portfolio_move (portfolio_id, at);

-- One planning application or one scheme. case_id '' for one from before Sightline, with its files.
-- The words are copies: they stand when the case is gone.
CREATE TABLE occasion (
  occasion_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  component_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  case_id TEXT NOT NULL DEFAULT '',
  -- What may count once within a component ("uttlesford utt/26/2147/ful"), and the site for the
  -- warning across components (UPRN, else the folded address); '' unknown.
  application_key TEXT NOT NULL,
  site_key TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  authority TEXT NOT NULL DEFAULT '',
  on_date TEXT NOT NULL DEFAULT '',
  about TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'dropped')),
  state_reason TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE UNIQUE INDEX occasion_counts_once ON occasion (portfolio_id, component_id, application_key)
  WHERE state = 'open';
CREATE INDEX occasion_by_case ON occasion (case_id);

-- The history of one cell of the matrix: criterion by occasion ('' for training, which has none).
-- Never changed; the cell's state is made of it.
CREATE TABLE cell_event (
  event_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  occasion_id TEXT NOT NULL DEFAULT '',
  criterion_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'withdraw', 'verdict', 'second', 'acknowledge', 'reply')),
  -- Of a claim: '' or 'not-applicable'; of a verdict or second verdict one of the three.
  verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'met', 'not-yet', 'not-applicable')),
  words TEXT NOT NULL DEFAULT '',
  -- Of a verdict: what verbal and what written work was assessed.
  verbal TEXT NOT NULL DEFAULT '',
  written TEXT NOT NULL DEFAULT '',
  -- The claim that a verdict is on, the verdict that is acknowledged or replied to, the request
  -- that a second verdict answers; '' none.
  answers TEXT NOT NULL DEFAULT '',
  -- The edition of the framework that it was said under.
  framework_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  self_declared BIGINT NOT NULL DEFAULT 0 CHECK (self_declared IN (0, 1)),
  at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX cell_event_by_portfolio ON cell_event (portfolio_id, at, event_id);

-- What a claim rests on, as it was when it was claimed: copied words, so that it stands when the
-- case is gone. sha256 '' or the content that it was. Never changed.
CREATE TABLE claim_evidence (
  evidence_id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES cell_event (event_id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object_kind TEXT NOT NULL DEFAULT '',
  object_id TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  on_date TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  -- 1: names or addresses of third parties stand in it: masked by default.
  personal BIGINT NOT NULL DEFAULT 0 CHECK (personal IN (0, 1))
);
CREATE INDEX claim_evidence_by_event ON claim_evidence (event_id, position);

-- Courses, awards, events, meetings, CPD; and the certificate that entry asks for.
CREATE TABLE training (
  training_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  criterion_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  provider TEXT NOT NULL DEFAULT '',
  on_date TEXT NOT NULL DEFAULT '',
  hours DOUBLE PRECISION NOT NULL DEFAULT 0,
  -- Ids of the framework's outcomes that it brought, with one space between.
  outcomes TEXT NOT NULL DEFAULT '',
  renews_on TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX training_by_portfolio ON training (portfolio_id, on_date);
CREATE INDEX training_by_renewal ON training (renews_on);

-- Files of a portfolio, kept in the document store: of a training entry, an occasion from before
-- Sightline, or a claim.
CREATE TABLE portfolio_file (
  file_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('training', 'occasion', 'claim')),
  owner_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL
);
CREATE INDEX portfolio_file_by_owner ON portfolio_file (owner_id);
CREATE INDEX portfolio_file_by_portfolio ON portfolio_file (portfolio_id);

-- The trainee's own: on no page but theirs.
CREATE TABLE private_note (
  note_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  occasion_id TEXT NOT NULL DEFAULT '',
  criterion_id TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (portfolio_id, occasion_id, criterion_id)
);

-- Who read what, once a day each: the trainee sees it. occasion_id '' the whole.
CREATE TABLE portfolio_read (
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  occasion_id TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL REFERENCES person (person_id),
  on_date TEXT NOT NULL,
  first_at TEXT NOT NULL,
  PRIMARY KEY (portfolio_id, occasion_id, person_id, on_date)
);

-- How long a document stood on screen on a day, of trainees who switched that on.
CREATE TABLE reading (
  person_id TEXT NOT NULL REFERENCES person (person_id),
  case_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  on_date TEXT NOT NULL,
  seconds BIGINT NOT NULL,
  PRIMARY KEY (person_id, document_id, on_date)
);
CREATE INDEX reading_by_case ON reading (case_id, person_id);

-- A blind second assessment that was asked for, and occasions drawn to be looked at again.
CREATE TABLE second_request (
  request_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  occasion_id TEXT NOT NULL DEFAULT '',
  assessor_id TEXT NOT NULL REFERENCES person (person_id),
  -- 'asked' by a manager, drawn by the 'rule' or by 'chance'; how is what the draw rested on.
  why TEXT NOT NULL CHECK (why IN ('asked', 'rule', 'chance')),
  how TEXT NOT NULL DEFAULT '',
  asked_by TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL,
  finished_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX second_request_by_portfolio ON second_request (portfolio_id, occasion_id);

-- The decision on progression, a written notification; never changed.
CREATE TABLE progression (
  progression_id TEXT PRIMARY KEY,
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  outcome TEXT NOT NULL CHECK (outcome IN ('fulfilled', 'not-fulfilled')),
  reasons TEXT NOT NULL DEFAULT '',
  unmet TEXT NOT NULL DEFAULT '', -- a line each, as they stood
  notified_on TEXT NOT NULL,
  -- The sealed PDF of the notification.
  sha256 TEXT NOT NULL REFERENCES stored_file (sha256),
  size BIGINT NOT NULL,
  -- The head of the trail that its footer prints; 0 and '' of one that came in a bundle.
  audit_sequence BIGINT NOT NULL DEFAULT 0,
  audit_hash TEXT NOT NULL DEFAULT '',
  framework_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  self_declared BIGINT NOT NULL DEFAULT 0 CHECK (self_declared IN (0, 1)),
  at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX progression_by_portfolio ON progression (portfolio_id, at);

-- Against a decision; the last day and whom it should go to are kept as they were reckoned.
CREATE TABLE appeal (
  appeal_id TEXT PRIMARY KEY,
  progression_id TEXT NOT NULL UNIQUE REFERENCES progression (progression_id),
  grounds TEXT NOT NULL,
  lodged_on TEXT NOT NULL,
  last_day TEXT NOT NULL,
  to_role TEXT NOT NULL,
  right_role TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT ''
);

CREATE TABLE appeal_outcome (
  appeal_id TEXT PRIMARY KEY REFERENCES appeal (appeal_id),
  outcome TEXT NOT NULL CHECK (outcome IN ('upheld', 'dismissed')),
  reasons TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL,
  self_declared BIGINT NOT NULL DEFAULT 0 CHECK (self_declared IN (0, 1)),
  at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT ''
);

-- The signature of whoever assessed or decided over what they said (an event, a decision, the
-- outcome of an appeal), so that it can be shown at a third computer; made when it first leaves, or
-- come with it.
CREATE TABLE portfolio_seal (
  object_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (person_id),
  fingerprint TEXT NOT NULL,
  public_key TEXT NOT NULL,
  signature TEXT NOT NULL
);

-- Bundles of portfolios, as bundle_serial does for cases.
CREATE TABLE portfolio_serial (
  portfolio_id TEXT NOT NULL REFERENCES portfolio (portfolio_id),
  fingerprint TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('made', 'read')),
  serial BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (portfolio_id, fingerprint, direction)
);
