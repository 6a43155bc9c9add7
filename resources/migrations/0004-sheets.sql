-- Work away from the desk: kinds of case with their stages, actions, sheets (a meeting, a visit, a
-- survey, a scheme, an advice record: one filled-in form each) and photographs.

-- people/: somebody who is no longer here keeps their past; what they still owe is shown to others.
ALTER TABLE person ADD COLUMN left_on TEXT NOT NULL DEFAULT '';

-- cases/: the id of the stage at work, of kinds other than planning; '' when all are behind. Beside
-- the rows of case_stage so that a list of cases reads it with the case.
ALTER TABLE planning_case ADD COLUMN step TEXT NOT NULL DEFAULT '';
CREATE INDEX planning_case_by_kind ON planning_case (kind, triage, due_date, case_id, stage, officer_id,
  authority_code, triage_rule);

-- cases/: where a case stands on the line of stages of its kind; a stage without a row is to do.
-- The stages themselves are data (resources/rules/case-kinds.xml).
CREATE TABLE case_stage (
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  stage_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('to-do', 'current', 'done', 'skipped')),
  due_date TEXT NOT NULL DEFAULT '',
  done_on TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, stage_id)
);
CREATE INDEX case_stage_by_due ON case_stage (state, due_date, case_id);

-- cases/: what somebody has to do by a day. owner_id is a person of the casebook, owner_name anybody
-- else ("the developer"); one of them is "".
CREATE TABLE action (
  action_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  sheet_id TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  owner_id TEXT NOT NULL DEFAULT '',
  owner_name TEXT NOT NULL DEFAULT '',
  due_date TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  answer TEXT NOT NULL DEFAULT '',
  settled_on TEXT NOT NULL DEFAULT '',
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX action_by_owner ON action (state, owner_id, due_date);
CREATE INDEX action_by_case ON action (case_id);

-- base for numbers that people quote: "ADV/2026/014". One row a series and year.
CREATE TABLE register_number (
  series TEXT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (series, year)
);

-- sheets/: a form filled in for a case. Its values lie in sheet_value: entry_id '' for those of the
-- sheet itself, else of one entry of a group that may stand several times (a hazard, an observation).
CREATE TABLE sheet (
  sheet_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  kind TEXT NOT NULL CHECK (kind IN ('meeting', 'visit', 'survey', 'scheme', 'advice')),
  form_id TEXT NOT NULL,
  form_hash TEXT NOT NULL REFERENCES pack_copy (hash),
  reference TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
  state_reason TEXT NOT NULL DEFAULT '',
  -- Made of the values of the fields that bear these roles, for lists: a day, and times in UTC.
  on_date TEXT NOT NULL DEFAULT '',
  starts_at TEXT NOT NULL DEFAULT '',
  ends_at TEXT NOT NULL DEFAULT '',
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  owner_id TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX sheet_by_case ON sheet (case_id, kind, on_date);
CREATE INDEX sheet_by_kind ON sheet (kind, on_date);

CREATE TABLE sheet_entry (
  entry_id TEXT PRIMARY KEY,
  sheet_id TEXT NOT NULL REFERENCES sheet (sheet_id),
  group_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  person_id TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX sheet_entry_by_sheet ON sheet_entry (sheet_id, position);

CREATE TABLE sheet_value (
  sheet_id TEXT NOT NULL REFERENCES sheet (sheet_id),
  entry_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (sheet_id, entry_id, field)
);

-- The days that a sheet sets (a certificate runs out, a remedial item is due), kept beside the
-- values in the same change so that the list of what is due reads rows as narrow as these.
CREATE TABLE sheet_date (
  sheet_id TEXT NOT NULL REFERENCES sheet (sheet_id),
  entry_id TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_date TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (sheet_id, entry_id, field)
);
CREATE INDEX sheet_date_by_due ON sheet_date (due_date, sheet_id);

-- documents/: what the officer says of a photograph. The picture is a document of the case; its
-- original is kept as it came, with all that the camera wrote into it.
CREATE TABLE photograph (
  photograph_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  document_id TEXT NOT NULL UNIQUE REFERENCES document (document_id),
  sheet_id TEXT NOT NULL DEFAULT '',
  entry_id TEXT NOT NULL DEFAULT '',
  item_id TEXT NOT NULL DEFAULT '',
  caption TEXT NOT NULL DEFAULT '',
  -- Local wall-clock time, as the camera or the officer says it: cameras know no zone.
  taken_at TEXT NOT NULL DEFAULT '',
  taken_source TEXT NOT NULL DEFAULT '' CHECK (taken_source IN ('', 'camera', 'officer')),
  has_position BIGINT NOT NULL DEFAULT 0 CHECK (has_position IN (0, 1)),
  orientation BIGINT NOT NULL DEFAULT 1,
  -- Of the upright picture, in pixels; 0 unknown.
  width BIGINT NOT NULL DEFAULT 0,
  height BIGINT NOT NULL DEFAULT 0,
  -- Where one stood on a plan of the case, in page points, and the way one looked, in degrees from
  -- the top of the plan, clockwise.
  plan_document_id TEXT NOT NULL DEFAULT '',
  plan_page BIGINT NOT NULL DEFAULT 0,
  plan_x DOUBLE PRECISION,
  plan_y DOUBLE PRECISION,
  direction DOUBLE PRECISION,
  -- The officer's own look at faces and number plates before it leaves.
  privacy TEXT NOT NULL DEFAULT '' CHECK (privacy IN ('', 'clear', 'keep-in')),
  privacy_by TEXT NOT NULL DEFAULT '',
  privacy_at TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX photograph_by_case ON photograph (case_id, taken_at);
CREATE INDEX photograph_by_sheet ON photograph (sheet_id);
