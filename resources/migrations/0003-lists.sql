-- Lists by reference, links to other applications, and where a case was left.

-- Holds all that lists filter and sort by, as those of 0001 do, so that they never read the wide rows.
CREATE INDEX planning_case_by_triage_reference ON planning_case (triage, reference_folded, case_id, stage,
  officer_id, authority_code, triage_rule, due_date);

-- Which page a case was left on is remembered outside the records: it is no change of them.
ALTER TABLE planning_case DROP COLUMN last_view;

-- Another application that a case names, once; a removed link stays, so that no import brings it back.
CREATE TABLE case_link_once (
  case_link_id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES planning_case (case_id),
  reference TEXT NOT NULL,
  reference_folded TEXT NOT NULL,
  relation TEXT NOT NULL,
  removed BIGINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  UNIQUE (case_id, reference_folded)
);
INSERT INTO case_link_once (case_link_id, case_id, reference, reference_folded, relation)
  SELECT MIN (case_link_id), case_id, MIN (reference), UPPER (REPLACE (reference, ' ', '')), MIN (relation)
  FROM case_link GROUP BY case_id, UPPER (REPLACE (reference, ' ', ''));
DROP TABLE case_link;
ALTER TABLE case_link_once RENAME TO case_link;
